import type { EvalCase } from '../../src/bin/eval/case-file.ts';
import type { Played } from '../../src/bin/eval/play.ts';

/** A case of a corpus; `changes` are what matters in a test. */
export function evalCase(changes: Partial<EvalCase>): EvalCase {
  return {
    id: 'case',
    lang: 'ja',
    text_basis: 'told',
    user_text: '送れません',
    answers: {},
    truth: { cause: 'op25b', fix_port: null, accept: [] },
    doubtful: false,
    ...changes,
  };
}

/** What came of a case: a verdict of 0.5 on op25b without questions, but for `changes`. */
export function played(changes: Partial<Played>): Played {
  return { id: 'case', cause: 'op25b', confidence: 0.5, verdict: true, ranked: [], asked: [], fix: null, ...changes };
}
