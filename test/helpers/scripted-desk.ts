import type { DirectoryKind } from '../../src/contracts/catalogue.ts';
import type { Lang } from '../../src/contracts/lang.ts';
import type { Message } from '../../src/contracts/messages.ts';
import type { Channel, Desk, ReplayedLine } from '../../src/contracts/ports.ts';
import type { Envelope, Session, TurnReport } from '../../src/contracts/turn.ts';

/** What a script may do in answer to an event. */
export interface Talk {
  say(message: Message): Promise<void>;
  edit(message: Message): Promise<void>;
}

export interface Script {
  /** Answers an event; what it awaits counts as still on its way. */
  answer(envelope: Envelope, talk: Talk): Promise<void>;
  /** The person's words as they are kept; null where the event leaves no line. */
  hear?(envelope: Envelope): string | null;
  report?(): TurnReport;
  /** How far a conversation has come, once it has begun; `talking` where the script does not say. */
  stepOf?(conversation: string): Session['step'];
  /** Nothing concerns the bot where the script does not say. */
  concerns?(text: string): boolean;
  rows?: Readonly<Partial<Record<DirectoryKind, readonly { readonly id: string; readonly label: string }[]>>>;
}

export interface ScriptedDesk extends Desk {
  /** Every envelope taken, repeats left out. */
  readonly envelopes: readonly Envelope[];
  /** Whose conversations were to be forgotten. */
  readonly forgotten: readonly ({ readonly person: string } | { readonly workplace: string })[];
  readonly searches: readonly { readonly directory: DirectoryKind; readonly query: string; readonly lang: Lang }[];
  /** From now on `receive` fails, or works again. */
  break(broken: boolean): void;
  say(conversation: string, message: Message): Promise<void>;
  edit(conversation: string, message: Message): Promise<void>;
}

/** A desk that plays a script: lines are kept, repeats act once, answers go out by the channel like a real desk's. */
export function createScriptedDesk(channel: Pick<Channel, 'send' | 'edit' | 'name'>, script: Script): ScriptedDesk {
  const envelopes: Envelope[] = [];
  const forgotten: ({ readonly person: string } | { readonly workplace: string })[] = [];
  const searches: { directory: DirectoryKind; query: string; lang: Lang }[] = [];
  const seen = new Set<string>();
  const lines = new Map<string, ReplayedLine[]>();
  const under = new Map<string, Promise<void>>();
  let broken = false;
  let seq = 0;

  const linesOf = (conversation: string): ReplayedLine[] => {
    const found = lines.get(conversation) ?? [];
    lines.set(conversation, found);
    return found;
  };
  const say = async (conversation: string, message: Message): Promise<void> => {
    seq += 1;
    linesOf(conversation).push({ kind: 'bot', seq, message });
    await channel.send({ conversation, person: conversation, seq, message, again: false });
  };
  const edit = async (conversation: string, message: Message): Promise<void> => {
    seq += 1;
    const kept = linesOf(conversation);
    const at = kept.findIndex((line) => line.kind === 'bot' && line.message.id === message.id);
    if (at < 0) throw new Error(`the script edits ${message.id}, which was never said`);
    kept[at] = { kind: 'bot', seq, message };
    await channel.edit({ conversation, person: conversation, seq, message, again: false }, message.id);
  };

  return {
    envelopes,
    forgotten,
    searches,
    say,
    edit,
    break(next) {
      broken = next;
    },
    async receive(envelope) {
      if (broken) throw new Error('the script has broken the desk');
      if (envelope.channel !== channel.name) throw new Error(`an envelope of ${envelope.channel} came by the channel ${channel.name}`);
      if (seen.has(envelope.eventId)) return 'repeat';
      seen.add(envelope.eventId);
      envelopes.push(envelope);
      const { conversation } = envelope;
      const text = script.hear === undefined ? hearPlainly(envelope) : script.hear(envelope);
      seq += 1;
      if (text !== null) linesOf(conversation).push({ kind: 'person', seq, text });
      const talk: Talk = { say: (message) => say(conversation, message), edit: (message) => edit(conversation, message) };
      const before = under.get(conversation) ?? Promise.resolve();
      under.set(
        conversation,
        before.then(() => script.answer(envelope, talk)),
      );
      return 'saved';
    },
    async idle(conversation) {
      await under.get(conversation);
    },
    async stepOf(conversation) {
      const begun = envelopes.some((envelope) => envelope.conversation === conversation);
      return begun ? (script.stepOf?.(conversation) ?? 'talking') : null;
    },
    concerns: (text) => script.concerns?.(text) ?? false,
    async forgetAll(whose) {
      forgotten.push(whose);
    },
    async report() {
      return script.report?.() ?? null;
    },
    async replay(conversation, after) {
      return linesOf(conversation).filter((line) => line.seq > after);
    },
    search(directory, query, lang) {
      searches.push({ directory, query, lang });
      return (script.rows?.[directory] ?? []).filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
    },
  };
}

function hearPlainly({ event }: Envelope): string | null {
  if (event.kind === 'text') return event.text;
  return event.kind === 'choose' ? event.choice : null;
}
