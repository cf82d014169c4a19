import type { Desk } from '../../contracts/ports.ts';
import type { Event } from '../../contracts/turn.ts';
import { MAX_TEXT } from './clean-text.ts';
import { type Keyboard, listenKeyboard } from './keyboard.ts';
import { type EndingChannel, nameConversation, TERMINAL, type TerminalOptions } from './options.ts';
import { completeAnswer, readAnswer } from './read-answer.ts';
import { readText } from './read-input.ts';
import { readLines } from './read-lines.ts';
import { sayIn } from './render.ts';
import { createScreen, type Screen } from './screen.ts';

/** The conversation in a terminal: numbered choices, free words always, progress live. A pipe as input works too, one line a message. */
export function createTerminalChannel(options: TerminalOptions): EndingChannel {
  const conversation = nameConversation(options.random());
  const keyboard = isTerminal(options.input) && isTerminal(options.output) ? listenKeyboard(options) : null;
  const screen = createScreen({ output: options.output, translator: options.translator, prompt: keyboard?.prompt ?? null });
  const closing = new AbortController();
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  options.output.once('error', () => closing.abort());
  return {
    name: TERMINAL,
    ended,
    async start(desk) {
      const talk: Talk = { ...options, desk, conversation, screen };
      const done = keyboard === null ? runPipe(talk) : runKeyboard(talk, keyboard);
      closing.signal.addEventListener('abort', end);
      done.then(end, end);
    },
    async send(post) {
      screen.show(post.message);
      return post.message.id;
    },
    async edit(post) {
      screen.change(post.message);
    },
    async stop() {
      keyboard?.close();
      options.input.destroy();
      closing.abort();
    },
  };
}

interface Talk extends TerminalOptions {
  readonly desk: Desk;
  readonly conversation: string;
  readonly screen: Screen;
}

/** Nobody watches: every line is answered to the end before the next is read. */
async function runPipe(talk: Talk): Promise<void> {
  await receive(talk, { kind: 'start' });
  await talk.desk.idle(talk.conversation);
  for await (const line of readLines(talk.input, MAX_TEXT * 4)) {
    await hear(talk, line.kind === 'line' ? line.text : null);
    await talk.desk.idle(talk.conversation);
  }
}

/** A person types: the next words are taken while the last ones are still being looked into. */
async function runKeyboard(talk: Talk, keyboard: Keyboard): Promise<void> {
  const say = sayIn(talk.translator, talk.lang);
  keyboard.complete((text) => completeAnswer(text, talk.screen.question(), talk.desk));
  talk.screen.note(say('cli:chat.welcome'));
  let waiting = receive(talk, { kind: 'start' });
  await keyboard.listen((text) => {
    waiting = waiting.then(() => hear(talk, text));
  });
  await waiting;
  talk.screen.note(say('cli:chat.goodbye'));
}

/** Takes typed words to the desk; null stands for a line too long to keep. */
async function hear(talk: Talk, typed: string | null): Promise<void> {
  const read = typed === null ? ({ ok: false, trouble: 'too_long' } as const) : readText(typed);
  const lang = talk.screen.question()?.lang ?? talk.lang;
  if (!read.ok) {
    if (read.trouble === 'too_long')
      talk.screen.note(sayIn(talk.translator, lang)('cli:chat.trouble.too_long', { limit: String(MAX_TEXT) }));
    return;
  }
  const question = talk.screen.question();
  talk.screen.settle();
  await receive(talk, read.event.kind === 'text' ? readAnswer(read.event.text, question, talk.desk) : read.event);
}

async function receive(talk: Talk, event: Event): Promise<void> {
  const { conversation, desk, lang } = talk;
  const eventId = `${conversation}/${talk.random()}`;
  try {
    await desk.receive({ channel: TERMINAL, conversation, person: conversation, workplace: TERMINAL, eventId, event, locale: lang });
  } catch (error) {
    talk.logger.error({ conversation, error }, 'terminal event not kept');
    talk.screen.note(sayIn(talk.translator, lang)('cli:chat.trouble.failed'));
  }
}

function isTerminal(stream: object): boolean {
  return 'isTTY' in stream && stream.isTTY === true;
}
