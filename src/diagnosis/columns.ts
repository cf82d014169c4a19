import type { QuestionRow } from '../contracts/diagnosis.ts';
import type { SignId } from '../contracts/signs.ts';
import type { Family } from './families.ts';
import { familyOf } from './families.ts';
import type { Model, Scores } from './model.ts';
import { shiftsOf, TEMPERATURE } from './model.ts';

/** A question as numbers, one a cause. */
export interface Columns {
  /** By how much each answer multiplies the odds of every cause. */
  readonly factors: readonly Float64Array[];
  /** What all answers' shares come to after their factors: by this each answer's likelihood makes 1. */
  readonly sums: Float64Array;
}

interface Made {
  readonly families: readonly Family[];
  readonly columns: Map<string, Columns>;
}

/** Different states of knowledge that are remembered for one question: more than a day's cases bring. */
const MOST_KEPT = 500;

const made = new WeakMap<Model, WeakMap<QuestionRow, Made>>();

/** The columns of a question in a case. They depend on what is known of the answers' own families only, and are made once for each state of that. */
export function columnsOf(question: QuestionRow, scores: Scores): Columns {
  const { families, columns } = madeFor(question, scores.model);
  let known = '';
  for (const family of families) known += `${scores.families.get(family)?.join() ?? ''};`;
  const before = columns.get(known);
  if (before !== undefined) return before;
  if (columns.size >= MOST_KEPT) columns.clear();
  const fresh = makeColumns(question, scores);
  columns.set(known, fresh);
  return fresh;
}

function madeFor(question: QuestionRow, model: Model): Made {
  const ofModel = made.get(model) ?? new WeakMap<QuestionRow, Made>();
  made.set(model, ofModel);
  const before = ofModel.get(question);
  if (before !== undefined) return before;
  const families = [...new Set(question.answers.flatMap((answer) => answer.signs.map(familyOf)))];
  const fresh = { families, columns: new Map<string, Columns>() };
  ofModel.set(question, fresh);
  return fresh;
}

function makeColumns({ answers }: QuestionRow, scores: Scores): Columns {
  const factors = answers.map((answer) => factorsOf(scores, answer.signs));
  const sums = new Float64Array(scores.model.causes.length);
  for (const [answer, row] of factors.entries()) {
    const share = answers[answer]?.share ?? 0;
    for (let cause = 0; cause < sums.length; cause += 1) sums[cause] = (sums[cause] ?? 0) + share * (row[cause] ?? 0);
  }
  return { factors, sums };
}

function factorsOf(scores: Scores, answer: readonly SignId[]): Float64Array {
  return shiftsOf(scores, answer).map((shift) => Math.exp(shift / TEMPERATURE));
}
