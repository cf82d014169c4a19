import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord, Fault } from '../emulator/index.ts';
import { countDoubles } from './lines.ts';
import type { Stage } from './storm.ts';

type Odds = readonly (readonly [number, Fault])[];

/** What goes wrong with a call that is the same when it is made twice, and how often: a post has a nonce, an interaction takes one answer. */
const SAFE: Odds = [
  [0.02, { kind: 'rate_limited', retryAfter: 1 }],
  [0.01, { kind: 'status', status: 500 }],
  [0.01, { kind: 'status', status: 502, committed: true }],
  [0.01, { kind: 'reset' }],
  [0.01, { kind: 'reset', committed: true }],
  [0.002, { kind: 'html' }],
  [0.01, { kind: 'slow', ms: 100 }],
];

/** A follow-up made twice is two: what becomes of one whose answer is lost is told elsewhere. */
const ONCE: Odds = [
  [0.02, { kind: 'rate_limited', retryAfter: 1 }],
  [0.01, { kind: 'status', status: 500 }],
  [0.01, { kind: 'reset' }],
  [0.01, { kind: 'slow', ms: 100 }],
];

const QUESTIONS: Odds = [[0.02, { kind: 'status', status: 500 }]];

const CALLS: Readonly<Record<string, Odds>> = {
  callback: SAFE,
  createMessage: SAFE,
  editMessage: SAFE,
  editFollowUp: SAFE,
  createFollowUp: ONCE,
  createDm: QUESTIONS,
  getMessages: QUESTIONS,
  getFollowUp: QUESTIONS,
  startThreadFromMessage: QUESTIONS,
};

/** How a connection is lost. Op 9 without a session comes once: what is said until the bot is back is said to nobody. */
const LOSSES = ['torn', 'moved', 'torn', 'resumable', 'torn', 'gone'] as const;
const GATEWAY_LIVES_MS = 1_500;

/** From now on Discord and the way to it are at their worst. Resolves when the last connection was lost. */
export async function stir({ fake }: Stage): Promise<void> {
  const { faults, gateway } = fake;
  Object.assign(faults.deliveries, { duplicate: 0.05, delay: 0.1 });
  for (const [name, odds] of Object.entries(CALLS)) for (const [rate, fault] of odds) faults.rate(name, rate, fault);
  faults.next('createMessage', { kind: 'hang' }, { times: 2 });
  faults.next('createMessage', { kind: 'hang', committed: true }, { times: 2 });
  faults.next('createMessage', { kind: 'rate_limited', retryAfter: 1, scope: 'global' });
  for (const loss of LOSSES) {
    await sleep(GATEWAY_LIVES_MS * (0.5 + faults.random()));
    if (loss === 'torn') gateway.drop();
    else if (loss === 'moved') gateway.reconnect();
    else gateway.invalidate(loss === 'resumable');
  }
}

/** What happened, in a line. */
export function tell({ fake, program }: Stage, said: Parameters<typeof countDoubles>[0], more: string): string {
  const { calls, gateway, deliveries } = fake;
  const injected = [...fake.faults.injected].map(([kind, times]) => `${times} ${kind}`).join(', ');
  const unanswered = deliveries.filter(({ acked }) => !acked).length;
  return [
    more,
    `${deliveries.length} interactions, ${unanswered} without an answer in time`,
    `${count(calls, /^callback$/)} answers, ${count(calls, /^createMessage$/)} posts, ${count(calls, /^createFollowUp$/)} follow-ups and ${count(calls, /^edit/)} changes tried`,
    `faults: ${injected}`,
    `gateway: ${gateway.counts.identified} sessions begun, ${gateway.counts.resumed} resumed`,
    `${program.lives - 1} kill -9`,
    `${countDoubles(said)} messages twice, ${fake.refused.length} payloads refused`,
  ].join('; ');
}

function count(calls: readonly CallRecord[], name: RegExp): number {
  return calls.filter((call) => name.test(call.name)).length;
}
