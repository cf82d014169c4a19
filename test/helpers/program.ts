import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Program {
  readonly url: string;
  /** Stops it as an operator would; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** `npm start` as it is, on a free port, with a data folder of its own and a name server that answers nobody: no look leaves this machine. */
export async function startProgram(env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-program-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', OKURU_DATA: folder, OKURU_DNS: '127.0.0.1:9', OKURU_LANG: 'ja', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: unknown): void => {
      output += String(chunk);
      const [found] = /http:\/\/[\d.]+:\d+/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    ended.then(() => reject(new Error(`the program ended before it was ready:\n${output}`)), reject);
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}
