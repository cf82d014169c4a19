import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createPerson } from './people.ts';
import { openStage, type Stage } from './stage.ts';

const ROUNDS = 5;

/** How long the program is left alone before its memory is read, in milliseconds. */
const REST_MS = 5_000;

/** Open cases at which memory is compared: beyond those the desk still has at hand. */
const FEW_CASES = 2_000;
const MANY_CASES = 6_000;

const ROOT = join(import.meta.dirname, '..');

/** From nothing to the first prompt of the real program, its memory when nobody talks, and what an open case takes of it. Aims: < 1 s, < 150 MB, ~0. */
export async function benchStart(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-start-'));
  const page = await repeat(() => startPage(folder));
  const chat = await repeat(() => startChat(folder));
  const idle = page.at(-1)?.idle ?? null;
  rmSync(folder, { recursive: true });
  print(`Start (aim: < 1 s; ${ROUNDS} times, the first on an empty folder)`);
  print(`  npm start, page served      ${sayTimes(page.map(({ ms }) => ms))}`);
  print(`  okuru chat, first prompt    ${sayTimes(chat.map(({ ms }) => ms))}`);
  print(`  memory when nobody talks    ${idle === null ? 'not known on this system' : `${idle.toFixed(0)} MB`} (aim: < 150 MB)`);
  print(`  memory of an open case      ${(await measureCase()).toFixed(0)} bytes (${FEW_CASES} → ${MANY_CASES} cases)`);
}

interface Start {
  readonly ms: number;
  /** Megabytes at rest; null where it was not looked at. */
  readonly idle: number | null;
}

async function repeat(start: () => Promise<Start>): Promise<readonly Start[]> {
  const starts: Start[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    starts.push(await start());
  }
  return starts;
}

async function startPage(folder: string): Promise<Start> {
  const began = performance.now();
  const child = run(folder, ['src/main.ts']);
  const url = await readUntil(child, /http:\/\/[\d.]+:\d+/);
  await (await fetch(url)).text();
  const ms = performance.now() - began;
  await sleep(REST_MS);
  const idle = readMemory(child);
  await end(child);
  return { ms, idle };
}

async function startChat(folder: string): Promise<Start> {
  const began = performance.now();
  const child = run(folder, ['src/bin/okuru.ts', 'chat', '--lang', 'ja']);
  await readUntil(child, /\S/);
  const ms = performance.now() - began;
  await end(child);
  return { ms, idle: null };
}

function run(folder: string, args: readonly string[]): ChildProcess {
  const [file = '', ...rest] = args;
  const env = { PATH: process.env.PATH, PORT: '0', OKURU_DATA: folder, LOG_LEVEL: 'error' };
  return spawn(process.execPath, [join(ROOT, file), ...rest], { cwd: folder, env, stdio: ['pipe', 'pipe', 'inherit'] });
}

async function readUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    output += String(chunk);
    const [found] = pattern.exec(output) ?? [];
    if (found !== undefined) {
      return found;
    }
  }
  throw new Error(`The program ended before it was ready:\n${output}`);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Resident megabytes, as the system counts them. */
function readMemory({ pid }: ChildProcess): number | null {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  const kilobytes = Number(stdout);
  return kilobytes > 0 ? kilobytes / 1_024 : null;
}

async function measureCase(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') {
    throw new Error('This Node cannot be told to collect garbage.');
  }
  const stage = await openStage();
  await openCases(stage, 0, FEW_CASES);
  collect();
  const few = process.memoryUsage().heapUsed;
  await openCases(stage, FEW_CASES, MANY_CASES);
  collect();
  const many = process.memoryUsage().heapUsed;
  await stage.close();
  return (many - few) / (MANY_CASES - FEW_CASES);
}

/** People `from` to `to` tell their story and are answered. */
async function openCases(stage: Stage, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += 100) {
    const group = Array.from({ length: 100 }, (_, index) => createPerson(stage, first + index));
    await Promise.all(group.map((person) => person.write()));
    await Promise.all(group.map((person) => person.listen()));
    stage.forgetMessages();
  }
}

function sayTimes(times: readonly number[]): string {
  const [first = Number.NaN, ...later] = times;
  const median = later.toSorted((one, other) => one - other)[Math.floor(later.length / 2)] ?? Number.NaN;
  return `first ${first.toFixed(0)} ms   then median ${median.toFixed(0)} ms   worst ${Math.max(...later).toFixed(0)} ms`;
}
