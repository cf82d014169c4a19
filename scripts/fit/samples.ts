import { readCases } from '../../src/bin/eval/case-file.ts';
import { playToEnd } from '../../src/bin/eval/play.ts';
import type { Catalogue } from '../../src/contracts/catalogue.ts';
import type { SignId } from '../../src/contracts/signs.ts';
import type { Engine } from '../../src/contracts/turn.ts';
import { gatherEvidence } from '../../src/diagnosis/evidence.ts';

/** A played case as the judge saw it last. */
export interface Sample {
  readonly id: string;
  readonly signs: readonly SignId[];
  readonly truths: readonly string[];
  /** Doubtful cases teach less: their label is nearly a guess. */
  readonly weight: number;
}

const DOUBTFUL_WEIGHT = 0.3;

/** Plays every case of the files and keeps the signs it ended with. Throws where a file is no corpus. */
export function collectSamples(files: readonly string[], engine: Engine, catalogue: Catalogue): readonly Sample[] {
  return files.flatMap((file) => {
    const read = readCases(file);
    if (!read.ok) throw new Error(`${file} is not a corpus: give the path of a .jsonl file as in test/fixtures/cases.`);
    return read.cases.map((subject) => {
      const { facts, signs } = playToEnd(engine, subject).session;
      const evidence = gatherEvidence({ facts, signs, observations: [], catalogue });
      return {
        id: subject.id,
        signs: evidence.signs.map((sign) => sign.id),
        truths: [subject.truth.cause, ...subject.truth.accept],
        weight: subject.doubtful ? DOUBTFUL_WEIGHT : 1,
      };
    });
  });
}
