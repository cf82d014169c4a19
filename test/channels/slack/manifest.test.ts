import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { BOT_SCOPES } from '../../../src/channels/slack/scopes.ts';

const SOURCE = readFileSync(join(import.meta.dirname, '../../../slack-manifest.yaml'), 'utf8');
const MANIFEST = parse(SOURCE);
/** As an administrator makes it for HTTP and OAuth: every line that is commented out with an address, or belongs to one, taken in. */
const HTTP_MANIFEST = parse(
  SOURCE.replace(/^(\s*)#(\s*)(url:|redirect_urls:|- https:|request_url:|message_menu_options_url:)/gm, '$1$2$3'),
);

describe('slack-manifest.yaml', () => {
  it('asks for the scopes the program needs, and for no other', () => {
    expect(MANIFEST.oauth_config.scopes).toEqual({ bot: [...BOT_SCOPES] });
  });

  it('gives the reason of each scope', () => {
    for (const scope of BOT_SCOPES) expect(SOURCE).toMatch(new RegExp(`- ${scope} # .{6,}`));
  });

  it('stays within the lengths Slack allows (docs.slack.dev/reference/app-manifest)', () => {
    const { display_information: shown, features } = MANIFEST;
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description.length).toBeLessThanOrEqual(140);
    expect(shown.long_description.length).toBeGreaterThanOrEqual(174);
    expect(shown.long_description.length).toBeLessThanOrEqual(4_000);
    expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80);
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  it('leads everything to /slack/events where it runs over HTTP', () => {
    const { features, settings, oauth_config: oauth } = HTTP_MANIFEST;
    const url = 'https://okuru.example.jp/slack/events';
    expect(features.slash_commands[0].url).toBe(url);
    expect(settings.event_subscriptions.request_url).toBe(url);
    expect(settings.interactivity).toEqual({ is_enabled: true, request_url: url, message_menu_options_url: url });
    expect(oauth.redirect_urls).toEqual(['https://okuru.example.jp/slack/oauth_redirect']);
  });
});
