import type { FactId, FactOrigin, FactRecord, Facts, FactValues } from '../contracts/facts.ts';
import type { Lang } from '../contracts/lang.ts';
import type { ReadFact } from '../contracts/reading.ts';
import type { Session } from '../contracts/turn.ts';

/** A fact on its way into a case. */
export type NewFact = { [K in FactId]: { readonly id: K; readonly value: FactValues[K] | null; readonly from: FactOrigin } }[FactId];

/** An empty case in the given language. `nextId` numbers its wishes: higher than any of a case of the same conversation that was forgotten. */
export function newSession(lang: Lang, nextId: number): Session {
  return {
    version: 1,
    lang,
    langChosen: false,
    screen: null,
    step: 'new',
    turn: 0,
    nextId,
    facts: {},
    signs: [],
    denied: [],
    asked: [],
    open: null,
    history: [],
    observations: [],
    probe: null,
    verdict: null,
    fix: null,
    advised: [],
    failed: [],
    misread: 0,
  };
}

/** The case with one more fact; lists and "what else works" grow, everything else is replaced. */
export function withFact(session: Session, fact: NewFact, now: number): Session {
  const before = session.facts[fact.id] ?? null;
  const value = merge(fact, session.facts);
  const record = { value, from: fact.from, turn: session.turn, at: now };
  return {
    ...session,
    facts: { ...session.facts, [fact.id]: record },
    history: [...session.history, { fact: fact.id, before }],
    open: session.open === fact.id ? null : session.open,
  };
}

/** The case without a fact the person took back. */
export function withoutFact(session: Session, fact: FactId): Session {
  const before = session.facts[fact] ?? null;
  if (before === null) {
    return session;
  }
  const { [fact]: _gone, ...facts } = session.facts;
  return { ...session, facts, history: [...session.history, { fact, before }] };
}

/** The case with all that a reading tells: stated facts in, denied values out. */
export function withReadFacts(session: Session, facts: readonly ReadFact[], now: number): Session {
  let next = session;
  for (const fact of facts) {
    next = fact.denied ? withDenial(next, fact) : withFact(next, { ...fact, from: 'stated' }, now);
  }
  return next;
}

/** The value of a fact, or null when it is not known, be it never said or answered with "I don't know". */
export function known<K extends FactId>(facts: Facts, id: K): FactValues[K] | null {
  const record: FactRecord<K> | undefined = facts[id];
  return record?.value ?? null;
}

/** Was this fact never spoken of? "I don't know" counts as spoken of. */
export function unheard(facts: Facts, id: FactId): boolean {
  return facts[id] === undefined;
}

/** Takes the last answer back: the case as it was before it, and which question to put again; null when there is none. */
export function takeBack(session: Session): { readonly session: Session; readonly fact: FactId } | null {
  const last = session.history.findLast(({ fact }) => session.asked.some((asked) => asked.fact === fact));
  if (last === undefined) {
    return null;
  }
  const { [last.fact]: _gone, ...rest } = session.facts;
  const facts = last.before === null ? rest : { ...rest, [last.fact]: last.before };
  const history = session.history.slice(0, session.history.lastIndexOf(last));
  return { session: { ...session, facts, history, verdict: null, fix: null, step: 'talking' }, fact: last.fact };
}

function withDenial(session: Session, fact: ReadFact): Session {
  const value = String(fact.value);
  const denied = [...session.denied, { fact: fact.id, value }];
  const stands = session.facts[fact.id]?.value;
  const next = stands !== undefined && String(stands) === value ? withoutFact(session, fact.id) : session;
  return { ...next, denied };
}

function merge(fact: NewFact, facts: Facts): NewFact['value'] {
  if (fact.value === null) {
    return null;
  }
  switch (fact.id) {
    case 'error_codes':
      return union(known(facts, 'error_codes'), fact.value);
    case 'started_after':
      return union(known(facts, 'started_after'), fact.value);
    case 'can_send_elsewhere':
      return { ...known(facts, 'can_send_elsewhere'), ...fact.value };
    default:
      return fact.value;
  }
}

function union<T>(old: readonly T[] | null, more: readonly T[]): readonly T[] {
  return [...new Set([...(old ?? []), ...more])];
}
