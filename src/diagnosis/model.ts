import type { CauseRow } from '../contracts/catalogue.ts';
import type { CauseId } from '../contracts/diagnosis.ts';
import type { Sign, SignId } from '../contracts/signs.ts';
import type { Family } from './families.ts';
import { familyOf } from './families.ts';
import { findImpossible } from './impossible.ts';

/** Within a family the strongest sign counts whole, the next this share of its weight, the third this share of that. */
export const REPEAT = 0.5;

/**
 * Scores are divided by this before they become probabilities. Signs of different families lean on each other too;
 * the value is the one that makes the stated confidence true on held-out cases (docs/decisions/0011-judging.md).
 */
export const TEMPERATURE = 1.15;

/** Weights as columns: one number a cause, in the order of `causes`. */
export interface Model {
  readonly causes: readonly CauseId[];
  readonly columns: ReadonlyMap<CauseId, number>;
  readonly priors: Float64Array;
  readonly weights: ReadonlyMap<SignId, Float64Array>;
}

/** Scores of a case, kept by family so that one more sign touches one family only. */
export interface Scores {
  readonly model: Model;
  readonly families: ReadonlyMap<Family, readonly SignId[]>;
  readonly sums: ReadonlyMap<Family, Float64Array>;
  readonly totals: Float64Array;
  readonly signs: ReadonlySet<SignId>;
}

const compiled = new WeakMap<ReadonlyMap<CauseId, CauseRow>, Model>();

function isSignId(key: string, weights: CauseRow['signs']): key is SignId {
  return Object.hasOwn(weights, key);
}

/** The causes as columns of numbers; made once for a catalogue. */
export function compileModel(rows: ReadonlyMap<CauseId, CauseRow>): Model {
  const before = compiled.get(rows);
  if (before !== undefined) return before;
  const causes = [...rows.keys()];
  const weights = new Map<SignId, Float64Array>();
  causes.forEach((cause, column) => {
    const row = rows.get(cause);
    for (const [sign, weight] of Object.entries(row?.signs ?? {})) {
      if (row === undefined || !isSignId(sign, row.signs)) continue;
      const weightsOfSign = weights.get(sign) ?? new Float64Array(causes.length);
      weightsOfSign[column] = weight;
      weights.set(sign, weightsOfSign);
    }
  });
  const columns = new Map(causes.map((cause, column) => [cause, column] as const));
  const model = { causes, columns, priors: Float64Array.from(causes, (cause) => rows.get(cause)?.prior ?? 0), weights };
  compiled.set(rows, model);
  return model;
}

/** What each sign of a family adds to one cause: the strongest for and the strongest against count whole, the others ever less. */
export function dampen(weights: readonly number[]): readonly number[] {
  const order = weights.map((_, index) => index).sort((a, b) => Math.abs(weights[b] ?? 0) - Math.abs(weights[a] ?? 0));
  const effects = weights.map(() => 0);
  let forShare = 1;
  let againstShare = 1;
  for (const index of order) {
    const weight = weights[index] ?? 0;
    const share = weight > 0 ? forShare : againstShare;
    effects[index] = weight * share;
    if (weight > 0) forShare *= REPEAT;
    if (weight < 0) againstShare *= REPEAT;
  }
  return effects;
}

/** Keeps `held` sorted by size, the largest first, with `value` put in. */
function insertBySize(held: Float64Array, count: number, value: number): void {
  let at = count;
  while (at > 0 && Math.abs(held[at - 1] ?? 0) < Math.abs(value)) {
    held[at] = held[at - 1] ?? 0;
    at -= 1;
  }
  held[at] = value;
}

function shrinkingSum(sorted: Float64Array, count: number): number {
  let sum = 0;
  let share = 1;
  for (let index = 0; index < count; index += 1) {
    sum += (sorted[index] ?? 0) * share;
    share *= REPEAT;
  }
  return sum;
}

