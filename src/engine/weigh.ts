import type { CauseId, Evidence, Judgement } from '../contracts/diagnosis.ts';
import type { FactId } from '../contracts/facts.ts';
import type { Session } from '../contracts/turn.ts';
import { gatherEvidence } from '../diagnosis/evidence.ts';
import { judge } from '../diagnosis/judge.ts';
import { nextQuestion } from '../diagnosis/next-question.ts';
import { needsVersion, providerOf } from './look-ups.ts';
import type { Mind } from './mind.ts';
import { unheard } from './session.ts';

/** A case weighed: its evidence and what the judge makes of it. */
export interface Weighed {
  readonly evidence: Evidence;
  readonly judgement: Judgement;
}

/** Never more questions than this before the bot says what it thinks or hands over. */
const MOST_QUESTIONS = 5;

/** Judges a case as it stands; causes whose cure failed are out. */
export function weigh(session: Session, { knowledge: { catalogue } }: Mind): Weighed {
  const { facts, signs, observations, failed } = session;
  const evidence = gatherEvidence({ facts, signs, observations, catalogue });
  return { evidence, judgement: judge(evidence, catalogue.causes, { excluded: failed }) };
}

/** The most telling question still worth asking; null when no answer would change the outcome. */
export function tellingQuestion(session: Session, weighed: Weighed, { knowledge: { catalogue } }: Mind): FactId | null {
  return nextQuestion({
    ...weighed,
    causes: catalogue.causes,
    questions: catalogue.questions,
    facts: session.facts,
    asked: session.asked.map(({ fact }) => fact),
    limit: MOST_QUESTIONS,
  });
}

/** What the cure itself needs to know beside the cause; null when nothing, or when it was asked for already. */
export function questionForCure(session: Session, cause: CauseId, { knowledge: { catalogue } }: Mind): FactId | null {
  if (catalogue.causes.get(cause)?.curedBySettings !== true) {
    return null;
  }
  const { facts, asked } = session;
  const needs: readonly (FactId | null)[] = [
    providerOf(facts, catalogue) === null && unheard(facts, 'mail_provider') && unheard(facts, 'mail_domain') ? 'mail_provider' : null,
    unheard(facts, 'client') ? 'client' : null,
    needsVersion(facts, catalogue) ? 'client_version' : null,
  ];
  return needs.find((fact) => fact !== null && !asked.some((each) => each.fact === fact)) ?? null;
}
