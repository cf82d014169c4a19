import type { LoadedSession, OutboxRow } from '../contracts/ports.ts';
import type { Envelope } from '../contracts/turn.ts';
import type { Tools } from './tools.ts';

/** What a turn left: nothing for an event seen before. */
export type TurnOutcome = { readonly kind: 'repeat' } | { readonly kind: 'saved'; readonly rows: readonly OutboxRow[] };

/** Another desk may be faster again and again only while it keeps getting events of the same conversation. */
const MOST_TRIES = 50;

/**
 * One turn: load, decide, commit; again with the newer case when another desk was faster. Resolves once it is on disk.
 * A repeat is told by the commit: deciding is pure, so that deciding once too often does nothing.
 */
export async function runTurn(envelope: Envelope, tools: Tools): Promise<TurnOutcome> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const outcome = await tryTurn(envelope, tools);
    if (outcome !== null) {
      return outcome;
    }
  }
  throw new Error(`The case changed under ${MOST_TRIES} tries: this is a bug in whoever writes it.`);
}

async function tryTurn(envelope: Envelope, { engine, store, clock, recent }: Tools): Promise<TurnOutcome | null> {
  const { channel, conversation, person, workplace, eventId } = envelope;
  const at = clock.now();
  const loaded: LoadedSession | null = recent.get(conversation) ?? (await store.load(conversation));
  if (loaded === null && envelope.event.kind === 'probe_result') {
    // A look that came back after its conversation was forgotten: nothing of it is begun anew.
    return { kind: 'repeat' };
  }
  const { session, wishes, heard } = engine.decide(loaded?.session ?? null, envelope, at);
  const seq = loaded?.nextSeq ?? at;
  const loadedAt = loaded?.revision ?? 0;
  const result = await store.commit({ conversation, channel, person, workplace, eventId, loadedAt, seq, session, wishes, heard, at });
  if (result !== 'saved') {
    recent.drop(conversation);
    return result === 'repeat' ? { kind: 'repeat' } : null;
  }
  // The words heard take the turn's first number, where there are any (ports: SessionStore.commit).
  const first = seq + (heard === null ? 0 : 1);
  recent.set(conversation, { session, revision: loadedAt + 1, nextSeq: first + wishes.length });
  return { kind: 'saved', rows: wishes.map((wish, index) => ({ conversation, channel, person, workplace, seq: first + index, wish })) };
}