/** The sum of `dampen` for every cause at once. */
function sumFamily(model: Model, signs: readonly SignId[]): Float64Array {
  const columns = signs.map((sign) => model.weights.get(sign)).filter((weights) => weights !== undefined);
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return only;
  const sum = new Float64Array(model.causes.length);
  const speaksFor = new Float64Array(columns.length);
  const speaksAgainst = new Float64Array(columns.length);
  for (let cause = 0; cause < sum.length; cause += 1) {
    let countFor = 0;
    let countAgainst = 0;
    for (const column of columns) {
      const weight = column[cause] ?? 0;
      if (weight > 0) insertBySize(speaksFor, countFor++, weight);
      else if (weight < 0) insertBySize(speaksAgainst, countAgainst++, weight);
    }
    sum[cause] = shrinkingSum(speaksFor, countFor) + shrinkingSum(speaksAgainst, countAgainst);
  }
  return sum;
}

const scored = new WeakMap<readonly Sign[], Scores>();

/** The scores of a case's signs; judging and asking look at the same list, so that they are made once. */
export function scoreCase(model: Model, signs: readonly Sign[]): Scores {
  const before = scored.get(signs);
  if (before?.model === model) return before;
  const scores = scoreSigns(
    model,
    signs.map((sign) => sign.id),
  );
  scored.set(signs, scores);
  return scores;
}

/** Adds up what the signs say for every cause. */
export function scoreSigns(model: Model, signs: Iterable<SignId>): Scores {
  const families = new Map<Family, SignId[]>();
  const all = new Set(signs);
  for (const sign of all) {
    const family = familyOf(sign);
    const members = families.get(family);
    if (members === undefined) families.set(family, [sign]);
    else members.push(sign);
  }
  const sums = new Map<Family, Float64Array>();
  const totals = Float64Array.from(model.priors);
  for (const [family, members] of families) {
    const sum = sumFamily(model, members);
    sums.set(family, sum);
    addTo(totals, sum, 1);
  }
  return { model, families, sums, totals, signs: all };
}

function addTo(totals: Float64Array, sum: Float64Array, factor: number): void {
  for (let index = 0; index < totals.length; index += 1) totals[index] = (totals[index] ?? 0) + factor * (sum[index] ?? 0);
}

/** What some more signs add to every cause's score: only the families they belong to are added up anew. */
export function shiftsOf(scores: Scores, more: readonly SignId[]): Float64Array {
  const fresh = more.filter((sign) => !scores.signs.has(sign));
  const families = new Set(fresh.map(familyOf));
  const [only] = families;
  if (families.size === 1 && only !== undefined && !scores.families.has(only)) return sumFamily(scores.model, fresh);
  const shifts = new Float64Array(scores.totals.length);
  for (const family of families) {
    const before = scores.sums.get(family);
    if (before !== undefined) addTo(shifts, before, -1);
    const added = fresh.filter((sign) => familyOf(sign) === family);
    addTo(shifts, sumFamily(scores.model, [...(scores.families.get(family) ?? []), ...added]), 1);
  }
  return shifts;
}

/** Probabilities that make 1 together; causes ruled out get none. */
export function probabilitiesOf(model: Model, totals: Float64Array, out: ReadonlySet<CauseId>): Float64Array {
  const odds = new Float64Array(totals.length);
  let top = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < odds.length; index += 1) {
    const cause = model.causes[index];
    odds[index] = cause === undefined || out.has(cause) ? Number.NEGATIVE_INFINITY : (totals[index] ?? 0);
    top = Math.max(top, odds[index] ?? top);
  }
  let sum = 0;
  for (let index = 0; index < odds.length; index += 1) {
    odds[index] = top === Number.NEGATIVE_INFINITY ? 0 : Math.exp(((odds[index] ?? 0) - top) / TEMPERATURE);
    sum += odds[index] ?? 0;
  }
  for (let index = 0; index < odds.length && sum > 0; index += 1) odds[index] = (odds[index] ?? 0) / sum;
  return odds;
}

/** Causes that can't be: ruled out by the signs, or tried already. */
export function ruledOut(signs: ReadonlySet<SignId>, excluded: readonly CauseId[]): ReadonlySet<CauseId> {
  const impossible = findImpossible(signs);
  return excluded.length === 0 ? impossible : new Set([...impossible, ...excluded]);
}
