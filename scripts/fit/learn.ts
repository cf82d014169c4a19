import type { CauseRow } from '../../src/contracts/catalogue.ts';
import type { CauseId } from '../../src/contracts/diagnosis.ts';
import type { SignId } from '../../src/contracts/signs.ts';
import { familyOf } from '../../src/diagnosis/families.ts';
import { compileModel, dampen, probabilitiesOf, ruledOut, scoreSigns, TEMPERATURE } from '../../src/diagnosis/model.ts';
import type { Sample } from './samples.ts';

/** The causes of a catalogue, by id. */
export type Causes = ReadonlyMap<CauseId, CauseRow>;

type Weights = Map<CauseId, Map<SignId, number>>;

const ROUNDS = 60;
const STEP = 0.05;

/** Signs met in fewer cases than this teach nothing: they would fit single cases. */
const CASES_AT_LEAST = 3;

/** Marks of a table of weights on cases it did not learn from. */
export interface Score {
  readonly logLoss: number;
  readonly first: number;
}

/** Probabilities of all causes for one case. */
function predict(causes: Causes, sample: Sample): ReadonlyMap<CauseId, number> {
  const model = compileModel(causes);
  const scores = scoreSigns(model, sample.signs);
  const probabilities = probabilitiesOf(model, scores.totals, ruledOut(scores.signs, []));
  return new Map(model.causes.map((cause, index) => [cause, probabilities[index] ?? 0]));
}

function firstOf(probabilities: ReadonlyMap<CauseId, number>): CauseId | null {
  return [...probabilities].reduce<readonly [CauseId | null, number]>((best, each) => (each[1] > best[1] ? each : best), [null, -1])[0];
}

/** How good the weights are on these cases: mean log loss of the truth, and how often it stands first. */
export function scoreCauses(causes: Causes, samples: readonly Sample[]): Score {
  let loss = 0;
  let first = 0;
  for (const sample of samples) {
    const probabilities = predict(causes, sample);
    const truth = [...probabilities].filter(([cause]) => sample.truths.includes(cause)).reduce((sum, [, p]) => sum + p, 0);
    loss -= Math.log(Math.max(truth, 1e-9));
    const top = firstOf(probabilities);
    if (top !== null && sample.truths.includes(top)) first += 1;
  }
  return { logLoss: loss / samples.length, first: first / samples.length };
}

/** Each sign's share of its weight that counts for a cause in this case. */
function sharesFor(row: CauseRow, signs: readonly SignId[]): readonly (readonly [SignId, number])[] {
  const families = Map.groupBy(signs, familyOf);
  return [...families.values()].flatMap((members) => {
    const weights = members.map((sign) => row.signs[sign] ?? 0);
    const effects = dampen(weights);
    return members.map((sign, index) => [sign, weights[index] === 0 ? 0 : (effects[index] ?? 0) / (weights[index] ?? 1)] as const);
  });
}

function gradientOf(causes: Causes, samples: readonly Sample[]): Weights {
  const gradient: Weights = new Map([...causes.keys()].map((cause) => [cause, new Map()]));
  for (const sample of samples) {
    for (const [cause, p] of predict(causes, sample)) {
      const wanted = sample.truths.includes(cause) ? 1 / sample.truths.length : 0;
      const row = causes.get(cause);
      const slopes = gradient.get(cause);
      if (row === undefined || slopes === undefined) continue;
      for (const [sign, share] of sharesFor(row, sample.signs)) {
        slopes.set(sign, (slopes.get(sign) ?? 0) + ((p - wanted) * share * sample.weight) / TEMPERATURE);
      }
    }
  }
  return gradient;
}

function oftenMet(samples: readonly Sample[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const sample of samples) for (const sign of sample.signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= CASES_AT_LEAST).map(([sign]) => sign));
}

/**
 * Moves the weights that are set by hand towards the cases, `pull` times as strongly back to the hand. A weight that nobody
 * set stays unset, and its sign cannot change.
 */
export function fitCauses(byHand: Causes, samples: readonly Sample[], pull: number): Causes {
  const met = oftenMet(samples);
  let fitted = byHand;
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = gradientOf(fitted, samples);
    fitted = new Map([...fitted].map(([cause, row]) => [cause, { ...row, signs: moved(row, byHand.get(cause), gradient.get(cause)) }]));
  }
  return fitted;

  function moved(row: CauseRow, hand: CauseRow | undefined, slopes: ReadonlyMap<SignId, number> | undefined): CauseRow['signs'] {
    const signs: { [K in SignId]?: number } = { ...row.signs };
    for (const [sign, slope] of slopes ?? []) {
      const weight = row.signs[sign];
      const start = hand?.signs[sign];
      if (weight === undefined || start === undefined || !met.has(sign)) continue;
      const next = weight - STEP * (slope + pull * (weight - start));
      signs[sign] = Math.sign(next) === Math.sign(start) ? next : weight;
    }
    return signs;
  }
}
