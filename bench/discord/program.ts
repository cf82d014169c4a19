import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProcessorMs } from '../processor.ts';
import type { Loopback } from './loopback.ts';
import { APP } from './payloads.ts';

/** What can be measured: the real program, a discord.js bot that keeps nothing, and a bot without any library. */
export type ProgramName = 'okuru' | 'bare' | 'none';

/** A program connected to the gateway of its own loopback, as a process of its own. */
export interface Program {
  readonly name: ProgramName;
  /** Processor time it has taken, in milliseconds; null where the system does not tell. */
  processorMs(): number | null;
  /** Ends it without any warning, as a power cut would. */
  kill(): Promise<void>;
  /** Ends it, and what it kept. */
  end(): Promise<void>;
}

const FILES: Readonly<Record<ProgramName, string>> = {
  okuru: join(import.meta.dirname, '..', '..', 'src', 'main.ts'),
  bare: join(import.meta.dirname, 'bare-discord.ts'),
  none: join(import.meta.dirname, 'no-library.ts'),
};

/** Starts a program and resolves when it is connected; one that was killed goes on with the folder it had. */
export async function startProgram(name: ProgramName, loopback: Loopback, folder = makeFolder()): Promise<Program> {
  const connected = loopback.nextConnection();
  const child = spawn(process.execPath, [...flagsFor(name), FILES[name]], {
    cwd: folder,
    env: settingsOf(loopback, folder),
    stdio: ['ignore', name === 'okuru' ? 'ignore' : 'inherit', 'inherit'],
  });
  const failOnExit = (): void => {
    throw new Error(`${name} ended by itself.`);
  };
  child.once('exit', failOnExit);
  await connected;
  async function end(signal: NodeJS.Signals): Promise<void> {
    child.off('exit', failOnExit);
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return {
    name,
    processorMs: () => readProcessorMs(child),
    kill: () => end('SIGKILL'),
    async end() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

/** A folder of its own, on the disk that temporary files are on. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'okuru-discord-'));
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
    DISCORD_API_URL: apiUrl,
    DISCORD_TOKEN: APP.token,
    DISCORD_APPLICATION_ID: APP.id,
  };
}
