import type { LoadedSession, OutboxRow, SessionStore, TranscriptEntry, TurnRecord } from '../contracts/ports.ts';
import type { Wish } from '../contracts/turn.ts';
import type { FlatTurn } from './sqlite/cabinet.ts';
import { type Client, openClient } from './sqlite/client.ts';
import { createHolds, type Holds } from './sqlite/holds.ts';
import type { PendingRow, SessionRow, TurnRow } from './sqlite/statements.ts';

/** How many outboxes one `claimLeft` hands out at most. */
const CLAIM_LIMIT = 100;

/**
 * Cases in one file of this machine, for one process (`:memory:` keeps nothing). Turns that arrive together share one wait for the disk.
 * Throws a `StoreError` when the file is in use, damaged or newer than the program.
 */
export function openSqliteStore(file: string): SessionStore {
  const { client, counts } = openClient(file);
  return createStore(client, createHolds(counts));
}

function createStore(client: Client, holds: Holds): SessionStore {
  return {
    load: async (conversation) => readSession(await client.ask('load', conversation)),
    seen: (conversation, eventId) => client.ask('seen', conversation, eventId),
    commit: async (record) => {
      const answer = await client.ask('commit', flatten(record));
      holds.add(record.conversation, answer === 'saved' ? record.wishes.length : 0);
      return answer;
    },
    transcript: async (conversation, after) =>
      (await client.ask('turns', conversation)).flatMap(readLines).filter(({ seq }) => seq > after),
    forget: async (conversation) => {
      await client.ask('forget', conversation);
      holds.forget(conversation);
    },
    pending: async (conversation) => (await client.ask('pending', conversation)).map(readPending),
    claim: async (conversation, desk) => holds.claim(conversation, desk),
    claimLeft: async (desk) => holds.claimLeft(desk, CLAIM_LIMIT),
    release: async (conversation, desk) => holds.release(conversation, desk),
    done: async (conversation, wishId, reference) => {
      const crossed = await client.ask('done', conversation, wishId, reference);
      holds.add(conversation, crossed ? -1 : 0);
    },
    reference: (conversation, wishId) => client.ask('reference', conversation, wishId),
    close: () => client.close(),
  };
}

function flatten({ session, heard, wishes, ...record }: TurnRecord): FlatTurn {
  return {
    ...record,
    session: JSON.stringify(session),
    heard: heard === null ? null : JSON.stringify(heard),
    wishIds: wishes.map(({ id }) => id),
    wishes: JSON.stringify(wishes),
  };
}

function readSession(row: SessionRow | null): LoadedSession | null {
  return row === null ? null : { session: JSON.parse(row.session), revision: row.revision, nextSeq: row.next_seq };
}

function readPending({ wish, ...row }: PendingRow): OutboxRow {
  return { ...row, wish: JSON.parse(wish) };
}

function readLines({ seq, at, heard, wishes }: TurnRow): readonly TranscriptEntry[] {
  const words: TranscriptEntry[] = heard === null ? [] : [{ kind: 'person', seq, at, text: JSON.parse(heard) }];
  const wished: readonly Wish[] = JSON.parse(wishes);
  return [...words, ...wished.map((wish, index) => ({ kind: 'wish', seq: seq + words.length + index, at, wish }) as const)];
}
