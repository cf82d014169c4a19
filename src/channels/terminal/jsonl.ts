import type { MessageKey } from '../../contracts/message-key.ts';
import type { Message } from '../../contracts/messages.ts';
import type { Desk, Post } from '../../contracts/ports.ts';
import type { Envelope, Event, TurnReport } from '../../contracts/turn.ts';
import { MAX_TEXT } from './clean-text.ts';
import { type EndingChannel, nameConversation, TERMINAL, type TerminalOptions } from './options.ts';
import { readInput } from './read-input.ts';
import { readLines } from './read-lines.ts';
import { renderText, sayIn } from './render.ts';

/** Longest line of input kept; a 100,000-letter text in JSON escapes is 600,000. */
const MAX_LINE = 1_000_000;

/** Line ends some readers see where JSON sees none (U+0085, U+2028, U+2029). */
const HIDDEN_LINE_ENDS = /[\u0085\u2028\u2029]/g;

const NOTHING_KNOWN: TurnReport = { asked: null, facts: {}, causes: [], verdict: null, fix: null, closed: false };

const TROUBLE_WORDS = {
  broken_json: 'cli:chat.trouble.broken_json',
  unknown_shape: 'cli:chat.trouble.unknown_shape',
  unknown_choice: 'cli:chat.trouble.unknown_choice',
  empty: 'cli:chat.trouble.empty',
  too_long: 'cli:chat.trouble.too_long',
  failed: 'cli:chat.trouble.failed',
} as const satisfies Record<string, MessageKey>;

/** The machine form of the conversation (design §4): a JSON object a line, inputs strictly one after another. */
export function createJsonlChannel(options: TerminalOptions): EndingChannel {
  const conversation = nameConversation(options.random());
  const writer = createWriter(options);
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    name: TERMINAL,
    ended,
    async start(desk) {
      runInputs({ ...options, desk, conversation, writer }).then(end, end);
    },
    async send(post) {
      writer.message(post);
      return post.message.id;
    },
    async edit(post) {
      writer.edit(post);
    },
    async stop() {
      options.input.destroy();
      end();
    },
  };
}

type Writer = ReturnType<typeof createWriter>;

interface Run extends TerminalOptions {
  readonly desk: Desk;
  readonly conversation: string;
  readonly writer: Writer;
}

async function runInputs(run: Run): Promise<void> {
  for await (const line of readLines(run.input, MAX_LINE)) {
    const before = run.writer.count();
    const read = readInput(line);
    if (!read.ok) run.writer.notice(read.trouble);
    else if (!(await receive(run, read.event))) run.writer.notice('failed');
    else if (read.event.kind === 'choose' && run.writer.count() === before) run.writer.notice('unknown_choice');
    run.writer.turn((await run.desk.report(run.conversation)) ?? NOTHING_KNOWN);
  }
}

/** Hands an event to the desk and waits until nothing more comes of it; false when the desk could not keep it. */
async function receive(run: Run, event: Event): Promise<boolean> {
  const envelope: Envelope = {
    channel: TERMINAL,
    conversation: run.conversation,
    person: run.conversation,
    workplace: TERMINAL,
    eventId: `${run.conversation}/${run.random()}`,
    event,
    locale: run.lang,
  };
  try {
    await run.desk.receive(envelope);
    await run.desk.idle(run.conversation);
    return true;
  } catch (error) {
    run.logger.error({ conversation: run.conversation, error }, 'terminal event not kept');
    return false;
  }
}

/** Writes lines in the key order of design §4. */
function createWriter(options: TerminalOptions) {
  const { output, translator } = options;
  const shown = new Set<string>();
  let { lang } = options;
  let lines = 0;
  const write = (line: unknown): void => {
    lines += 1;
    output.write(`${JSON.stringify(line).replace(HIDDEN_LINE_ENDS, escapeCharacter)}\n`);
  };
  return {
    count: () => lines,
    message({ message }: Post): void {
      if (shown.has(message.id)) return;
      shown.add(message.id);
      lang = message.lang;
      write({ type: 'message', id: message.id, text: renderText(message, translator), choices: listChoices(message) });
    },
    edit({ message }: Post): void {
      write({ type: 'edit', id: message.id, text: renderText(message, translator) });
    },
    notice(trouble: keyof typeof TROUBLE_WORDS): void {
      const text = sayIn(translator, lang)(TROUBLE_WORDS[trouble], { limit: String(MAX_TEXT) });
      write({ type: 'message', id: `notice-${lines}`, text, choices: [] });
    },
    turn(report: TurnReport): void {
      write(orderTurn(report));
    },
  };
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function listChoices(message: Message): { id: string; label: string }[] {
  return message.choices.map(({ id, label }) => ({ id, label }));
}

function orderTurn({ asked, facts, causes, verdict, fix, closed }: TurnReport) {
  return {
    type: 'turn',
    asked,
    facts,
    causes: causes.map(({ id, probability }) => ({ id, probability })),
    verdict: verdict === null ? null : { cause: verdict.cause, confidence: verdict.confidence, basis: verdict.basis },
    fix:
      fix === null
        ? null
        : { host: fix.host, port: fix.port, security: fix.security, auth: fix.auth, username: fix.username, client: fix.client },
    closed,
  };
}
