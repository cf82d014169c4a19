import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Knowledge } from '../contracts/catalogue.ts';
import type { Phrase, Translator } from '../contracts/messages.ts';
import type { Channel, Logger, SessionStore } from '../contracts/ports.ts';
import type { Prober, Vantage } from '../contracts/probes.ts';
import { createDesk, type RunningDesk } from '../desk/desk.ts';
import { createEngine } from '../engine/engine.ts';
import { BotError } from '../errors.ts';
import { createProber } from '../probes/prober.ts';
import { openSqliteStore } from '../sessions/sqlite.ts';
import { StoreError } from '../sessions/store-error.ts';
import { CLOCK } from './clock.ts';
import { openKnowledge, openTranslator } from './knowledge.ts';

/** 128 random bits as 32 hexadecimal digits. */
export function random(): string {
  return randomBytes(16).toString('hex');
}

/** All rooms but the channels, bound together. */
export interface House {
  readonly desk: RunningDesk;
  readonly prober: Prober;
  readonly store: SessionStore;
  readonly knowledge: Knowledge;
  /** Stops the desk, the looks and the store, in this order. */
  close(): Promise<void>;
}

/** What a house is built from. */
export interface HouseOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly translator?: Translator;
  readonly channels: readonly Channel[];
  /** Closed with the house. */
  readonly store: SessionStore;
}

/** Binds the rooms. Throws a `BotError` for settings that can't work. */
export function openHouse(options: HouseOptions): House {
  const { config, logger, channels, store } = options;
  const translator = options.translator ?? openTranslator();
  const knowledge = openKnowledge();
  const prober = openProber(config, knowledge, 'bot');
  const engine = createEngine(knowledge, { defaultLang: config.lang });
  const { catalogue } = knowledge;
  const desk = createDesk({ engine, store, translator, prober, channels, catalogue, clock: CLOCK, logger, name: random() });
  return {
    desk,
    prober,
    store,
    knowledge,
    async close() {
      await desk.stop();
      await prober.close();
      await store.close();
    },
  };
}

/** A prober as the settings want it, standing at `vantage`. Throws a `BotError` when they can't be used. */
export function openProber(config: Config, { catalogue }: Knowledge, vantage: Vantage): Prober {
  const { dns, probeAllow: allow, tlsCa: caFile } = config;
  try {
    return createProber({ vantage, dns, allow, caFile, controls: catalogue.controls, clock: CLOCK });
  } catch (cause) {
    const wrong: readonly Phrase[] = [
      ...(dns === null ? [] : [{ key: 'cli:settings.expected.OKURU_DNS' } as const]),
      ...(caFile === null ? [] : [{ key: 'cli:settings.expected.OKURU_TLS_CA' } as const]),
    ];
    throw new BotError('settings', [{ key: 'cli:settings.wrong' }, ...wrong], { cause });
  }
}

/** Cases in memory only: a conversation of one run. */
export function openMemoryStore(): SessionStore {
  return openSqliteStore(':memory:');
}

/** The store the settings name. Throws a `BotError` when it cannot be opened. */
export async function openStore(config: Config): Promise<SessionStore> {
  const where = config.databaseUrl === null ? resolve(config.dataFolder) : 'DATABASE_URL';
  try {
    if (config.databaseUrl === null) {
      return openSqliteStore(join(where, 'okuru.sqlite'));
    }
    // Only who shares a database between desks waits for its client to load.
    const { openPostgresStore } = await import('../sessions/postgres.ts');
    return await openPostgresStore(config.databaseUrl);
  } catch (cause) {
    const code = cause instanceof StoreError ? cause.code : 'unusable';
    throw new BotError('storage', [{ key: `cli:settings.store.${code}`, params: { where } }], { cause });
  }
}
