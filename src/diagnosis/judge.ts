import type { CauseRow } from '../contracts/catalogue.ts';
import type { CauseId, Evidence, Judgement, RankedCause, Verdict } from '../contracts/diagnosis.ts';
import type { Basis, Sign } from '../contracts/signs.ts';
import { familyOf } from './families.ts';
import type { Model } from './model.ts';
import { compileModel, dampen, probabilitiesOf, ruledOut, scoreCase, TEMPERATURE } from './model.ts';

/**
 * From here on a cause may be said, as the likeliest and with its confidence, once no question would change it. Low, because a
 * cause that leads at all is right about every second time, and the same settings cure several (docs/decisions/0011-judging.md).
 */
export const SAY_AT = 0.2;

/** Blaming the line is the slogan this project exists to replace: it takes more than leading. */
const SAY_BLOCK_AT = 0.4;

/** From here on the words may be sure. Set on the corpus: at most one such verdict in a hundred clear cases is wrong. */
export const SURE_AT = 0.8;

/** May this cause be said with this probability? "Something else" never: that is for a person to see. */
export function isSayable(cause: CauseId, probability: number): boolean {
  return cause !== 'other' && probability >= (cause === 'op25b' ? SAY_BLOCK_AT : SAY_AT);
}

/** What judging may be told beside the evidence. */
export interface JudgeOptions {
  /** Causes whose cure was tried and failed: not said again. */
  readonly excluded: readonly CauseId[];
}

const ORDER: readonly Basis[] = ['measured', 'recorded', 'stated'];

/** The signs that moved a cause, the strongest first; what a family counts less for being repeated is taken off. */
function reasonsFor(cause: number, model: Model, signs: readonly Sign[]): RankedCause['because'] {
  const families = [...Map.groupBy(signs, (sign) => familyOf(sign.id)).values()];
  const reasons = families.flatMap((members) => {
    const effects = dampen(members.map((sign) => model.weights.get(sign.id)?.[cause] ?? 0));
    return members.map((sign, index) => ({ sign, weight: (effects[index] ?? 0) / TEMPERATURE }));
  });
  return reasons.filter((reason) => reason.weight !== 0).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

/** A rank that finds its reasons when somebody asks for them: mostly for one cause of all. */
class Rank implements RankedCause {
  readonly cause: CauseId;
  readonly probability: number;
  readonly #findReasons: (cause: CauseId) => RankedCause['because'];

  constructor(cause: CauseId, probability: number, findReasons: (cause: CauseId) => RankedCause['because']) {
    this.cause = cause;
    this.probability = probability;
    this.#findReasons = findReasons;
  }

  get because(): RankedCause['because'] {
    return this.#findReasons(this.cause);
  }
}

/** What the signs that speak for a cause rest on. However often they are repeated, they still speak for it. */
function basisOf(cause: CauseId, model: Model, signs: readonly Sign[]): readonly Basis[] {
  const column = model.columns.get(cause) ?? -1;
  const speaking = signs.filter((sign) => (model.weights.get(sign.id)?.[column] ?? 0) > 0);
  return ORDER.filter((basis) => speaking.some((sign) => sign.basis === basis));
}

/** A cause nothing speaks for is a guess from how common it is, and no verdict. */
function verdictOf(top: RankedCause | undefined, model: Model, signs: readonly Sign[]): Verdict | null {
  if (top === undefined || !isSayable(top.cause, top.probability)) return null;
  const basis = basisOf(top.cause, model, signs);
  return basis.length === 0 ? null : { cause: top.cause, confidence: top.probability, basis };
}

/**
 * Ranks the causes: how common each is, plus what every sign says for or against it. Each rank carries its reasons; there is
 * a verdict only when the first cause is likely enough and something speaks for it. Ask `nextQuestion` first: a verdict is the
 * answer once that is null, and without one a person should take over.
 */
export function judge(evidence: Evidence, causes: ReadonlyMap<CauseId, CauseRow>, options: JudgeOptions): Judgement {
  const model = compileModel(causes);
  const scores = scoreCase(model, evidence.signs);
  const probabilities = probabilitiesOf(model, scores.totals, ruledOut(scores.signs, options.excluded));
  const findReasons = (cause: CauseId) => reasonsFor(model.columns.get(cause) ?? -1, model, evidence.signs);
  const ranked = model.causes
    .map((cause, index) => new Rank(cause, probabilities[index] ?? 0, findReasons))
    .sort((a, b) => b.probability - a.probability);
  return { ranked, verdict: verdictOf(ranked[0], model, evidence.signs) };
}
