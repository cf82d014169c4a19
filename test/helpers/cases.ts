import type { Draft } from '../../src/contracts/messages.ts';
import type { TurnRecord } from '../../src/contracts/ports.ts';
import type { Session, Wish } from '../../src/contracts/turn.ts';
import { newSession } from '../../src/engine/session.ts';
import { anyKey } from './any-key.ts';

/** A session nothing has happened in yet. */
export function emptySession(changes: Partial<Session> = {}): Session {
  return { ...newSession('en', 1), ...changes };
}

/** A message of one sentence. */
export function draftOf(key: string, params: Readonly<Record<string, string | number>> = {}): Draft {
  return { lang: 'en', blocks: [{ kind: 'text', text: { key: anyKey(key), params } }], choices: [], picker: null };
}

/** A wish to say one sentence. */
export function sayWish(id: string, key = 'talk:hello'): Wish {
  return { kind: 'say', id, draft: draftOf(key) };
}

/** The first turn of a new conversation, changed where a test needs it. */
export function turnRecord(changes: Partial<TurnRecord> = {}): TurnRecord {
  return {
    conversation: 'web:local:a',
    channel: 'web',
    person: 'p',
    workplace: 'w',
    eventId: 'e1',
    loadedAt: 0,
    seq: 1_000,
    session: emptySession(),
    wishes: [],
    heard: null,
    at: 1_000,
    ...changes,
  };
}
