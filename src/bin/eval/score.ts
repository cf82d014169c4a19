import type { EvalCase } from './case-file.ts';
import type { Played } from './play.ts';

/** From this confidence on, a verdict counts as sure. */
const SURE = 0.8;

/** A count out of those it was counted among; `rate` is null where there were none. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly rate: number | null;
}

/** The marks of a group of cases. A case handed over to a person is not right and not wrong. */
export interface Marks {
  readonly cases: number;
  readonly top1: Share;
  readonly top2: Share;
  readonly verdicts: Share;
  readonly op25b_precision: Share;
  readonly op25b_recall: Share;
  readonly sure: Share;
  readonly sure_and_wrong: Share;
  readonly fix_port: Share;
  readonly questions: { readonly median: number; readonly p90: number };
}

/** A case with what came of it. */
export interface Marked {
  readonly subject: EvalCase;
  readonly played: Played;
}

function share(among: readonly Marked[], test: (marked: Marked) => boolean): Share {
  const count = among.filter(test).length;
  return { count, of: among.length, rate: among.length === 0 ? null : Math.round((count / among.length) * 1000) / 1000 };
}

function isTrue(cause: string | null | undefined, { truth }: EvalCase): boolean {
  return cause != null && (cause === truth.cause || truth.accept.includes(cause));
}

function isRight({ subject, played }: Marked): boolean {
  return played.verdict && isTrue(played.cause, subject);
}

function isRightWithinTwo({ subject, played }: Marked): boolean {
  return played.verdict && (isTrue(played.cause, subject) || played.ranked.slice(0, 2).some(({ id }) => isTrue(id, subject)));
}

function saysBlocked({ played }: Marked): boolean {
  return played.verdict && played.cause === 'op25b';
}

function isSure({ played }: Marked): boolean {
  return played.verdict && played.confidence >= SURE;
}

/** The smallest count that this part of the cases needed no more than. */
function quantile(counts: readonly number[], part: number): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** Marks a group of cases. */
export function markCases(all: readonly Marked[]): Marks {
  const questions = all.map(({ played }) => played.asked.length);
  const withPort = all.filter(({ subject }) => subject.truth.fix_port !== null);
  return {
    cases: all.length,
    top1: share(all, isRight),
    top2: share(all, isRightWithinTwo),
    verdicts: share(all, ({ played }) => played.verdict),
    op25b_precision: share(all.filter(saysBlocked), ({ subject }) => isTrue('op25b', subject)),
    op25b_recall: share(
      all.filter(({ subject }) => subject.truth.cause === 'op25b'),
      saysBlocked,
    ),
    sure: share(all, isSure),
    sure_and_wrong: share(all, (marked) => isSure(marked) && !isRight(marked)),
    fix_port: share(withPort, ({ subject, played }) => played.fix?.port === subject.truth.fix_port),
    questions: { median: quantile(questions, 0.5), p90: quantile(questions, 0.9) },
  };
}

/** The groups that are marked apart, in the order they are shown. */
export const GROUPS = {
  all: () => true,
  ja: ({ lang }) => lang === 'ja',
  en: ({ lang }) => lang === 'en',
  told: ({ text_basis }) => text_basis === 'told',
  constructed: ({ text_basis }) => text_basis === 'constructed',
  without_doubtful: ({ doubtful }) => !doubtful,
  doubtful: ({ doubtful }) => doubtful,
} as const satisfies Record<string, (subject: EvalCase) => boolean>;

/** Name of a group. */
export type Group = keyof typeof GROUPS;

/** How often each true cause was called what; handed-over cases stand under `none`. */
export type Confusion = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Counts what each true cause was called. */
export function confuse(all: readonly Marked[]): Confusion {
  const table: Record<string, Record<string, number>> = {};
  for (const { subject, played } of all) {
    const row = table[subject.truth.cause] ?? {};
    const called = played.verdict && played.cause !== null ? played.cause : 'none';
    row[called] = (row[called] ?? 0) + 1;
    table[subject.truth.cause] = row;
  }
  return table;
}

/** Marks of all groups that have any cases. */
export function markGroups(all: readonly Marked[]): Readonly<Partial<Record<Group, Marks>>> {
  const marks: Partial<Record<Group, Marks>> = {};
  for (const group of groupNames()) {
    const members = all.filter(({ subject }) => GROUPS[group](subject));
    if (members.length > 0) marks[group] = markCases(members);
  }
  return marks;
}

/** The names of the groups, in order. */
export function groupNames(): readonly Group[] {
  return ['all', 'ja', 'en', 'told', 'constructed', 'without_doubtful', 'doubtful'];
}
