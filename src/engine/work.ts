import type { FactId } from '../contracts/facts.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Block, Choice, Draft, Phrase, Picker } from '../contracts/messages.ts';
import type { ProbeRequest } from '../contracts/probes.ts';
import type { Session, Wish } from '../contracts/turn.ts';

/** A turn being made: the case so far and the wishes so far. Every step gives a new one. */
export interface Work {
  readonly session: Session;
  readonly wishes: readonly Wish[];
}

/** The parts of a message; what is left out is empty. */
export interface Saying {
  readonly blocks: readonly Block<Phrase>[];
  readonly choices?: readonly Choice<Phrase>[];
  readonly picker?: Picker<Phrase> | null;
}

/** Says a message. */
export function say(work: Work, saying: Saying): Work {
  const id = wishId(work.session);
  return add(work, { kind: 'say', id, draft: draftOf(work.session.lang, saying) });
}

/** Changes a message said before. */
export function edit(work: Work, target: string, saying: Saying): Work {
  const id = wishId(work.session);
  return add(work, { kind: 'edit', id, target, draft: draftOf(work.session.lang, saying) });
}

/** Starts a look; its result comes back as an event with the request's run. */
export function probe(work: Work, request: ProbeRequest): Work {
  return add(work, { kind: 'probe', id: wishId(work.session), request });
}

/** Asks for the received message to be deleted where the platform allows it. */
export function deleteReceived(work: Work, eventId: string): Work {
  return add(work, { kind: 'delete_received', id: wishId(work.session), eventId });
}

/** Asks for everything of this conversation to be deleted. */
export function forget(work: Work): Work {
  return add(work, { kind: 'forget', id: wishId(work.session) });
}

/** The case changed, the wishes kept. */
export function update(work: Work, change: Partial<Session>): Work {
  return { ...work, session: { ...work.session, ...change } };
}

/** The id the next wish will have; also names a run of probes. */
export function wishId(session: Session): string {
  return `w${session.nextId}`;
}

/** Marks a question as put: it stays open until answered. */
export function opened(work: Work, fact: FactId): Work {
  const { session } = work;
  const asked = session.asked.some((each) => each.fact === fact) ? session.asked : [...session.asked, { fact, turn: session.turn }];
  return update(work, { open: fact, asked, step: session.step === 'probing' ? 'probing' : 'talking' });
}

/** A text block. */
export function text(phrase: Phrase): Block<Phrase> {
  return { kind: 'text', text: phrase };
}

function draftOf(lang: Lang, saying: Saying): Draft {
  return { lang, blocks: saying.blocks, choices: saying.choices ?? [], picker: saying.picker ?? null };
}

function add(work: Work, wish: Wish): Work {
  return { session: { ...work.session, nextId: work.session.nextId + 1 }, wishes: [...work.wishes, wish] };
}
