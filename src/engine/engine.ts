import type { Knowledge } from '../contracts/catalogue.ts';
import type { FactId, FactValues } from '../contracts/facts.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Reader } from '../contracts/reading.ts';
import type { Engine, Session, Turn, TurnReport } from '../contracts/turn.ts';
import { cureFailed } from './after-cure.ts';
import { sayAndReturn } from './ask.ts';
import { readChoice } from './choose.ts';
import { takeForm } from './form.ts';
import { hear, speak } from './hear.ts';
import { showProgress, takeResult } from './look.ts';
import type { Mind, Moment } from './mind.ts';
import { answerOffer, concernsSending, offerHelp, readOfferAnswer } from './offer.ts';
import { proceed } from './proceed.ts';
import { isFactId, QUESTION_FORMS } from './question-forms.ts';
import { close, explain, handOver } from './reply.ts';
import { newSession, withFact } from './session.ts';
import { dontKnow, hello } from './small-talk.ts';
import { createReader } from './understand/reader.ts';
import { weigh } from './weigh.ts';
import { forget, say, text, update, type Work } from './work.ts';

/** How an engine is made. `looks: false` asks for no looks at the network: a corpus is replayed without. */
export interface EngineOptions {
  readonly defaultLang?: Lang;
  readonly looks?: boolean;
  readonly reader?: Reader;
}

/** The thinking part over one knowledge. Pure: same case, event and time, same turn. */
export function createEngine(knowledge: Knowledge, options: EngineOptions = {}): Engine {
  const mind: Mind = {
    knowledge,
    reader: options.reader ?? createReader(knowledge),
    looks: options.looks ?? true,
    defaultLang: options.defaultLang ?? 'ja',
  };
  return {
    decide: (session, envelope, now) => decide(session ?? newSession(envelope.locale ?? mind.defaultLang, now), { mind, envelope, now }),
    report: (session) => report(session, mind),
    concerns: (text) => concernsSending(text, mind),
  };
}

function decide(session: Session, moment: Moment): Turn {
  const { event } = moment.envelope;
  const quiet: Work = { session, wishes: [] };
  switch (event.kind) {
    case 'probe_progress':
      return turnOf(showProgress(quiet, event.run, event.soFar));
    case 'probe_result':
      return turnOf(afterLook(takeResult(quiet, event.run, event.observations), moment) ?? quiet);
    default:
      return session.step === 'offered' ? offeredTurn(quiet, moment) : personsTurn(update(quiet, { turn: session.turn + 1 }), moment);
  }
}

function personsTurn(work: Work, moment: Moment): Turn {
  const { event } = moment.envelope;
  switch (event.kind) {
    case 'start':
      return turnOf(hello(work));
    case 'lang':
      return turnOf(speak(work, event.lang), null);
    case 'form':
      return ofHeard(takeForm(work, event, moment));
    case 'overhear':
      return ofHeard(offerHelp(work, event.text, moment));
    case 'choose':
      return turnOf(isForNobody(work.session, event.choice) ? forget(work) : choose(work, event.choice, moment), event.choice);
    case 'text':
      return textTurn(work, event.text, moment);
    default:
      return turnOf(work);
  }
}

/** Nothing but the answer to the offer is for the bot. It counts as the turn of the words it is about. */
function offeredTurn(work: Work, moment: Moment): Turn {
  const { event } = moment.envelope;
  const answer = event.kind === 'choose' ? readOfferAnswer(event.choice) : null;
  return answer === null ? turnOf(work) : turnOf(answerOffer(work, answer, moment), `offer:${answer}`);
}

/** The answer to an offer that was answered, and forgotten, before. */
function isForNobody(session: Session, choice: string): boolean {
  return session.step === 'new' && session.turn === 1 && readOfferAnswer(choice) !== null;
}

function textTurn(work: Work, typed: string, moment: Moment): Turn {
  if (!/[\p{L}\p{N}]/u.test(typed)) {
    return turnOf(sayAndReturn(work, [text({ key: 'talk:empty' })]), typed.slice(0, 200));
  }
  return ofHeard(hear(work, typed, moment));
}

function ofHeard({ work, heard }: { readonly work: Work; readonly heard: string | null }): Turn {
  return turnOf(work, heard);
}

/** The answer waits for the look only where nothing else is open. */
function afterLook(work: Work | null, moment: Moment): Work | null {
  if (work === null) {
    return null;
  }
  return work.session.open === null && work.session.step === 'probing' ? proceed(update(work, { step: 'talking' }), moment) : work;
}

function choose(work: Work, id: string, moment: Moment): Work {
  const chosen = readChoice(id, moment.mind.knowledge.catalogue);
  const { session } = work;
  switch (chosen.kind) {
    case 'fact':
      return isCurrent(session, chosen.fact.id)
        ? proceed(update(work, { ...withFact(session, chosen.fact, moment.now), misread: 0 }), moment)
        : stale(work);
    case 'unknown':
      return session.open === chosen.fact ? dontKnow(work, moment) : stale(work);
    case 'how':
      return session.open === chosen.fact ? sayAndReturn(work, [text({ key: QUESTION_FORMS[chosen.fact].how })]) : stale(work);
    case 'after':
      return afterCure(work, chosen.what, moment);
    case 'stale':
      return stale(work);
    default:
      return chosen satisfies never;
  }
}

/** A late click on an earlier question is a correction; on one never put, it is stale. */
function isCurrent(session: Session, fact: FactId): boolean {
  return (
    session.step !== 'closed' &&
    session.asked.some((asked) => asked.fact === fact || (asked.fact === 'mail_domain' && fact === 'mail_provider'))
  );
}

function afterCure(work: Work, what: 'fixed' | 'not_fixed' | 'why' | 'human', moment: Moment): Work {
  if (work.session.verdict === null) {
    return what === 'human' ? handOver(work, 'asked', moment.mind) : stale(work);
  }
  switch (what) {
    case 'fixed':
      return work.session.step === 'advised' ? close(work, moment.mind) : stale(work);
    case 'not_fixed':
      return work.session.step === 'advised' ? cureFailed(work, moment) : stale(work);
    case 'why':
      return explain(work, moment.mind);
    case 'human':
      return handOver(work, 'asked', moment.mind);
    default:
      return what satisfies never;
  }
}

/** Where nothing is open there is nothing to choose instead; where nothing was ever said, or all was forgotten, nothing is kept of the click either. */
function stale(work: Work): Work {
  const { open, step, turn } = work.session;
  if (open !== null) {
    return sayAndReturn(work, [text({ key: 'talk:stale_choice' })]);
  }
  const said = say(work, { blocks: [text({ key: 'talk:stale_choice_nothing_open' })] });
  return step === 'new' && turn === 1 ? forget(said) : said;
}

function turnOf(work: Work, heard: string | null = null): Turn {
  return { ...work, heard };
}

function report(session: Session, mind: Mind): TurnReport {
  const { ranked } = weigh(session, mind).judgement;
  return {
    asked: session.open,
    facts: valuesOf(session),
    causes: ranked.map(({ cause, probability }) => ({ id: cause, probability })),
    verdict: session.verdict,
    fix: session.fix,
    closed: session.step === 'closed',
  };
}

function valuesOf(session: Session): { readonly [K in FactId]?: FactValues[K] | null } {
  return Object.fromEntries(
    Object.entries(session.facts)
      .filter(([id]) => isFactId(id))
      .map(([id, record]) => [id, record?.value ?? null]),
  );
}
