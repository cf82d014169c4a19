import type { LoadedSession, OutboxRow, SessionStore, TranscriptEntry, TurnRecord } from '../contracts/ports.ts';
import type { Wish } from '../contracts/turn.ts';
import type { FlatTurn } from './sqlite/cabinet.ts';
import { type Client, openClient } from './sqlite/client.ts';
import type { PendingRow, SessionRow, TurnRow } from './sqlite/statements.ts';

/** How many outboxes one `claimLeft` hands out at most. */
const CLAIM_LIMIT = 100;

type Outbox = Pick<SessionStore, 'pending' | 'claim' | 'claimLeft' | 'release' | 'done' | 'reference'>;
type Cases = Omit<SessionStore, keyof Outbox | 'close'>;

/**
 * Cases in one file of this machine, for one process (`:memory:` keeps nothing). Turns that arrive together share one wait for the disk.
 * Throws, saying what to do, when the file is in use, damaged or newer than the program.
 */
export function openSqliteStore(file: string): SessionStore {
  const client = openClient(file);
  return { ...createCases(client), ...createOutbox(client), close: () => client.close() };
}

function createCases(client: Client): Cases {
  return {
    load: async (conversation) => readSession(await client.ask('load', conversation)),
    seen: (conversation, eventId) => client.ask('seen', conversation, eventId),
    commit: (record) => client.ask('commit', flatten(record)),
    transcript: async (conversation, after) =>
      (await client.ask('turns', conversation)).flatMap(readLines).filter(({ seq }) => seq > after),
    forget: (conversation) => client.ask('forget', conversation),
  };
}

/** Who holds an outbox is kept in memory: the file belongs to this process, and a hold ends with it. */
function createOutbox(client: Client): Outbox {
  const holders = new Map<string, string>();

  function claim(conversation: string, desk: string): boolean {
    const holder = holders.get(conversation) ?? desk;
    holders.set(conversation, holder);
    return holder === desk;
  }

  async function claimLeft(desk: string): Promise<readonly string[]> {
    const left = await client.ask('withPending');
    const free = left.filter((conversation) => !holders.has(conversation)).slice(0, CLAIM_LIMIT);
    return free.filter((conversation) => claim(conversation, desk));
  }

  async function release(conversation: string, desk: string): Promise<number> {
    if (holders.get(conversation) === desk) {
      holders.delete(conversation);
    }
    return client.ask('countPending', conversation);
  }

  return {
    pending: async (conversation) => (await client.ask('pending', conversation)).map(readPending),
    claim: async (conversation, desk) => claim(conversation, desk),
    claimLeft,
    release,
    done: (conversation, wishId, reference) => client.ask('done', conversation, wishId, reference),
    reference: (conversation, wishId) => client.ask('reference', conversation, wishId),
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
