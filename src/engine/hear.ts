import type { Block, Phrase } from '../contracts/messages.ts';
import type { Intent, Reading } from '../contracts/reading.ts';
import type { Session } from '../contracts/turn.ts';
import { cureFailed, withoutOldErrors } from './after-cure.ts';
import { ask, sayAndReturn } from './ask.ts';
import { factRows } from './fact-words.ts';
import type { Moment } from './mind.ts';
import { proceed } from './proceed.ts';
import { close, handOver } from './reply.ts';
import { newSession, takeBack, withReadFacts } from './session.ts';
import { settleRoles } from './settle-roles.ts';
import { smallTalk } from './small-talk.ts';
import { deleteReceived, edit, forget, say, text, update, type Work } from './work.ts';

/** The first so many characters of a message are read (a whole pasted bounce is far shorter); the rest is only noise. */
export const MOST_CHARACTERS = 20_000;

/** What a text does to a case. `heard` is the text as it may be kept. */
export function hear(start: Work, typed: string, moment: Moment): { readonly work: Work; readonly heard: string } {
  const { session } = start;
  const reading = readText(session, typed, moment);
  const work = withSecretWarning(inLanguageOf(start, reading, moment), reading, moment);
  const notices: readonly Block<Phrase>[] = [
    ...(session.step === 'new' ? [text({ key: 'talk:greeting' })] : []),
    ...(typed.length > MOST_CHARACTERS ? [text({ key: 'talk:too_long', params: { count: MOST_CHARACTERS } })] : []),
  ];
  return { work: respond(work, reading, notices, moment), heard: reading.text };
}

/** What a text tells in this case. Only its first characters are read. */
export function readText({ open, lang }: Session, typed: string, { mind, now }: Moment): Reading {
  return mind.reader.read(typed.slice(0, MOST_CHARACTERS), { asked: open, lang, now });
}

function respond(work: Work, reading: Reading, notices: readonly Block<Phrase>[], moment: Moment): Work {
  const learnt = learn(work, reading, moment);
  const command = reading.intent === null ? null : obey(learnt, reading.intent, moment);
  if (command !== null) {
    return command;
  }
  if (hasNews(reading) || toldNow(learnt.session) > 0) {
    return withNews(learnt, notices, moment);
  }
  return smallTalk(learnt, reading, notices, moment);
}

/** Takes in what a reading tells. */
export function learn(work: Work, reading: Reading, { mind, now }: Moment): Work {
  const fresh = work.session.step === 'advised' && brings(reading) ? withoutOldErrors(work.session) : work.session;
  const told = withReadFacts(fresh, settleRoles(reading, fresh, mind.knowledge.catalogue), now);
  return update(work, {
    ...told,
    signs: [...new Set([...told.signs, ...reading.signs])],
    observations: [...told.observations, ...reading.observations],
  });
}

function brings(reading: Reading): boolean {
  return reading.replies.length > 0 || reading.facts.some(({ id, denied }) => id === 'error_codes' && !denied);
}

function hasNews(reading: Reading): boolean {
  return reading.facts.length > 0 || reading.signs.length > 0 || reading.observations.length > 0;
}

/** How many facts this very turn brought, said or chosen. */
function toldNow({ facts, turn }: Session): number {
  return Object.values(facts).filter((fact) => fact.turn === turn && fact.from !== 'looked_up').length;
}

/** Something was told: it is said back where it is much, then the case goes on. */
export function withNews(work: Work, notices: readonly Block<Phrase>[], moment: Moment): Work {
  const reopened = work.session.step === 'closed' || work.session.step === 'handed_over' ? update(work, { step: 'talking' }) : work;
  const settled = update(reopened, { misread: 0, step: reopened.session.step === 'new' ? 'talking' : reopened.session.step });
  const summary = toldNow(settled.session) > 2 ? [understood(settled, moment)] : [];
  const opening = [...notices, ...summary];
  return proceed(opening.length === 0 ? settled : say(settled, { blocks: opening }), moment);
}

/** What was understood, for the person to correct. */
function understood(work: Work, { mind }: Moment): Block<Phrase> {
  const rows = factRows(work.session.facts, mind.knowledge.catalogue).map((row) => ({ ...row, old: null }));
  return { kind: 'values', title: { key: 'talk:understood' }, rows };
}

/** Intents that are obeyed whatever else the message says; null for those that only matter when nothing was told. */
function obey(work: Work, intent: Intent, moment: Moment): Work | null {
  switch (intent) {
    case 'human':
      return handOver(work, 'asked', moment.mind);
    case 'start_over':
      return startOver(work);
    case 'back':
      return goBack(work);
    case 'forget':
      return forget(say(work, { blocks: [text({ key: 'talk:forgotten' })] }));
    case 'use_japanese':
      return speak(work, 'ja');
    case 'use_english':
      return speak(work, 'en');
    case 'fixed':
      return work.session.step === 'advised' ? close(work, moment.mind) : null;
    case 'not_fixed':
      return work.session.step === 'advised' ? cureFailed(work, moment) : null;
    default:
      return null;
  }
}

/** Goes on in the chosen language, with the open question put again in it. */
export function speak(work: Work, lang: Session['lang']): Work {
  const spoken = update(work, { lang, langChosen: true });
  return sayAndReturn(spoken, [text({ key: 'talk:language_set' })]);
}

/** A new case of the same person: the language stays, and ids go on. What a look under way finds is of the old one. */
export function afresh(work: Work): Work {
  const { probe: look } = work.session;
  const message = look?.state === 'running' ? look.message : null;
  const closed = message === null ? work : edit(work, message, { blocks: [text({ key: 'talk:looking.dropped' })] });
  const { lang, langChosen, nextId, turn } = closed.session;
  return update(closed, { ...newSession(lang, nextId), langChosen, turn });
}

function startOver(work: Work): Work {
  return say(afresh(work), { blocks: [text({ key: 'talk:start_over' }), text({ key: 'talk:tell_me' })] });
}

function goBack(work: Work): Work {
  const back = takeBack(work.session);
  return back === null
    ? sayAndReturn(work, [text({ key: 'talk:nothing_to_go_back' })])
    : ask({ ...work, session: back.session }, back.fact, [text({ key: 'talk:back' })]);
}

function withSecretWarning(work: Work, reading: Reading, { envelope }: Moment): Work {
  return reading.secret ? deleteReceived(say(work, { blocks: [text({ key: 'talk:secret' })] }), envelope.eventId) : work;
}

/** Goes on in the language of the words. English beside an error in a form is the program's, not the person's. */
export function inLanguageOf(work: Work, reading: Reading, { envelope }: Moment): Work {
  const quotes = envelope.event.kind === 'form' && reading.lang === 'en' && brings(reading);
  return work.session.langChosen || reading.lang === null || quotes ? work : update(work, { lang: reading.lang });
}
