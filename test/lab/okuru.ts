import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Lab } from './lab.ts';
import { inside, settingsOf } from './lab.ts';
import type { House } from './plan.ts';
import type { Outcome } from './shell.ts';
import { tryRun } from './shell.ts';

const PROGRAM = [process.execPath, join(import.meta.dirname, '../../src/bin/okuru.ts')] as const;

const Report = z.object({
  observations: z.array(
    z.object({
      id: z.string(),
      host: z.string(),
      port: z.number().nullable(),
      control: z.boolean(),
      failure: z.object({ kind: z.string() }).nullable(),
    }),
  ),
  findings: z.array(z.object({ id: z.string(), host: z.string().nullable(), port: z.number().nullable(), from: z.array(z.string()) })),
});

/** What `okuru check --json` and `okuru probe --json` print, their exit code, and the names of the findings. */
export interface Look extends z.infer<typeof Report> {
  readonly code: number | null;
  readonly ids: readonly string[];
  /** What it printed, as a person would paste it. */
  readonly printed: string;
}

const Turn = z.object({
  type: z.literal('turn'),
  asked: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
  verdict: z.object({ cause: z.string(), confidence: z.number(), basis: z.array(z.string()) }).nullable(),
  fix: z
    .object({
      host: z.string().nullable(),
      port: z.number(),
      security: z.enum(['starttls', 'tls', 'none']),
      auth: z.boolean(),
      username: z.enum(['email', 'local-part', 'other']),
    })
    .nullable(),
  closed: z.boolean(),
});
const Said = z.object({ type: z.enum(['message', 'edit']), id: z.string(), text: z.string() });
const Line = z.union([Turn, Said]);

type Settings = Readonly<Record<string, string>>;

/** State of a case after a turn, as `chat --jsonl` tells it. */
export type Turn = z.infer<typeof Turn>;

/** What one input brought: everything said, the newest words of an edited message counting, and the state after it. */
export interface Answer {
  readonly text: string;
  readonly turn: Turn;
}

/** Okuru's own command line, run in a house with the settings that the operator of a closed network gives it. */
function commandIn(lab: Lab, house: House, args: readonly string[]): readonly string[] {
  return inside(lab, house, [...PROGRAM, ...args]);
}

/** Settings of whoever runs these tests must not reach the product: a bare environment, and a folder (`cwd`) without a `.env`. */
function cleanEnvironment(lab: Lab): Record<string, string> {
  const keep = Object.entries(process.env).filter(([name]) => ['PATH', 'HOME', 'TMPDIR'].includes(name));
  return { ...Object.fromEntries(keep.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))), ...settingsOf(lab) };
}

/** Runs `okuru check [HOST] --json` on the person's line; `settings` go before those of the lab. */
export function check(lab: Lab, host: string | null, settings: Settings = {}): Promise<Look> {
  return look(lab, commandIn(lab, 'line', ['check', ...(host === null ? [] : [host]), '--json']), settings);
}

/** Runs `okuru probe TARGET --json` in the bot's house. */
export function probe(lab: Lab, target: string): Promise<Look> {
  return look(lab, commandIn(lab, 'bot', ['probe', target, '--json']), {});
}

/** What `okuru check HOST` tells a person on the line, in words. */
export async function checkInWords(lab: Lab, host: string, lang: 'ja' | 'en'): Promise<string> {
  return (await runOkuru(lab, commandIn(lab, 'line', ['check', host]), { OKURU_LANG: lang })).stdout;
}

async function look(lab: Lab, command: readonly string[], settings: Settings): Promise<Look> {
  const { stdout, code } = await runOkuru(lab, command, settings);
  const report = Report.parse(JSON.parse(stdout));
  return { ...report, code, ids: report.findings.map(({ id }) => id), printed: stdout.trim() };
}

/** The exit code is part of the answer here; only a command that prints nothing has failed. */
async function runOkuru(lab: Lab, command: readonly string[], settings: Settings): Promise<Outcome> {
  const outcome = await tryRun(command, { env: { ...cleanEnvironment(lab), ...settings }, cwd: lab.folder, limit: 40_000 });
  if (outcome.stdout === '') throw new Error(`\`${command.join(' ')}\` printed nothing: ${outcome.stderr}`);
  return outcome;
}

/** Holds a conversation with the bot in its house, one input after another, over `okuru chat --jsonl`. */
export async function converse(lab: Lab, lang: 'ja' | 'en', inputs: readonly string[]): Promise<readonly Answer[]> {
  const [file = '', ...args] = commandIn(lab, 'bot', ['chat', '--jsonl', '--lang', lang]);
  const child = spawn(file, args, {
    env: cleanEnvironment(lab),
    cwd: lab.folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 50_000,
  });
  try {
    return await exchange(child, inputs);
  } finally {
    child.kill();
  }
}

async function exchange(child: ChildProcess, inputs: readonly string[]): Promise<readonly Answer[]> {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('The conversation has no pipes.');
  let complaint = '';
  stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const answers: Answer[] = [];
  for (const text of inputs) {
    stdin.write(`${JSON.stringify({ text })}\n`);
    answers.push(await readAnswer(lines, () => complaint));
  }
  const ended = once(child, 'exit');
  stdin.end();
  await ended;
  return answers;
}

async function readAnswer(lines: AsyncIterator<string>, complaint: () => string): Promise<Answer> {
  const said = new Map<string, string>();
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`The conversation ended in the middle of a turn: ${complaint()}`);
    const line = Line.parse(JSON.parse(value));
    if (line.type === 'turn') return { text: [...said.values()].join('\n'), turn: line };
    said.set(line.id, line.text);
  }
}
