import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { readDiscordError } from '../../../src/channels/discord/errors.ts';
import { permanent } from '../../../src/channels/shared/permanent.ts';

const TOLD = { body: { content: 'words' }, files: undefined };

function refused(status: number, code: number | string): DiscordAPIError {
  return new DiscordAPIError({ code: 0, message: 'no' }, code, status, 'POST', 'https://discord.com/api/v10/webhooks/1/token', TOLD);
}

describe('What a failed call of Discord’s tells', () => {
  it.each([
    ['a refusal', refused(403, 50_013), { kind: 'refused', status: 403, code: 50_013 }],
    ['a refusal without a code', refused(401, 0), { kind: 'refused', status: 401, code: 0 }],
    ['direct messages opened too fast', refused(400, 40_003), { kind: 'rate_limited', retryAfterMs: 1_000 }],
    ['slow mode', refused(400, 20_016), { kind: 'rate_limited', retryAfterMs: 1_000 }],
    ['an overloaded API', refused(503, 130_000), { kind: 'unclear' }],
    ['no code of Discord’s', refused(400, 'invalid_request'), { kind: 'unclear' }],
    ['a 5xx', new HTTPError(502, 'Bad Gateway', 'POST', 'x', TOLD), { kind: 'unclear' }],
    ['a reset', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), { kind: 'unclear' }],
    ['nothing known', 'text', { kind: 'unclear' }],
  ])('%s', (_, error, trouble) => {
    expect(readDiscordError(error)).toEqual(trouble);
  });

  it('a limit that is not waited for', () => {
    const limit = { timeToReset: 5, limit: 1, method: 'POST', hash: '', url: '', route: '', majorParameter: '', global: false };
    const error = new RateLimitError({ ...limit, retryAfter: 70, sublimitTimeout: 0, scope: 'user' });

    expect(readDiscordError(error)).toEqual({ kind: 'rate_limited', retryAfterMs: 70 });
  });

  it('holds nothing of what was said, and no address', () => {
    expect(JSON.stringify(readDiscordError(refused(400, 50_035)))).not.toMatch(/words|token/);
  });

  it('a failure for good is marked', () => {
    expect(permanent('gone')).toMatchObject({ message: 'gone', permanent: true });
  });
});
