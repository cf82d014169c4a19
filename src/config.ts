import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { Lang } from './contracts/lang.ts';
import type { Phrase } from './contracts/messages.ts';
import type { DiscordSettings, SlackSettings } from './contracts/settings.ts';
import { BotError } from './errors.ts';

/** Every setting of the program, read once. What each means is told in `.env.example`. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  readonly databaseUrl: string | null;
  /** Folder of the embedded database. */
  readonly dataFolder: string;
  readonly dns: string | null;
  readonly probeAllow: readonly string[];
  readonly tlsCa: string | null;
  readonly lang: Lang;
  readonly logLevel: string;
  readonly slack: SlackSettings;
  readonly discord: DiscordConfig;
}

/** Settings of Discord as they are given: without token and application id there is no Discord. */
export interface DiscordConfig extends Omit<DiscordSettings, 'token' | 'applicationId'> {
  readonly token: string | null;
  readonly applicationId: string | null;
}

/** The web chat's port when nothing else is set (design §4). */
export const DEFAULT_PORT = 5870;

/** Slack's own (docs.slack.dev/apis/web-api). */
const SLACK_API = 'https://slack.com/api/';

/** Discord's own, without a version (docs.discord.com/developers/reference). */
const DISCORD_API = 'https://discord.com/api';

const SECRET = z.string().regex(/^\S+$/).optional();

const SETTINGS = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(DEFAULT_PORT),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  OKURU_DATA: z.string().min(1).default('data'),
  OKURU_DNS: z.string().refine(isResolver).optional(),
  OKURU_PROBE_ALLOW: z
    .string()
    .transform(splitList)
    .refine((list) => list.every((network) => ipaddr.isValidCIDR(network)))
    .default([]),
  OKURU_TLS_CA: z.string().refine(existsSync).optional(),
  SLACK_BOT_TOKEN: SECRET,
  SLACK_SIGNING_SECRET: SECRET,
  SLACK_APP_TOKEN: SECRET,
  SLACK_CLIENT_ID: SECRET,
  SLACK_CLIENT_SECRET: SECRET,
  SLACK_API_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default(SLACK_API),
  HELPDESK_SLACK_CHANNEL: z.string().transform(splitList).default([]),
  DISCORD_TOKEN: SECRET,
  DISCORD_APPLICATION_ID: SECRET,
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/(?:\/v\d+)?\/*$/, ''))
    .default(DISCORD_API),
  DISCORD_GATEWAY: z.enum(['on', 'off']).default('on'),
  HELPDESK_DISCORD_CHANNEL: z.string().transform(splitList).default([]),
  // Shorter ones are guessed (OWASP ASVS 11.2.3 asks for 128 bits).
  OKURU_ENCRYPTION_KEY: z.string().min(16).optional(),
  OKURU_LANG: z.enum(['ja', 'en']).default('ja'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Reads the settings from the environment and from `.env` in `folder`; the environment wins. Throws a `BotError` that says what to mend. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, folder: string = process.cwd()): Config {
  const given = Object.entries({ ...readEnvFile(join(folder, '.env')), ...env }).filter(([, value]) => value !== undefined && value !== '');
  const parsed = SETTINGS.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    throw new BotError('settings', adviceOn(parsed.error.issues.map((issue) => String(issue.path[0]))), { cause: parsed.error });
  }
  const settings = parsed.data;
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL ?? null,
    databaseUrl: settings.DATABASE_URL ?? null,
    dataFolder: settings.OKURU_DATA,
    dns: settings.OKURU_DNS ?? null,
    probeAllow: settings.OKURU_PROBE_ALLOW,
    tlsCa: settings.OKURU_TLS_CA ?? null,
    lang: settings.OKURU_LANG,
    logLevel: settings.LOG_LEVEL,
    slack: {
      botToken: settings.SLACK_BOT_TOKEN ?? null,
      signingSecret: settings.SLACK_SIGNING_SECRET ?? null,
      appToken: settings.SLACK_APP_TOKEN ?? null,
      clientId: settings.SLACK_CLIENT_ID ?? null,
      clientSecret: settings.SLACK_CLIENT_SECRET ?? null,
      apiUrl: settings.SLACK_API_URL,
      helpdeskChannels: settings.HELPDESK_SLACK_CHANNEL,
      encryptionKey: settings.OKURU_ENCRYPTION_KEY ?? null,
    },
    discord: {
      token: settings.DISCORD_TOKEN ?? null,
      applicationId: settings.DISCORD_APPLICATION_ID ?? null,
      apiUrl: settings.DISCORD_API_URL,
      helpdeskChannels: settings.HELPDESK_DISCORD_CHANNEL,
      gateway: settings.DISCORD_GATEWAY === 'on',
    },
  };
}

function splitList(list: string): readonly string[] {
  return list.split(/[\s,]+/).filter((part) => part !== '');
}

function readEnvFile(file: string): NodeJS.Dict<string> {
  if (!existsSync(file)) {
    return {};
  }
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new BotError('settings_file', [{ key: 'cli:settings.unreadable', params: { file } }], { cause });
  }
}

function adviceOn(names: readonly string[]): readonly Phrase[] {
  const wrong = [...new Set(names)].filter(isSetting);
  return [{ key: 'cli:settings.wrong' }, ...wrong.map((name): Phrase => ({ key: `cli:settings.expected.${name}` }))];
}

function isSetting(name: string): name is keyof z.infer<typeof SETTINGS> {
  return Object.hasOwn(SETTINGS.shape, name);
}

function isResolver(text: string): boolean {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d{1,5})?|(.+))$/.exec(text) ?? [];
  if (bracketed !== undefined) {
    return ipaddr.IPv6.isValid(bracketed);
  }
  return ipaddr.isValid(plain ?? '') || ipaddr.IPv4.isValidFourPartDecimal((plain ?? '').replace(/:\d{1,5}$/, ''));
}
