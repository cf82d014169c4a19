import type { QuestionRow } from '../contracts/diagnosis.ts';
import type { SignId } from '../contracts/signs.ts';
import type { Family } from './families.ts';
import { familyOf } from './families.ts';
import { canDisprove } from './impossible.ts';
import type { Model, Scores } from './model.ts';
import { shiftsOf, TEMPERATURE } from './model.ts';

/** One answer as numbers, one a cause. */
export interface AnswerColumns {
  readonly signs: readonly SignId[];
  /** By how much the answer multiplies the odds of every cause. */
  readonly factors: Float64Array;
  /** How likely everybody with the cause gives this answer; all answers together make 1. */
  readonly likelihoods: Float64Array;
  /** May it rule a cause out? */
  readonly disproves: boolean;
}

/** The answers of a question. */
export type Columns = readonly AnswerColumns[];

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
  const factors = answers.map((answer) => shiftsOf(scores, answer.signs).map((shift) => Math.exp(shift / TEMPERATURE)));
  const sums = new Float64Array(scores.model.causes.length);
  for (const [answer, row] of factors.entries()) {
    const share = answers[answer]?.share ?? 0;
    for (let cause = 0; cause < sums.length; cause += 1) sums[cause] = (sums[cause] ?? 0) + share * (row[cause] ?? 0);
  }
  return answers.map(({ signs, share }, answer) => {
    const row = factors[answer] ?? new Float64Array(sums.length);
    const likelihoods = row.map((factor, cause) => (share * factor) / (sums[cause] || 1));
    return { signs, factors: row, likelihoods, disproves: signs.some(canDisprove) };
  });
}
