import type { Catalogue } from '../../src/contracts/catalogue.ts';
import type { Translator } from '../../src/contracts/messages.ts';
import type { SessionStore } from '../../src/contracts/ports.ts';
import type { Engine, Event } from '../../src/contracts/turn.ts';
import { createDesk, type RunningDesk } from '../../src/desk/desk.ts';
import type { Pace } from '../../src/desk/tools.ts';
import { openSqliteStore } from '../../src/sessions/sqlite.ts';
import { createFakeChannel, type FakeChannel } from './fake-channel.ts';
import { createFakeEngine } from './fake-engine.ts';
import { createFakeLogger, type FakeLogger } from './fake-logger.ts';
import { createFakeProber, type FakeProber } from './fake-prober.ts';
import { createFakeTranslator } from './fake-translator.ts';

/** Conversations of the tests. */
export const A = 'web:page:a';
export const B = 'web:page:b';

/** A desk among fakes, on a real store. */
export interface DeskStage {
  readonly desk: RunningDesk;
  readonly store: SessionStore;
  readonly channel: FakeChannel;
  readonly prober: FakeProber;
  readonly logger: FakeLogger;
  /** Says a text; every call is a new event unless it is named. */
  say(text: string, conversation?: string, eventId?: string): Promise<'saved' | 'repeat'>;
  happen(event: Event, conversation?: string): Promise<'saved' | 'repeat'>;
}

/** What a test sets differently. */
export interface StageOptions {
  readonly store?: SessionStore;
  readonly channels?: readonly FakeChannel[];
  readonly engine?: Engine;
  readonly catalogue?: Catalogue;
  readonly translator?: Translator;
  readonly name?: string;
  readonly pace?: Partial<Pace>;
}

const opened: (() => Promise<void>)[] = [];
let events = 0;

/** Sets a desk up. Give the file's `afterEach` `closeStages`. */
export function openStage(options: StageOptions = {}): DeskStage {
  const store = options.store ?? openStore();
  const channel = options.channels?.[0] ?? createFakeChannel();
  const prober = createFakeProber();
  const logger = createFakeLogger();
  const desk = createDesk({
    engine: options.engine ?? createFakeEngine(),
    store,
    translator: options.translator ?? createFakeTranslator(),
    prober,
    channels: options.channels ?? [channel],
    catalogue: options.catalogue ?? noCatalogue(),
    clock: { now: () => 1_000 },
    logger,
    name: options.name ?? 'desk',
    // Tries follow each other at once; nothing else happens by the clock.
    pace: { firstWaitMs: 1, longestWaitMs: 4, ...options.pace },
  });
  opened.push(() => desk.stop());

  function happen(event: Event, conversation = A, eventId = nextEvent()): Promise<'saved' | 'repeat'> {
    return desk.receive({ channel: 'web', conversation, person: 'p', workplace: 'w', eventId, event, locale: null });
  }
  return {
    desk,
    store,
    channel,
    prober,
    logger,
    happen,
    say: (text, conversation, eventId) => happen({ kind: 'text', text }, conversation, eventId),
  };
}

/** A store in memory, closed with the stages. */
export function openStore(): SessionStore {
  const store = openSqliteStore(':memory:');
  opened.unshift(() => store.close());
  return store;
}

/** Stops desks, the last first, then closes stores. */
export async function closeStages(): Promise<void> {
  for (const close of opened.splice(0).reverse()) {
    await close();
  }
}

/** Resolves when `isSo` turns true: looked at every few milliseconds, given up by the test's own time limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function nextEvent(): string {
  events += 1;
  return `e${events}`;
}

function noCatalogue(): Catalogue {
  return new Proxy(JSON.parse('{}'), {
    get: (_, name) => {
      throw new Error(`The desk asked the catalogue for ${String(name)}.`);
    },
  });
}
