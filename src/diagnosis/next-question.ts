import type { CauseRow } from '../contracts/catalogue.ts';
import type { CauseId, Evidence, Judgement, QuestionRow } from '../contracts/diagnosis.ts';
import type { FactId, Facts } from '../contracts/facts.ts';
import type { SignId } from '../contracts/signs.ts';
import { SAY_AT, SURE_AT } from './judge.ts';
import { canLookUp, isKnown } from './known.ts';
import type { Model, Scores } from './model.ts';
import { compileModel, probabilitiesOf, ruledOut, scoreSigns, TEMPERATURE, totalsWith } from './model.ts';

/** How much surer an answer must be expected to make us for each unit of effort it costs the person. */
const WORTH_ASKING = 0.02;

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

/** One answer a person might give: how likely, and what the ranking would be then. */
interface Prospect {
  readonly chance: number;
  readonly probabilities: Float64Array;
}

/** How sure a ranking is: 1 when one cause has everything (the chance that two draws from it agree). */
function sureness(probabilities: Float64Array): number {
  return probabilities.reduce((sum, p) => sum + p * p, 0);
}

function indexOfTop(probabilities: Float64Array): number {
  let top = 0;
  probabilities.forEach((p, index) => {
    if (p > (probabilities[top] ?? 0)) top = index;
  });
  return top;
}

/** What a person would be told: which cause, and how surely. Two rankings with the same outcome read alike. */
function outcomeOf(probabilities: Float64Array): string {
  const top = indexOfTop(probabilities);
  const p = probabilities[top] ?? 0;
  if (p < SAY_AT) return 'nothing';
  return `${top} ${p >= SURE_AT ? 'sure' : 'likely'}`;
}

/** Chances of the answers of a question by Bayes: how common each is, given what the causes at hand make of it. */
function prospectsOf(question: QuestionRow, scores: Scores, now: Float64Array): readonly Prospect[] {
  const likelihoods = question.answers.map((answer) => {
    const totals = totalsWith(scores, answer.signs);
    return totals.map((total, cause) => answer.share * Math.exp((total - (scores.totals[cause] ?? 0)) / TEMPERATURE));
  });
  const sums = now.map((_, cause) => likelihoods.reduce((sum, likelihood) => sum + (likelihood[cause] ?? 0), 0));
  return likelihoods.map((likelihood) => {
    const joint = now.map((p, cause) => (p * (likelihood[cause] ?? 0)) / (sums[cause] || 1));
    const chance = joint.reduce((sum, p) => sum + p, 0);
    return { chance, probabilities: chance === 0 ? joint : joint.map((p) => p / chance) };
  });
}

/** The answer as judging would really take it, disproofs included. */
function withDisproofs(question: QuestionRow, context: { scores: Scores; excluded: readonly CauseId[] }): readonly Float64Array[] {
  const { scores, excluded } = context;
  return question.answers.map((answer) => {
    const signs: ReadonlySet<SignId> = new Set([...scores.signs, ...answer.signs]);
    return probabilitiesOf(scores.model, totalsWith(scores, answer.signs), ruledOut(signs, excluded));
  });
}

/** Expected gain in sureness; none when no answer people really give would change what is said. */
function gainOf(question: QuestionRow, now: Float64Array, context: { scores: Scores; excluded: readonly CauseId[] }): number {
  const prospects = prospectsOf(question, context.scores, now);
  const judged = withDisproofs(question, context);
  const outcome = outcomeOf(now);
  const matters = prospects.some(({ chance }, index) => {
    const then = judged[index];
    return chance >= RARE && then !== undefined && outcomeOf(then) !== outcome;
  });
  if (!matters) return 0;
  const expected = prospects.reduce((sum, prospect) => sum + prospect.chance * sureness(prospect.probabilities), 0);
  return expected - sureness(now);
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
  const byCause = new Map(judgement.ranked.map((rank) => [rank.cause, rank.probability]));
  return Float64Array.from(model.causes, (cause) => byCause.get(cause) ?? 0);
}

/**
 * The question whose answer is expected to make the ranking surest for the person's effort; null when enough was asked or no
 * answer would change what is said. Never asks what is known, was asked before, or can be looked up.
 */
export function nextQuestion(inquiry: Inquiry): FactId | null {
  if (inquiry.asked.length >= (inquiry.limit ?? QUESTIONS_AT_MOST)) return null;
  const model = compileModel(inquiry.causes);
  const now = probabilitiesNow(inquiry.judgement, model);
  const scores = scoreSigns(
    model,
    inquiry.evidence.signs.map((sign) => sign.id),
  );
  const context = { scores, excluded: excludedBy(inquiry.judgement) };
  let best: { readonly fact: FactId; readonly worth: number } | null = null;
  for (const [fact, question] of inquiry.questions) {
    if (!mayAsk(inquiry, fact)) continue;
    const worth = gainOf(question, now, context) / question.effort;
    if (worth > WORTH_ASKING && (best === null || worth > best.worth)) best = { fact, worth };
  }
  return best?.fact ?? null;
}
