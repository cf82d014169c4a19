import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProcessorMs } from '../processor.ts';
import { type Loopback, WORKSPACE } from './loopback.ts';

/** What can be measured: the real program, a Bolt app that keeps nothing, and an app without any library. */
export type ProgramName = 'okuru' | 'bare' | 'none';

/** A program that takes Slack's requests, as a process of its own. */
export interface Program {
  readonly name: ProgramName;
  /** Where Slack's requests go. */
  readonly url: string;
  /** Processor time it has taken, in milliseconds; null where the system does not tell. */
  processorMs(): number | null;
  /** Ends it without any warning, as a power cut would. */
  kill(): Promise<void>;
  /** Ends it, and what it kept. */
  end(): Promise<void>;
}

const FILES: Readonly<Record<ProgramName, string>> = {
  okuru: join(import.meta.dirname, '..', '..', 'src', 'main.ts'),
  bare: join(import.meta.dirname, 'bare-bolt.ts'),
  none: join(import.meta.dirname, 'no-library.ts'),
};

/** Starts a program; one that was killed goes on with the folder it had. */
export async function startProgram(name: ProgramName, loopback: Loopback, folder = makeFolder()): Promise<Program> {
  const child = spawn(process.execPath, [...flagsFor(name), FILES[name]], {
    cwd: folder,
    env: settingsOf(loopback, folder),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const origin = await readUntil(child, /http:\/\/[\d.]+:\d+/);
  return {
    name,
    url: `${origin}/slack/events`,
    processorMs: () => readProcessorMs(child),
    kill: () => end(child, 'SIGKILL'),
    async end() {
      await end(child, 'SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

/** A folder of its own, on the disk that temporary files are on. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'okuru-slack-'));
}

/** `BENCH_PROFILE=<folder>` writes a processor profile of the real program there. */
function flagsFor(name: ProgramName): readonly string[] {
  const { BENCH_PROFILE: folder } = process.env;
  return name === 'okuru' && folder !== undefined ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

function settingsOf({ apiUrl }: Loopback, folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    PORT: '0',
    OKURU_DATA: folder,
    // No name server answers there: a turn is measured without the network.
    OKURU_DNS: '127.0.0.1:9',
    LOG_LEVEL: 'error',
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: WORKSPACE.token,
    SLACK_SIGNING_SECRET: WORKSPACE.signingSecret,
  };
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

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
