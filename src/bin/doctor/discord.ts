import type { DiscordFinding } from '../../channels/discord/check.ts';
import type { Config } from '../../config.ts';
import type { Phrase } from '../../contracts/messages.ts';
import type { Result } from './result.ts';

const PART: Phrase = { key: 'cli:doctor.discord.part' };

/** Discord: are the settings whole, is the token taken, can the help-desk channels be read? */
export async function examineDiscord({ discord }: Config): Promise<Result> {
  const { token, applicationId, ...rest } = discord;
  if (token === null && applicationId === null) {
    return { part: PART, state: 'ok', words: [{ key: 'cli:doctor.discord.off' }] };
  }
  if (token === null || applicationId === null) {
    return { part: PART, state: 'bad', words: [{ key: 'cli:start.discord_incomplete' }] };
  }
  const { checkDiscord } = await import('../../channels/discord/check.ts');
  const findings = await checkDiscord({ ...rest, token, applicationId });
  return { part: PART, state: stateOf(findings), words: findings.map(wordsOf) };
}

/** Without the words of messages all works but the offers. */
function stateOf(findings: readonly DiscordFinding[]): Result['state'] {
  const bad = findings.filter(({ kind }) => kind !== 'bot_ok' && kind !== 'endpoint' && kind !== 'helpdesk_ok');
  if (bad.length === 0) {
    return 'ok';
  }
  return bad.every(({ kind }) => kind === 'no_message_content') ? 'warn' : 'bad';
}

function wordsOf(finding: DiscordFinding): Phrase {
  switch (finding.kind) {
    case 'bot_ok':
      return { key: 'cli:doctor.discord.bot_ok', params: { bot: finding.bot } };
    case 'token_refused':
      return { key: 'cli:doctor.discord.token_refused' };
    case 'wrong_application':
      return { key: 'cli:doctor.discord.wrong_application', params: { id: finding.id } };
    case 'unreachable':
      return { key: 'cli:doctor.discord.unreachable' };
    case 'no_message_content':
      return { key: 'cli:doctor.discord.no_message_content' };
    case 'endpoint':
      return { key: 'cli:doctor.discord.endpoint', params: { url: finding.url } };
    case 'helpdesk_ok':
      return { key: 'cli:doctor.discord.helpdesk_ok', params: { channel: finding.channel } };
    case 'helpdesk_absent':
      return { key: 'cli:doctor.discord.helpdesk_absent', params: { channel: finding.channel } };
    default:
      return finding satisfies never;
  }
}
