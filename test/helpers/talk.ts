import { join } from 'node:path';
import { renderText } from '../../src/channels/terminal/render.ts';
import type { Knowledge } from '../../src/contracts/catalogue.ts';
import type { Lang } from '../../src/contracts/lang.ts';
import type { Message, Translator } from '../../src/contracts/messages.ts';
import type { Observation, ProbeRequest } from '../../src/contracts/probes.ts';
import type { Reader } from '../../src/contracts/reading.ts';
import type { Engine, Event, Session, TurnReport, Wish } from '../../src/contracts/turn.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { createReader } from '../../src/engine/understand/reader.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';

/** A fixed present: 2026-11-24, 09:00 in Tokyo. */
export const NOW = Date.UTC(2026, 10, 24);

/** What the world looks like from the bot's house, for one look. */
export type World = (request: ProbeRequest) => readonly Observation[];

/** A conversation with the engine alone: no desk, no network, no clock. */
export interface Talk {
  /** Says something and returns all that the bot says to it, look included. */
  say(text: string): readonly Message[];
  choose(id: string): readonly Message[];
  happen(event: Event): readonly Message[];
  report(): TurnReport;
  session(): Session;
  /** Everything the bot said in the last turn, as text. */
  lastText(): string;
  /** The whole conversation as a support person would read it. */
  transcript(): string;
  /** All wishes so far, in order. */
  wishes(): readonly Wish[];
  /** What would be kept of each turn’s words. */
  heard(): readonly (string | null)[];
}

/** How a conversation is set up. */
export interface TalkOptions {
  readonly knowledge: Knowledge;
  readonly lang: Lang;
  /** Null: a look never comes back by itself. */
  readonly world: World | null;
}

const TRANSLATOR: Translator = loadTranslator(join(import.meta.dirname, '..', '..', 'locales'));

/** Making a reader takes a tenth of a second: once a knowledge is enough, since it keeps nothing of what it read. */
const READERS = new WeakMap<Knowledge, Reader>();

function readerOf(knowledge: Knowledge): Reader {
  const reader = READERS.get(knowledge) ?? createReader(knowledge);
  READERS.set(knowledge, reader);
  return reader;
}

/** Begins a conversation. A look is answered at once by `world`. */
export function startTalk({ knowledge, lang, world }: TalkOptions): Talk {
  const engine: Engine = createEngine(knowledge, { defaultLang: lang, reader: readerOf(knowledge) });
  const lines: string[] = [];
  const wished: Wish[] = [];
  const heard: (string | null)[] = [];
  let session: Session | null = null;
  let count = 0;
  let last: readonly Message[] = [];

  function decide(event: Event): readonly Wish[] {
    count += 1;
    const envelope = {
      channel: 'test',
      conversation: 'test:talk:1',
      person: 'p1',
      workplace: 'w1',
      eventId: `e${count}`,
      event,
      locale: null,
    };
    const turn = engine.decide(session, envelope, NOW + count * 1000);
    session = turn.session;
    wished.push(...turn.wishes);
    heard.push(turn.heard);
    return turn.wishes;
  }

  function run(event: Event): Message[] {
    return decide(event).flatMap((wish) => perform(wish));
  }

  function perform(wish: Wish): Message[] {
    if (wish.kind === 'probe' && world !== null) {
      return run({ kind: 'probe_result', run: wish.request.run, observations: world(wish.request) });
    }
    if (wish.kind !== 'say' && wish.kind !== 'edit') {
      return [];
    }
    const message = TRANSLATOR.message(wish.kind === 'say' ? wish.id : wish.target, wish.draft);
    lines.push(indent(wish.kind === 'say' ? 'bot' : 'bot (edit)', renderText(message, TRANSLATOR), message));
    return [message];
  }

  function happen(event: Event): readonly Message[] {
    last = run(event);
    return last;
  }

  return {
    say(text) {
      lines.push(`person> ${text}`);
      return happen({ kind: 'text', text });
    },
    choose(id) {
      lines.push(`person> [${id}]`);
      return happen({ kind: 'choose', choice: id });
    },
    happen,
    report: () => engine.report(current(session)),
    session: () => current(session),
    lastText: () => last.map((message) => renderText(message, TRANSLATOR)).join('\n'),
    wishes: () => wished,
    heard: () => heard,
    transcript: () => `${lines.join('\n\n')}\n`,
  };
}

function current(session: Session | null): Session {
  if (session === null) {
    throw new Error('nothing has been said yet');
  }
  return session;
}

function indent(who: string, body: string, message: Message): string {
  const choices = message.choices.map(({ label }) => `[${label}]`).join(' ');
  const picker = message.picker === null ? '' : `(${message.picker.placeholder})`;
  return [
    `${who}> ${body.replaceAll('\n', '\n     ')}`,
    ...[choices, picker].filter((part) => part !== '').map((part) => `     ${part}`),
  ].join('\n');
}
