import type { SessionStore } from '../contracts/ports.ts';
import { migrate } from './postgres/migrate.ts';
import { createNotebook } from './postgres/notes.ts';
import { claimLeft, claimOutbox, crossOff, readPending, readReference, releaseOutbox } from './postgres/outbox.ts';
import { type Database, openPool } from './postgres/pool.ts';
import { commitTurn, findConversations, forgetConversation, loadSession, readTranscript, wasSeen } from './postgres/turns.ts';
import { StoreError } from './store-error.ts';

/**
 * Cases in a PostgreSQL database that several desks may share. Throws a `StoreError` when it cannot be reached or written, or is newer
 * than the program.
 */
export async function openPostgresStore(url: string): Promise<SessionStore> {
  const database = openPool(url);
  try {
    await migrate(database);
    return createStore(database);
  } catch (cause) {
    await database.close();
    throw cause instanceof StoreError ? cause : new StoreError('unusable', 'The database cannot be reached or written', { cause });
  }
}

function createStore(database: Database): SessionStore {
  return {
    isShared: true,
    load: (conversation) => loadSession(database, conversation),
    seen: (conversation, eventId) => wasSeen(database, conversation, eventId),
    commit: (record) => commitTurn(database, record),
    transcript: (conversation, after) => readTranscript(database, conversation, after),
    forget: (conversation) => forgetConversation(database, conversation),
    conversationsOf: (whose) => findConversations(database, whose),
    notes: createNotebook(database),
    pending: (conversation) => readPending(database, conversation),
    claim: (conversation, desk, forMs) => claimOutbox(database, { conversation, desk }, forMs),
    claimLeft: (desk, forMs) => claimLeft(database, desk, forMs),
    release: (conversation, desk) => releaseOutbox(database, { conversation, desk }),
    done: (conversation, wishId, reference) => crossOff(database, conversation, wishId, reference),
    reference: (conversation, wishId) => readReference(database, conversation, wishId),
    close: () => database.close(),
  };
}
