import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AppSettings, FakeSlack } from '../slack/emulator/index.ts';

const ROOT = join(import.meta.dirname, '../..');

/** How Slack reaches the program. */
export type WayIn = 'http' | 'socket';

/** The program, started as an operator starts it. */
export interface SlackProgram {
  readonly url: string;
  /** All it wrote to standard error, line by line. */
  readonly complaints: readonly string[];
  health(): Promise<{ readonly status: number; readonly channels: Readonly<Record<string, string>> }>;
  /** Resolves once `/healthz` says so. Fails after ten seconds. */
  untilHealth(status: 200 | 503, channels: Readonly<Record<string, string>>): Promise<void>;
  /** Is this written anywhere in the data folder, as it stands on disk? */
  holds(words: string): boolean;
  /** Stops it as an operator would; resolves with its exit code. */
  stop(): Promise<number | null>;
}

const MANIFEST = z.object({
  features: z.object({ slash_commands: z.array(z.object({ command: z.string() })) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/** The app as an operator makes it from `slack-manifest.yaml`: no scope, event or command beside those. */
export function readManifest(): Partial<AppSettings> {
  const { features, oauth_config, settings } = MANIFEST.parse(parse(readFileSync(join(ROOT, 'slack-manifest.yaml'), 'utf8')));
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(({ command }) => command),
  };
}

/** The settings of one workspace's app. */
export function settingsFor(fake: FakeSlack, way: WayIn, botToken: string): Readonly<Record<string, string>> {
  return {
    SLACK_API_URL: fake.apiUrl,
    SLACK_BOT_TOKEN: botToken,
    ...(way === 'http' ? { SLACK_SIGNING_SECRET: fake.app.signingSecret } : { SLACK_APP_TOKEN: fake.app.appToken }),
  };
}

/** `npm start` on a free port and with a data folder of its own. A name server that answers nobody: no look leaves this machine. */
export async function startSlackProgram(env: Readonly<Record<string, string>>): Promise<SlackProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-slack-'));
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', OKURU_DATA: folder, OKURU_DNS: '127.0.0.1:9', OKURU_LANG: 'ja', LOG_LEVEL: 'warn', ...env },
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
    holds: (words) => readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(words)),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

const HEALTH = z.object({ channels: z.record(z.string(), z.string()) });

async function readHealth(url: string): ReturnType<SlackProgram['health']> {
  const response = await fetch(new URL('/healthz', url));
  return { status: response.status, channels: HEALTH.parse(await response.json()).channels };
}

async function untilHealth(url: string, wanted: Awaited<ReturnType<SlackProgram['health']>>): Promise<void> {
  const isWanted = ({ status, channels }: typeof wanted): boolean =>
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
