import { setTimeout as sleep } from 'node:timers/promises';
import type { REST } from 'discord.js';
import type { Logger } from '../../../contracts/ports.ts';
import { CODES, type DiscordTrouble, readDiscordError } from '../errors.ts';

/** What a call brings. `rate_limited`: Discord said "later" for longer than we wait. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly trouble: DiscordTrouble };

/** Calls of Discord's API. Their errors never leave this room: they hold tokens and what was said. */
export interface Caller {
  /** Made again where it is not known whether it was done: for calls which done twice are done once. Rejects when the caller stops. */
  ask(act: Act): Promise<Answer>;
  /** Made once; only where Discord says that nothing was done it is made again. Rejects when the caller stops. */
  askOnce(act: Act): Promise<Answer>;
  /** Ends all waiting: what waits rejects. Calls made later are made. */
  stop(): void;
}

/** A call. */
export type Act = (rest: REST) => Promise<unknown>;

/** What calls are made with. */
export interface CallerOptions {
  readonly rest: REST;
  readonly logger: Logger;
  /** Milliseconds before each repeat of a call whose answer was lost; the desk then begins anew. */
  readonly pauses?: readonly number[];
}

const PAUSES: readonly number[] = [200, 1_000];
/** How often Discord may say "later" by one of its codes; what it says by HTTP 429 is waited out by discord.js. */
const LATERS = 4;

/** Makes a caller. */
export function createCaller({ rest, logger, pauses = PAUSES }: CallerOptions): Caller {
  let stopping = new AbortController();
  const waiting = new Set<(error: Error) => void>();
  const tellToken = createTokenWatch(logger);

  function begin(act: Act): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      waiting.add(reject);
      const answered = act(rest).then(
        (value): Answer => ({ ok: true, value }),
        (error: unknown): Answer => ({ ok: false, trouble: readDiscordError(error) }),
      );
      void answered.then((answer) => {
        waiting.delete(reject);
        resolve(answer);
      });
    });
  }

  async function askPatiently(act: Act, repeats: readonly number[]): Promise<Answer> {
    const { signal } = stopping;
    let laters = 0;
    let lost = 0;
    for (;;) {
      const answer = await begin(act);
      tellToken(answer);
      if (answer.ok || answer.trouble.kind === 'refused') return answer;
      const pause = answer.trouble.kind === 'unclear' ? repeats[lost++] : laterPause(answer.trouble.retryAfterMs, laters++);
      if (pause === undefined) return answer;
      await sleep(pause, undefined, { signal });
    }
  }

  return {
    ask: (act) => askPatiently(act, pauses),
    askOnce: (act) => askPatiently(act, []),
    stop() {
      stopping.abort();
      stopping = new AbortController();
      for (const reject of waiting) reject(new Error('The Discord channel stops.'));
      waiting.clear();
    },
  };
}

/** Says once that the bot's token is refused, and again after it was taken in between. */
function createTokenWatch(logger: Logger): (answer: Answer) => void {
  let isRefused = false;
  return (answer) => {
    const refused = !answer.ok && isTokenRefused(answer.trouble);
    if (refused && !isRefused) logger.error({}, 'Discord refuses DISCORD_TOKEN, posts wait until that is mended');
    if (refused || answer.ok) isRefused = refused;
  };
}

/** The bot's own; an interaction's has a code for itself. */
function isTokenRefused(trouble: DiscordTrouble): boolean {
  return trouble.kind === 'refused' && trouble.status === 401 && trouble.code !== CODES.invalidWebhookToken;
}

function laterPause(retryAfterMs: number, laters: number): number | undefined {
  return laters < LATERS ? retryAfterMs * 2 ** laters : undefined;
}
