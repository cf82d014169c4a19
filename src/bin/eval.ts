import type { Lang } from '../contracts/lang.ts';
import type { MessageKey } from '../contracts/message-key.ts';
import type { PhraseParam, Translator } from '../contracts/messages.ts';
import type { Engine } from '../contracts/turn.ts';
import { type EvalCase, readCases } from './eval/case-file.ts';
import { playCase } from './eval/play.ts';
import { confuse, groupNames, type Marked, type Marks, markGroups, type Share } from './eval/score.ts';

/** What replaying a corpus needs. The engine is made with `looks: false`: a corpus is played without a network. */
export interface EvalTools {
  readonly engine: Engine;
  readonly translator: Translator;
  readonly lang: Lang;
  /** True: one JSON object a case, then the total. */
  readonly json: boolean;
  print(line: string): void;
}

/** Replays a corpus and prints marks per case and in total. Returns the exit code: 0 when played, 2 when the file is not a corpus. */
export function runEval(file: string, tools: EvalTools): number {
  const read = readCases(file);
  if (!read.ok) {
    const detail = read.kind === 'bad_line' ? { line: read.line, field: read.field } : {};
    tools.print(say(tools, `cli:eval.${read.kind}`, { file, ...detail }));
    return 2;
  }
  const marked = read.cases.map((subject) => ({ subject, played: playCase(tools.engine, subject) }));
  if (tools.json) printJson(marked, tools);
  else printTable(marked, tools);
  return 0;
}

function say(tools: EvalTools, key: MessageKey, params: Readonly<Record<string, PhraseParam>> = {}): string {
  return tools.translator.say({ key, params }, tools.lang);
}

function printJson(marked: readonly Marked[], tools: EvalTools): void {
  for (const { played } of marked) tools.print(JSON.stringify(played));
  const { all, ...apart } = markGroups(marked);
  tools.print(JSON.stringify({ total: { ...all, apart, confusion: confuse(marked) } }));
}

function printTable(marked: readonly Marked[], tools: EvalTools): void {
  for (const each of marked) tools.print(caseLine(each, tools));
  const groups = markGroups(marked);
  for (const group of groupNames()) {
    const marks = groups[group];
    if (marks !== undefined) tools.print(groupLine(say(tools, `cli:eval.group.${group}`), marks, tools));
  }
  tools.print(say(tools, 'cli:eval.confusion'));
  for (const [truth, row] of Object.entries(confuse(marked))) {
    const called = Object.entries(row)
      .sort(([, a], [, b]) => b - a)
      .map(([cause, count]) => `${cause} ${count}`);
    tools.print(`  ${truth}: ${called.join(', ')}`);
  }
}

function caseLine({ subject, played }: Marked, tools: EvalTools): string {
  return say(tools, `cli:eval.case.${outcomeOf(subject, played)}`, {
    id: subject.id,
    truth: subject.truth.cause,
    cause: played.cause ?? '-',
    confidence: percent(played.confidence),
    questions: played.asked.length,
  });
}

function outcomeOf({ truth }: EvalCase, played: Marked['played']): 'handed_over' | 'right' | 'wrong' {
  if (!played.verdict || played.cause === null) return 'handed_over';
  return played.cause === truth.cause || truth.accept.includes(played.cause) ? 'right' : 'wrong';
}

function groupLine(name: string, marks: Marks, tools: EvalTools): string {
  return say(tools, 'cli:eval.marks', {
    name,
    cases: marks.cases,
    top1: shown(marks.top1),
    top2: shown(marks.top2),
    verdicts: shown(marks.verdicts),
    precision: shown(marks.op25b_precision),
    recall: shown(marks.op25b_recall),
    sure: shown(marks.sure),
    wrong: shown(marks.sure_and_wrong),
    port: shown(marks.fix_port),
    median: marks.questions.median,
    p90: marks.questions.p90,
  });
}

function percent(part: number): string {
  return `${(part * 100).toFixed(0)} %`;
}

function shown({ rate, count, of }: Share): string {
  return rate === null ? '-' : `${(rate * 100).toFixed(1)} % (${count}/${of})`;
}
