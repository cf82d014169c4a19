import type { CauseRow } from '../contracts/catalogue.ts';
import type { CauseId, Evidence, Judgement, QuestionRow } from '../contracts/diagnosis.ts';
import type { FactId, Facts } from '../contracts/facts.ts';
import { type AnswerColumns, columnsOf } from './columns.ts';
import { isSayable, SURE_AT } from './judge.ts';
import { canLookUp, isKnown } from './known.ts';
import type { Model, Scores } from './model.ts';
import { compileModel, ruledOut, scoreCase } from './model.ts';

/** How much surer an answer must be expected to make us for each unit of effort it costs the person. */
const WORTH_ASKING = 0.03;

/** The same while nothing can be said yet: rather one more question than a person sent on at once. */
const WORTH_ASKING_STILL = 0.015;

/** The outcome of a ranking that allows nothing to be said. */
const NOTHING = -1;

/** Answers rarer than this are not worth a question: nearly nobody would give them. */
const RARE = 0.03;

/** Questions put at most in one case. */
export const QUESTIONS_AT_MOST = 5;

/** A case between two questions. */
export interface Inquiry {
  readonly evidence: Evidence;
  readonly judgement: Judgement;
  readonly causes: ReadonlyMap<CauseId, CauseRow>;
  readonly questions: ReadonlyMap<FactId, QuestionRow>;
  /** The case's facts as they stand, those just heard included. */
  readonly facts: Facts;
  /** Facts asked about so far, whatever came back. */
  readonly asked: readonly FactId[];
  /** Questions allowed in all; five unless told otherwise. */
  readonly limit?: number;
}

/** The ranking as it stands, with what is needed to see how an answer would change it. */
interface Standing {
  readonly scores: Scores;
  readonly now: Float64Array;
  /** How sure the ranking is now. */
  readonly sureness: number;
  readonly excluded: readonly CauseId[];
  /** What would be said now. */
  readonly outcome: number;
  /** Room for one ranking, written anew for each answer. */
  readonly scratch: Float64Array;
}

/** What a person would be told: which cause, and how surely, as a number. Two rankings with the same outcome read alike. */
function outcomeOf(model: Model, probabilities: Float64Array): number {
  let top = 0;
  let sum = 0;
  for (let index = 0; index < probabilities.length; index += 1) {
    sum += at(probabilities, index);
    if (at(probabilities, index) > at(probabilities, top)) top = index;
  }
  const p = at(probabilities, top) / (sum || 1);
  const cause = model.causes[top];
  if (cause === undefined || !isSayable(cause, p)) return NOTHING;
  return p >= SURE_AT ? 2 * top + 1 : 2 * top;
}

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0;
}

/** How sure a ranking is: 1 when one cause has everything (the chance that two draws from it agree). */
function surenessOf(probabilities: Float64Array): number {
  let sum = 0;
  for (const p of probabilities) sum += p * p;
  return sum;
}

/** Would this answer change what is said? Judged as it really would be, disproofs included. */
function changesOutcome({ signs, factors, disproves }: AnswerColumns, { scores, now, excluded, outcome, scratch }: Standing): boolean {
  for (let cause = 0; cause < scratch.length; cause += 1) scratch[cause] = at(now, cause) * at(factors, cause);
  if (disproves) {
    const out = ruledOut(new Set([...scores.signs, ...signs]), excluded);
    scores.model.causes.forEach((cause, index) => {
      if (out.has(cause)) scratch[index] = 0;
    });
  }
  return outcomeOf(scores.model, scratch) !== outcome;
}

/** Expected gain in sureness, by Bayes; none when no answer people really give would change what is said. */
function gainOf(question: QuestionRow, standing: Standing): number {
  const { now } = standing;
  let expected = 0;
  let matters = false;
  for (const answer of columnsOf(question, standing.scores)) {
    const { likelihoods } = answer;
    let chance = 0;
    let squares = 0;
    for (let cause = 0; cause < now.length; cause += 1) {
      const joint = at(now, cause) * at(likelihoods, cause);
      chance += joint;
      squares += joint * joint;
    }
    if (chance > 0) expected += squares / chance;
    if (!matters && chance >= RARE) matters = changesOutcome(answer, standing);
  }
  return matters ? expected - standing.sureness : 0;
}

function mayAsk(inquiry: Inquiry, fact: FactId): boolean {
  return (
    !inquiry.asked.includes(fact) &&
    inquiry.facts[fact] === undefined &&
    !isKnown(fact, inquiry.evidence) &&
    !canLookUp(fact, inquiry.evidence)
  );
}

function excludedBy(judgement: Judgement): readonly CauseId[] {
  return judgement.ranked.filter((rank) => rank.probability === 0).map((rank) => rank.cause);
}

function probabilitiesNow(judgement: Judgement, model: Model): Float64Array {
  const now = new Float64Array(model.causes.length);
  for (const { cause, probability } of judgement.ranked) {
    const column = model.columns.get(cause);
    if (column !== undefined) now[column] = probability;
  }
  return now;
}

/**
 * The question whose answer is expected to make the ranking surest for the person's effort; null when enough was asked or no
 * answer would change what is said. Never asks what is known, was asked before, or can be looked up.
 */
export function nextQuestion(inquiry: Inquiry): FactId | null {
  if (inquiry.asked.length >= (inquiry.limit ?? QUESTIONS_AT_MOST)) return null;
  const model = compileModel(inquiry.causes);
  const now = probabilitiesNow(inquiry.judgement, model);
  const standing: Standing = {
    scores: scoreCase(model, inquiry.evidence.signs),
    now,
    sureness: surenessOf(now),
    excluded: excludedBy(inquiry.judgement),
    outcome: outcomeOf(model, now),
    scratch: new Float64Array(now.length),
  };
  let best: { readonly fact: FactId; readonly worth: number } | null = null;
  const enough = standing.outcome === NOTHING ? WORTH_ASKING_STILL : WORTH_ASKING;
  for (const [fact, question] of inquiry.questions) {
    if (!mayAsk(inquiry, fact)) continue;
    const worth = gainOf(question, standing) / question.effort;
    if (worth > enough && (best === null || worth > best.worth)) best = { fact, worth };
  }
  return best?.fact ?? null;
}
