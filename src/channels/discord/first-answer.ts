import type { APIInteractionResponse } from 'discord.js';

/** What became of an answer to an interaction. */
export type Taken =
  /** Discord has it. `message`: what it shows now, where it is a message and Discord told its id. */
  | { readonly kind: 'shown'; readonly message: { readonly id: string; readonly channel: string } | null }
  /** Too late, or there is another answer: nothing of it is shown. */
  | { readonly kind: 'gone' };

/** How the first answer to an interaction reaches Discord: a call of the API, or the body of an HTTP response. Rejects where Discord refuses the answer. */
export type Respond = (response: APIInteractionResponse) => Promise<Taken>;

/** The one first answer that each interaction has within three seconds (docs.discord.com, "Receiving and Responding"). */
export interface FirstAnswer {
  readonly interaction: string;
  readonly token: string;
  /** The channel it was made in. */
  readonly channel: string;
  /** When the interaction came in, in milliseconds since the epoch. */
  readonly at: number;
  /** Gives it, if nobody has before. Rejects where Discord refuses it; then another may be given. */
  give: Respond;
  isGiven(): boolean;
  /** Resolves once it is given, or never will be. Never rejects. */
  readonly settled: Promise<void>;
}

/** An interaction as it came in. */
export interface Arrival {
  readonly interaction: string;
  readonly token: string;
  readonly channel: string;
  readonly at: number;
  readonly respond: Respond;
}

/** After so long Discord takes no first answer any more. Milliseconds. */
const TOO_LATE_MS = 3_500;

/** Makes the place for an interaction's first answer. */
export function createFirstAnswer({ respond, ...arrival }: Arrival): FirstAnswer {
  let state: 'none' | 'given' = 'none';
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const timer = setTimeout(() => settle(), TOO_LATE_MS);
  timer.unref();
  void settled.then(() => clearTimeout(timer));
  return {
    ...arrival,
    settled,
    isGiven: () => state !== 'none',
    async give(response) {
      if (state !== 'none') return { kind: 'gone' };
      state = 'given';
      try {
        const taken = await respond(response);
        settle();
        return taken;
      } catch (error) {
        state = 'none';
        throw error;
      }
    },
  };
}
