import type { Lang } from '../contracts/lang.ts';
import type { Translator } from '../contracts/messages.ts';
import type { Channel } from '../contracts/ports.ts';
import type { ChannelState } from './start-channel.ts';

/** Which channels are up, for `/healthz` and for whoever started the program. */
export interface Board {
  /** Notes a state; each kind of trouble of a channel is told once, in one line. */
  tell(name: string, state: ChannelState, reason: string | null): void;
  states(): Readonly<Record<string, ChannelState>>;
}

/** A board of channels that are about to start; trouble goes to standard error, in the operator's language. */
export function createBoard(
  channels: readonly Channel[],
  { translator, lang }: { readonly translator: Translator; readonly lang: Lang },
): Board {
  const states = new Map<string, ChannelState>(channels.map(({ name }) => [name, 'starting']));
  const told = new Set<string>();
  return {
    tell(name, state, reason) {
      states.set(name, state);
      if (reason === null || told.has(`${name} ${state}`)) {
        return;
      }
      told.add(`${name} ${state}`);
      const key = state === 'down' ? 'cli:start.channel_down' : 'cli:start.channel_waiting';
      process.stderr.write(`${translator.say({ key, params: { channel: name, reason } }, lang)}\n`);
    },
    states: () => Object.fromEntries(states),
  };
}
