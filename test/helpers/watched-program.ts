import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

type Settings = Readonly<Record<string, string>>;

/** What `/healthz` says. */
export interface Health {
  readonly status: number;
  readonly channels: Settings;
}

/** The program, started as an operator starts it. */
export interface WatchedProgram {
  readonly url: string;
  /** All it wrote to standard error, line by line. */
  readonly complaints: readonly string[];
  health(): Promise<Health>;
  /** Resolves once `/healthz` says so. Fails after ten seconds. */
  untilHealth(status: 200 | 503, channels: Settings): Promise<void>;
  /** Is this written anywhere in the data folder, as it stands on disk? */
  holds(words: string): boolean;
  /** Stops it as an operator would; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Where it lives and what it is told. */
export interface Household {
  /** Settings in the environment. */
  readonly env?: Settings;
  /** Settings in a file `.env`. */
  readonly envFile?: Settings;
  /** Where it keeps its data, from one life to the next; a folder of its own, gone with it, unless told otherwise. */
  readonly folder?: string;
}

const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** What a test wants of every program: a free port, and a name server that answers nobody, so that no look leaves this machine. */
const QUIET: Settings = { PORT: '0', OKURU_DNS: '127.0.0.1:9', OKURU_LANG: 'ja', LOG_LEVEL: 'warn' };

/** `npm start`, with nothing of this machine's environment. */
export async function startWatchedProgram({ env = {}, envFile = {}, folder }: Household): Promise<WatchedProgram> {
  const home = folder ?? makeFolder();
  const settings: Settings = { ...QUIET, OKURU_DATA: home, ...env };
  const lines = Object.entries(envFile).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(home, '.env'), lines.join(''));
  const child = spawn(process.execPath, [MAIN], {
    cwd: home,
    env: { PATH: process.env.PATH, ...Object.fromEntries(Object.entries(settings).filter(([name]) => envFile[name] === undefined)) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(...String(chunk).trimEnd().split('\n')));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      const [found] = /https?:\/\/\S+/.exec(output) ?? [];
      // Behind a public address the program tells that one.
      if (found !== undefined) resolve(env.PUBLIC_URL === undefined ? found : `http://127.0.0.1:${env.PORT}`);
    });
    ended.then(() => reject(new Error(`the program ended before it was ready:\n${complaints.join('\n')}`)), reject);
  });
  return {
    url,
    complaints,
    health: () => readHealth(url),
    untilHealth: (status, channels) => untilHealth(url, { status, channels }),
    holds: (words) => readdirSync(home).some((file) => readFileSync(join(home, file)).includes(words)),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      if (folder === undefined) rmSync(home, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** A data folder. Who makes it removes it. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'okuru-program-'));
}

const HEALTH = z.object({ channels: z.record(z.string(), z.string()) });

async function readHealth(url: string): Promise<Health> {
  const response = await fetch(new URL('/healthz', url));
  return { status: response.status, channels: HEALTH.parse(await response.json()).channels };
}

async function untilHealth(url: string, wanted: Health): Promise<void> {
  const isWanted = ({ status, channels }: Health): boolean =>
    status === wanted.status && Object.entries(wanted.channels).every(([name, state]) => channels[name] === state);
  let last = await readHealth(url);
  for (let tries = 0; !isWanted(last) && tries < 200; tries += 1) {
    await sleep(50);
    last = await readHealth(url);
  }
  if (!isWanted(last)) throw new Error(`/healthz says ${JSON.stringify(last)}, not ${JSON.stringify(wanted)}`);
}

/** A port nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}
