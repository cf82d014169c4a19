import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knowledge } from '../src/contracts/catalogue.ts';
import type { Message } from '../src/contracts/messages.ts';
import type { Channel, Logger, Post, SessionStore } from '../src/contracts/ports.ts';
import type { Prober } from '../src/contracts/probes.ts';
import type { Event } from '../src/contracts/turn.ts';
import { createDesk, type RunningDesk } from '../src/desk/desk.ts';
import { createEngine } from '../src/engine/engine.ts';
import { openSqliteStore } from '../src/sessions/sqlite.ts';
import { openKnowledge, openTranslator } from '../src/wire/knowledge.ts';

/** The product without its platforms: real desk, engine, words and store; a channel that takes everything and shows it nobody. */
export interface Stage {
  readonly desk: RunningDesk;
  readonly store: SessionStore;
  /** Sends an event; resolves once it is on disk. */
  receive(conversation: string, event: Event): Promise<unknown>;
  /** The last message to this conversation; only where all of it has been sent, since sends are not waited for. */
  lastMessage(conversation: string): Message | null;
  /** Drops the messages above, which are the bench's own memory. */
  forgetMessages(): void;
  close(): Promise<void>;
}

/** Opens the product on a file of its own, on the disk that temporary files are on. Looks at the network are off: a turn is measured without. */
export async function openStage(knowledge: Knowledge = openKnowledge()): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-bench-'));
  const store = openSqliteStore(join(folder, 'okuru.sqlite'));
  const mailbox = createMailbox();
  const desk = createDesk({
    engine: createEngine(knowledge, { looks: false }),
    store,
    translator: openTranslator(),
    prober: NO_PROBER,
    channels: [mailbox.channel],
    catalogue: knowledge.catalogue,
    clock: { now: () => Date.now() },
    logger: LOUD,
    name: 'bench',
  });
  let events = 0;
  return {
    desk,
    store,
    lastMessage: (conversation) => mailbox.last.get(conversation) ?? null,
    forgetMessages: () => mailbox.last.clear(),
    async receive(conversation, event) {
      events += 1;
      const envelope = {
        channel: 'null',
        conversation,
        person: conversation,
        workplace: 'bench',
        eventId: `e${events}`,
        event,
        locale: null,
      };
      return desk.receive(envelope);
    },
    async close() {
      await desk.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const NO_PROBER: Prober = {
  look: async () => {
    throw new Error('No looks are taken here.');
  },
  close: async () => undefined,
};

function shout(fields: Readonly<Record<string, unknown>>, message: string): void {
  console.error(message, fields);
}

const LOUD: Logger = { error: shout, warn: shout, info: () => undefined, debug: () => undefined };

function createMailbox() {
  const last = new Map<string, Message>();
  const deliver = async ({ conversation, message }: Post): Promise<null> => {
    last.set(conversation, message);
    return null;
  };
  const channel: Channel = {
    name: 'null',
    start: async () => undefined,
    send: deliver,
    edit: async (post) => void deliver(post),
    stop: async () => undefined,
  };
  return { channel, last };
}
