/**
 * Would the corpus teach better weights than the ones set by hand in `catalog/causes`? Splits the cases into five parts, learns
 * from four and marks the fifth, for several strengths of the pull back to the hand-set weights; then lists the moves the whole
 * corpus asks for. It writes nothing: a person reads the moves and edits the catalogue where they make sense.
 *
 *   node scripts/fit-causes.ts [FILE.jsonl…]
 */
import { join } from 'node:path';
import type { CauseId } from '../src/contracts/diagnosis.ts';
import { createEngine } from '../src/engine/engine.ts';
import { openKnowledge, ROOT } from '../src/wire/knowledge.ts';
import { type Causes, fitCauses, type Score, scoreCauses } from './fit/learn.ts';
import { collectSamples, type Sample } from './fit/samples.ts';

const FOLDS = 5;
const PULLS = [8, 4, 2, 1, 0.5] as const;
const MOVES_SHOWN = 25;

interface Move {
  readonly cause: CauseId;
  readonly sign: string;
  readonly from: number;
  readonly to: number;
}

function main(): void {
  const given = process.argv.slice(2);
  const files = given.length > 0 ? given : ['ja', 'en'].map((lang) => join(ROOT, 'test/fixtures/cases', `${lang}.jsonl`));
  const knowledge = openKnowledge();
  const { causes } = knowledge.catalogue;
  const samples = collectSamples(files, createEngine(knowledge, { looks: false }), knowledge.catalogue);
  print(`cases ${samples.length}`);
  print(`by hand        ${shown(scoreCauses(causes, samples))}`);
  const heldOut = PULLS.map((pull) => ({ pull, score: crossValidate(causes, samples, pull) }));
  for (const { pull, score } of heldOut) print(`pull ${String(pull).padEnd(4)} held out ${shown(score)}`);
  const best = heldOut.reduce((a, b) => (b.score.logLoss < a.score.logLoss ? b : a));
  print(`moves with pull ${best.pull}:`);
  for (const { cause, sign, from, to } of movesOf(causes, fitCauses(causes, samples, best.pull))) {
    print(`  ${cause} ${sign} ${from} -> ${to.toFixed(2)}`);
  }
}

/** Learns without each fifth in turn and marks that fifth. Cases are dealt out in turn, so each part has both languages. */
function crossValidate(causes: Causes, samples: readonly Sample[], pull: number): Score {
  const parts = Array.from({ length: FOLDS }, (_, fold) => {
    const held = samples.filter((__, index) => index % FOLDS === fold);
    const score = scoreCauses(
      fitCauses(
        causes,
        samples.filter((sample) => !held.includes(sample)),
        pull,
      ),
      held,
    );
    return { count: held.length, score };
  });
  const mean = (of: (score: Score) => number) => parts.reduce((sum, { count, score }) => sum + count * of(score), 0) / samples.length;
  return { logLoss: mean(({ logLoss }) => logLoss), first: mean(({ first }) => first) };
}

function movesOf(before: Causes, after: Causes): readonly Move[] {
  const moves = [...before].flatMap(([cause, row]) =>
    Object.entries(row.signs).map(([sign, from]) => {
      const found = Object.entries(after.get(cause)?.signs ?? {}).find(([id]) => id === sign);
      return { cause, sign, from, to: found?.[1] ?? from };
    }),
  );
  return moves.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from)).slice(0, MOVES_SHOWN);
}

function shown({ logLoss, first }: Score): string {
  return `log loss ${logLoss.toFixed(3)}  first ${(first * 100).toFixed(1)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
