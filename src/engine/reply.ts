import { advise } from '../advice/advise.ts';
import { evidenceBlock, verdictPhrase } from '../advice/evidence-table.ts';
import type { Advice } from '../contracts/advice.ts';
import type { Verdict } from '../contracts/diagnosis.ts';
import type { Block, Choice, Phrase } from '../contracts/messages.ts';
import type { Session } from '../contracts/turn.ts';
import { factRows } from './fact-words.ts';
import { clientOf, providerOf } from './look-ups.ts';
import type { Mind } from './mind.ts';
import { known } from './session.ts';
import { type Weighed, weigh } from './weigh.ts';
import { say, text, update, type Work } from './work.ts';

/** What may be pressed under a cure. */
export const AFTER_CURE: readonly Choice<Phrase>[] = [
  { id: 'after:fixed', label: { key: 'talk:after.fixed' }, style: 'primary' },
  { id: 'after:not_fixed', label: { key: 'talk:after.not_fixed' }, style: 'plain' },
  { id: 'after:why', label: { key: 'talk:after.why' }, style: 'plain' },
  { id: 'after:human', label: { key: 'talk:after.human' }, style: 'plain' },
];

/** The reply: verdict with what it rests on, exact values, click by click, the test, and what to press then. */
export function reply(work: Work, verdict: Verdict, weighed: Weighed, mind: Mind): Work {
  const advice = adviceFor(work.session, verdict, weighed, mind);
  const before = work.session;
  if (before.step === 'advised' && before.verdict?.cause === verdict.cause && sameFix(before, advice)) {
    return say(work, { blocks: [text({ key: 'talk:same_answer' }), text({ key: 'talk:ask_if_cured' })], choices: AFTER_CURE });
  }
  const said = say(work, {
    blocks: [
      text(verdictPhrase(verdict, contextOf(before, weighed, mind))),
      ...advice.blocks,
      ...blocksOf(evidenceOf(before, verdict, weighed, mind)),
      text({ key: 'talk:ask_if_cured' }),
    ],
    choices: AFTER_CURE,
  });
  const advised = before.advised.includes(verdict.cause) ? before.advised : [...before.advised, verdict.cause];
  return update(said, { verdict, fix: advice.fix, advised, step: 'advised', open: null });
}

/** Why the verdict is what it is: the evidence, and what can't be seen from here. */
export function explain(work: Work, mind: Mind): Work {
  const { session } = work;
  const weighed = weigh(session, mind);
  const { verdict } = session;
  if (verdict === null) {
    return say(work, { blocks: [text({ key: 'talk:why.too_early' })] });
  }
  const blocks: readonly Block<Phrase>[] = [
    text({ key: 'talk:why.intro' }),
    text({ key: `causes:${verdict.cause}.why` }),
    ...blocksOf(evidenceOf(session, verdict, weighed, mind)),
  ];
  const unseen: readonly Block<Phrase>[] = verdict.cause === 'op25b' ? [text({ key: 'talk:why.not_seen_from_here' })] : [];
  return say(work, { blocks: [...blocks, ...unseen], choices: session.step === 'advised' ? AFTER_CURE : [] });
}

/** Closes a cured case with the card worth keeping. */
export function close(work: Work, mind: Mind): Work {
  const { session } = work;
  const card = session.verdict === null ? null : adviceFor(session, session.verdict, weigh(session, mind), mind).card;
  const blocks = card === null ? [text({ key: 'talk:closed_plain' })] : [text({ key: 'talk:closed' }), card];
  return update(say(work, { blocks }), { step: 'closed', open: null });
}

/** Hands over to a person, with everything learnt so far on one card. */
export function handOver(work: Work, reason: 'intro' | 'asked' | 'second', mind: Mind): Work {
  const { session } = work;
  const { catalogue } = mind.knowledge;
  const { ranked } = weigh(session, mind).judgement;
  const causes: readonly Phrase[] = ranked.slice(0, 3).map(({ cause, probability }) => ({
    key: 'talk:handover.cause_row',
    params: { cause: { key: `causes:${cause}.name` }, percent: Math.round(probability * 100) },
  }));
  const tried: readonly Phrase[] = session.advised.map((cause) => ({ key: `causes:${cause}.name` }));
  const rows = [...factRows(session.facts, catalogue), ...rowOf('talk:handover.causes', causes), ...rowOf('talk:handover.tried', tried)];
  const card: Block<Phrase> = { kind: 'card', title: { key: 'talk:handover.title' }, rows, note: { key: 'talk:handover.note' } };
  const said = say(work, { blocks: [text({ key: `talk:handover.${reason}` }), card, text({ key: 'talk:handover.meanwhile' })] });
  return update(said, { step: 'handed_over', open: null });
}

function rowOf(
  label: 'talk:handover.causes' | 'talk:handover.tried',
  items: readonly Phrase[],
): readonly { label: Phrase; value: Phrase }[] {
  return items.length === 0 ? [] : [{ label: { key: label }, value: { key: 'talk:value.list', params: { items } } }];
}

function adviceFor(session: Session, verdict: Verdict, weighed: Weighed, mind: Mind): Advice {
  const { catalogue } = mind.knowledge;
  const client = clientOf(session.facts, catalogue);
  return advise({
    cause: verdict.cause,
    provider: providerOf(session.facts, catalogue),
    client,
    evidence: weighed.evidence,
    observations: session.observations,
    standIn: client?.id === 'outlook' ? (catalogue.clients.get('outlook-classic') ?? null) : null,
    screen: session.screen ?? session.lang,
  });
}

function evidenceOf(session: Session, verdict: Verdict, weighed: Weighed, mind: Mind): Block<Phrase> | null {
  const because = weighed.judgement.ranked.find(({ cause }) => cause === verdict.cause)?.because ?? [];
  return evidenceBlock({ verdict, because, ...contextOf(session, weighed, mind) });
}

function contextOf(session: Session, weighed: Weighed, { knowledge: { catalogue } }: Mind) {
  const isp = known(session.facts, 'isp');
  return {
    evidence: weighed.evidence,
    isp: isp === null ? null : (catalogue.isps.get(isp) ?? null),
    provider: providerOf(session.facts, catalogue),
    client: clientOf(session.facts, catalogue),
  };
}

function blocksOf(block: Block<Phrase> | null): readonly Block<Phrase>[] {
  return block === null ? [] : [block];
}

function sameFix(session: Session, advice: Advice): boolean {
  return JSON.stringify(session.fix) === JSON.stringify(advice.fix);
}
