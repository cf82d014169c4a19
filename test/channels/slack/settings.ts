import type { SlackSettings } from '../../../src/channels/slack/options.ts';

/** Settings of a test: what is not given is not set. */
export function buildSettings(parts: Partial<SlackSettings>): SlackSettings {
  return {
    botToken: null,
    signingSecret: null,
    appToken: null,
    clientId: null,
    clientSecret: null,
    apiUrl: 'http://127.0.0.1:9/api/',
    helpdeskChannels: [],
    encryptionKey: null,
    ...parts,
  };
}
