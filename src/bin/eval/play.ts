import type { Fix } from '../../contracts/diagnosis.ts';
import type { FactId } from '../../contracts/facts.ts';
import type { Lang } from '../../contracts/lang.ts';
import type { Engine, Event, Session } from '../../contracts/turn.ts';
import type { EvalCase } from './case-file.ts';

/** What came of one case. `cause` is the first of the ranking; `verdict` false means the bot would hand over to a person. */
export interface Played {
  readonly id: string;
  readonly cause: string | null;
  readonly confidence: number;
  readonly verdict: boolean;
  readonly ranked: readonly { readonly id: string; readonly probability: number }[];
  readonly asked: readonly FactId[];
  readonly fix: Fix | null;
}

const DONT_KNOW: { readonly [K in Lang]: string } = { ja: 'わかりません', en: "I don't know" };

/** Far more events than a conversation may take: five questions, the look, and the few the cure needs. */
const EVENTS_AT_MOST = 40;

/** Plays the person of a case against the engine and says what came of it. */
export function playCase(engine: Engine, subject: EvalCase): Played {
  const { session, asked } = playToEnd(engine, subject);
  return summarise(subject.id, engine.report(session), asked);
}

/** Their first message, then an answer to whatever is asked. No look at the network finds anything. */
export function playToEnd(engine: Engine, subject: EvalCase): { readonly session: Session; readonly asked: readonly FactId[] } {
  const asked: FactId[] = [];
  let session: Session | null = null;
  let event: Event | null = { kind: 'text', text: subject.user_text };
  for (let count = 0; event !== null && count < EVENTS_AT_MOST; count += 1) {
    const turn = engine.decide(session, envelopeFor(subject, count, event), count);
    session = turn.session;
    event = null;
    const looking = turn.wishes.find((wish) => wish.kind === 'probe');
    const open = engine.report(session).asked;
    if (looking !== undefined) event = { kind: 'probe_result', run: looking.request.run, observations: [] };
    else if (open !== null) {
      asked.push(open);
      event = { kind: 'text', text: subject.answers[open] ?? DONT_KNOW[subject.lang] };
    }
  }
  if (session === null) throw new Error(`Case ${subject.id} was never begun: this is a bug in the player.`);
  return { session, asked };
}

function envelopeFor(subject: EvalCase, count: number, event: Event) {
  return {
    channel: 'eval',
    conversation: `eval::${subject.id}`,
    person: 'eval',
    workplace: 'eval',
    eventId: String(count),
    event,
    locale: subject.lang,
  };
}

function summarise(id: string, report: ReturnType<Engine['report']>, asked: readonly FactId[]): Played {
  const top = report.causes[0] ?? null;
  return {
    id,
    cause: report.verdict?.cause ?? top?.id ?? null,
    confidence: report.verdict?.confidence ?? top?.probability ?? 0,
    verdict: report.verdict !== null,
    ranked: report.causes,
    asked,
    fix: report.fix,
  };
}
