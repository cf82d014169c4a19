import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** `npm start` as it is, to be killed at any moment and started again on the same data. */
export interface MortalProgram {
  /** Where it listens; resolves when it does, this life or the next. */
  url(): Promise<string>;
  /** Starts a life; resolves when the program listens, false when it was killed before. */
  start(): Promise<boolean>;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** A program on `folder`, not yet started. A name server that answers nobody: no look leaves this machine. */
export function createMortalProgram(folder: string): MortalProgram {
  let child: ChildProcess | null = null;
  let isListening = false;
  let listening = Promise.withResolvers<string>();

  async function start(): Promise<boolean> {
    const life = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
      cwd: folder,
      env: { PATH: process.env.PATH, PORT: '0', OKURU_DATA: folder, OKURU_DNS: '127.0.0.1:9', OKURU_LANG: 'ja', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = life;
    const url = await readUrl(life);
    isListening = url !== null;
    if (url !== null) listening.resolve(url);
    return isListening;
  }

  return {
    url: () => listening.promise,
    start,
    async kill() {
      // Who waits for a life that never listened waits for the next.
      if (isListening) listening = Promise.withResolvers();
      isListening = false;
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The address the program prints; null when it is killed before. A program that ends by itself is a failure. */
async function readUrl(life: ChildProcess): Promise<string | null> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: unknown): void => {
      output += String(chunk);
      const [found] = /http:\/\/[\d.]+:\d+/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    life.stdout?.on('data', read);
    life.stderr?.on('data', read);
    life.once('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(null);
      else reject(new Error(`the program ended by itself:\n${output}`));
    });
  });
}
