import type { CauseRow } from '../contracts/catalogue.ts';
import type { CauseId, Evidence, Judgement, QuestionRow } from '../contracts/diagnosis.ts';
import type { FactId, Facts } from '../contracts/facts.ts';
import type { SignId } from '../contracts/signs.ts';
import { isSayable, SURE_AT } from './judge.ts';
import { canLookUp, isKnown } from './known.ts';
import type { Model, Scores } from './model.ts';
import { compileModel, probabilitiesOf, ruledOut, scoreSigns, TEMPERATURE, totalsWith } from './model.ts';

/** How much surer an answer must be expected to make us for each unit of effort it costs the person. */
const WORTH_ASKING = 0.03;

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
  readonly excluded: readonly CauseId[];
}

/** What a person would be told: which cause, and how surely. Two rankings with the same outcome read alike. */
function outcomeOf(model: Model, probabilities: Float64Array): string {
  let top = 0;
  for (let index = 1; index < probabilities.length; index += 1) {
    if ((probabilities[index] ?? 0) > (probabilities[top] ?? 0)) top = index;
  }
  const p = probabilities[top] ?? 0;
  const cause = model.causes[top];
  if (cause === undefined || !isSayable(cause, p)) return 'nothing';
  return `${cause} ${p >= SURE_AT ? 'sure' : 'likely'}`;
}

/** How sure a ranking is: 1 when one cause has everything (the chance that two draws from it agree). */
function sureness(probabilities: Float64Array): number {
  let sum = 0;
  for (const p of probabilities) sum += p * p;
  return sum;
}

/** How each answer's likelihood differs between the causes at hand: row an answer, column a cause; each column makes 1. */
function likelihoodsOf(question: QuestionRow, totals: readonly Float64Array[], scores: Scores): readonly Float64Array[] {
  const rows = totals.map((row, answer) => {
    const share = question.answers[answer]?.share ?? 0;
    return row.map((total, cause) => share * Math.exp((total - (scores.totals[cause] ?? 0)) / TEMPERATURE));
  });
  for (let cause = 0; cause < scores.totals.length; cause += 1) {
    let sum = 0;
    for (const row of rows) sum += row[cause] ?? 0;
    for (const row of rows) row[cause] = (row[cause] ?? 0) / (sum || 1);
  }
  return rows;
}

/** Would this answer change what is said? Judged as it really would be, disproofs included. */
function changesOutcome(answer: readonly SignId[], totals: Float64Array, standing: Standing): boolean {
  const signs: ReadonlySet<SignId> = new Set([...standing.scores.signs, ...answer]);
  const { model } = standing.scores;
  const then = probabilitiesOf(model, totals, ruledOut(signs, standing.excluded));
  return outcomeOf(model, then) !== outcomeOf(model, standing.now);
}

/** Expected gain in sureness, by Bayes; none when no answer people really give would change what is said. */
function gainOf(question: QuestionRow, standing: Standing): number {
  const { scores, now } = standing;
  const totals = question.answers.map((answer) => totalsWith(scores, answer.signs));
  const likelihoods = likelihoodsOf(question, totals, scores);
  let expected = 0;
  let matters = false;
  likelihoods.forEach((likelihood, index) => {
    const joint = likelihood.map((part, cause) => part * (now[cause] ?? 0));
    const chance = joint.reduce((sum, p) => sum + p, 0);
    if (chance > 0) expected += sureness(joint) / chance;
    const answer = question.answers[index];
    const row = totals[index];
    if (chance < RARE || answer === undefined || row === undefined) return;
    matters ||= changesOutcome(answer.signs, row, standing);
  });
  return matters ? expected - sureness(now) : 0;
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
  const standing = { scores, now, excluded: excludedBy(inquiry.judgement) };
  let best: { readonly fact: FactId; readonly worth: number } | null = null;
  for (const [fact, question] of inquiry.questions) {
    if (!mayAsk(inquiry, fact)) continue;
    const worth = gainOf(question, standing) / question.effort;
    if (worth > WORTH_ASKING && (best === null || worth > best.worth)) best = { fact, worth };
  }
  return best?.fact ?? null;
}
