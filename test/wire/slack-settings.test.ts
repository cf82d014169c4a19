import type { SlackSettings } from '../../src/contracts/settings.ts';
import { missingForSlack, wantsSlack } from '../../src/wire/slack-settings.ts';

const NONE: SlackSettings = {
  botToken: null,
  signingSecret: null,
  appToken: null,
  clientId: null,
  clientSecret: null,
  apiUrl: 'https://slack.com/api/',
  helpdeskChannels: [],
  encryptionKey: null,
};

describe('settings of Slack', () => {
  it('are not wanted as long as none is set', () => {
    expect(wantsSlack({ ...NONE, helpdeskChannels: ['C1'], encryptionKey: 'x'.repeat(16) })).toBe(false);
    expect(wantsSlack({ ...NONE, botToken: 'xoxb-1' })).toBe(true);
  });

  it.each([
    [{ botToken: 'xoxb-1' }, 'no_way_in'],
    [{ signingSecret: 's' }, 'no_token'],
    [{ appToken: 'xapp-1' }, 'no_token'],
    [{ clientId: '1.2', signingSecret: 's' }, 'half_oauth'],
    [{ clientSecret: 's', botToken: 'xoxb-1', appToken: 'xapp-1' }, 'half_oauth'],
    [{ clientId: '1.2', clientSecret: 's' }, 'no_way_in'],
  ])('lack something: %j', (given, what) => {
    expect(missingForSlack({ ...NONE, ...given })).toBe(`cli:start.slack_incomplete.${what}`);
  });

  it.each([
    { botToken: 'xoxb-1', signingSecret: 's' },
    { botToken: 'xoxb-1', appToken: 'xapp-1' },
    { clientId: '1.2', clientSecret: 's', signingSecret: 's' },
    { clientId: '1.2', clientSecret: 's', appToken: 'xapp-1' },
  ])('are whole: %j', (given) => {
    expect(missingForSlack({ ...NONE, ...given })).toBeNull();
  });
});
