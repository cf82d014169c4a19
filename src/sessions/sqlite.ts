import type { Database } from 'better-sqlite3';
import type { SessionStore } from '../contracts/ports.ts';
import { createCabinet } from './sqlite/cabinet.ts';
import { createLogEmptier } from './sqlite/empty-log.ts';
import { createGroup } from './sqlite/group.ts';
import { createHolds } from './sqlite/holds.ts';
import { openDatabase } from './sqlite/open-database.ts';

/** How many outboxes one `claimLeft` hands out at most. */
const CLAIM_LIMIT = 100;

/**
 * Cases in one file of this machine, for one process (`:memory:` keeps nothing). Turns that arrive together share one wait for the disk.
 * Throws a `StoreError` when the file is in use, damaged or newer than the program.
 */
export function openSqliteStore(file: string): SessionStore {
  return createStore(openDatabase(file));
}

function createStore(database: Database): SessionStore {
  const cabinet = createCabinet(database);
  const { ask, close } = createGroup(database);
  const holds = createHolds(cabinet.counts());
  const emptyLog = createLogEmptier(database);
  return {
    isShared: false,
    load: (conversation) => ask(() => cabinet.load(conversation)),
    seen: (conversation, eventId) => ask(() => cabinet.seen(conversation, eventId)),
    async commit(record) {
      const answer = await ask(() => cabinet.commit(record));
      holds.add(record.conversation, answer === 'saved' ? record.wishes.length : 0);
      return answer;
    },
    async transcript(conversation, after) {
      const lines = await ask(() => cabinet.transcript(conversation));
      return lines.filter(({ seq }) => seq > after);
    },
    async forget(conversation) {
      await ask(() => cabinet.forget(conversation));
      holds.forget(conversation);
      await emptyLog();
    },
    conversationsOf: (whose) => ask(() => cabinet.conversationsOf(whose)),
    notes: {
      read: (name) => ask(() => cabinet.readNote(name)),
      write: (name, value) => ask(() => cabinet.writeNote(name, value)),
      async erase(prefix) {
        await ask(() => cabinet.eraseNotes(prefix));
        await emptyLog();
      },
    },
    pending: (conversation) => ask(() => cabinet.pending(conversation)),
    claim: async (conversation, desk) => holds.claim(conversation, desk),
    claimLeft: async (desk) => holds.claimLeft(desk, CLAIM_LIMIT),
    release: async (conversation, desk) => holds.release(conversation, desk),
    async done(conversation, wishId, reference) {
      const crossed = await ask(() => cabinet.done(conversation, wishId, reference));
      holds.add(conversation, crossed ? -1 : 0);
    },
    reference: (conversation, wishId) => ask(() => cabinet.reference(conversation, wishId)),
    async close() {
      close();
      database.close();
    },
  };
}
