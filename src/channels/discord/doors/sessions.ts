import type { SessionInfo } from 'discord.js';
import { z } from 'zod';
import type { Logger, Notebook } from '../../../contracts/ports.ts';

/** The sessions of the gateway, kept so that a bot that died takes up the one it had: Discord then tells what was said meanwhile. */
export interface Sessions {
  /** By a name of the shard and of what it listens to. Null where none is kept. Never rejects. */
  read(name: string): Promise<SessionInfo | null>;
  /** How far a session has come; null: it is over. Written by and by, and only once all that was told so far is on disk. */
  note(name: string, session: SessionInfo | null): void;
  /** Something told by the gateway is being taken in. */
  follow(work: Promise<void>): void;
  /** Writes what is to be written. Never rejects. */
  settle(): Promise<void>;
}

/** What they are made of. */
export interface SessionsOptions {
  readonly notes: Notebook;
  readonly logger: Logger;
}

/** A session that is behind by so much is told this much again, and acts once. Milliseconds. */
const EVERY_MS = 500;

const kept = z.object({
  resumeURL: z.string(),
  sequence: z.number(),
  sessionId: z.string(),
  shardCount: z.number(),
  shardId: z.number(),
});

/** Makes them. */
export function createSessions({ notes, logger }: SessionsOptions): Sessions {
  const under = new Set<Promise<void>>();
  const known = new Map<string, SessionInfo | null>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    timer = null;
    const told = [...changed].map((name) => [noteOf(name), known.get(name) ?? null] as const);
    changed.clear();
    await Promise.all(under);
    for (const [note, session] of told) await (session === null ? notes.erase(note) : notes.write(note, JSON.stringify(session)));
  }

  function begin(): void {
    writing = writing.then(write).catch((error: unknown) => logger.debug({ error }, 'Discord session not kept'));
  }

  return {
    async read(name) {
      const session = known.get(name);
      if (session !== undefined) return session;
      try {
        const note = await notes.read(noteOf(name));
        return note === null ? null : kept.parse(JSON.parse(note));
      } catch {
        return null;
      }
    },
    note(name, session) {
      known.set(name, session);
      changed.add(name);
      timer ??= setTimeout(begin, EVERY_MS).unref();
    },
    follow(work) {
      under.add(work);
      void work.then(() => under.delete(work));
    },
    async settle() {
      if (timer !== null) clearTimeout(timer);
      begin();
      await writing;
    },
  };
}

function noteOf(name: string): string {
  return `discord/gateway/${name}`;
}
