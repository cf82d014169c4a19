import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** `npm start` as an operator would, on a data folder of its own; killed and started again at will. */
export interface StormProgram {
  readonly folder: string;
  /** Starts a life. Resolves with its address once every channel is up. */
  start(): Promise<string>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** How often it was started. */
  readonly lives: number;
  /** What all lives said and logged so far. */
  readonly log: string;
  /** Ends the last life as an operator would and deletes its data. */
  remove(): Promise<void>;
}

const POLL_MS = 25;

/** A program with these settings, not yet started. A name server that answers nobody: no look leaves this machine. */
export function createStormProgram(settings: Readonly<Record<string, string>>): StormProgram {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-storm-'));
  let child: ChildProcess | null = null;
  let log = '';
  let lives = 0;

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  return {
    folder,
    async start() {
      const life = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          PORT: '0',
          OKURU_DATA: folder,
          OKURU_DNS: '127.0.0.1:9',
          OKURU_LANG: 'ja',
          LOG_LEVEL: 'warn',
          ...settings,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = life;
      lives += 1;
      let said = '';
      const hear = (chunk: unknown): void => {
        said += String(chunk);
        log += String(chunk);
      };
      life.stdout.on('data', hear);
      life.stderr.on('data', hear);
      const readUrl = (): string | null => /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? null;
      for (;;) {
        if (life.exitCode !== null) throw new Error(`The program ended by itself:\n${said}`);
        const url = readUrl();
        if (url !== null && (await isHealthy(url))) return url;
        await sleep(POLL_MS);
      }
    },
    kill: () => end('SIGKILL'),
    get lives() {
      return lives;
    },
    get log() {
      return log;
    },
    async remove() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const { status, body } = await fetch(`${url}/healthz`);
    await body?.cancel();
    return status === 200;
  } catch {
    return false;
  }
}
