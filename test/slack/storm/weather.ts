import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord, Fault } from '../emulator/index.ts';
import { countDoubles } from './lines.ts';
import type { Stage } from './storm.ts';

/** What goes wrong with a message on its way to Slack, and how often. */
const POSTS: readonly (readonly [number, Fault])[] = [
  [0.02, { kind: 'rate_limited', retryAfter: 1 }],
  [0.005, { kind: 'rate_limited', retryAfter: null }],
  [0.01, { kind: 'status', status: 500 }],
  [0.01, { kind: 'status', status: 503, committed: true }],
  [0.01, { kind: 'reset' }],
  [0.01, { kind: 'reset', committed: true }],
  [0.002, { kind: 'html' }],
  [0.01, { kind: 'slow', ms: 100 }],
];

const QUESTIONS = ['conversations.open', 'conversations.history', 'conversations.replies', 'users.info'];
/** One refused burst: so many posts in a row. */
const BURST = 30;
/** Connections torn, and connections told to move: few, since whoever reconnects in vain waits for longer each time. */
const TEARS = ['torn', 'moved', 'torn', 'torn', 'moved'] as const;
const SOCKET_LIVES_MS = 1_200;

/** From now on Slack and the way to it are at their worst. Resolves when the last connection was torn. */
export async function stir({ fake, door }: Stage): Promise<void> {
  const { faults, sockets } = fake;
  Object.assign(faults.deliveries, { duplicate: 0.05, loseAck: 0.03, delay: 0.1 });
  for (const method of ['chat.postMessage', 'chat.update']) for (const [rate, fault] of POSTS) faults.rate(method, rate, fault);
  for (const method of QUESTIONS) faults.rate(method, 0.02, { kind: 'status', status: 500 });
  faults.next('chat.postMessage', { kind: 'hang' }, { times: 2 });
  faults.next('chat.postMessage', { kind: 'hang', committed: true }, { times: 2 });
  faults.next('chat.postMessage', { kind: 'rate_limited', retryAfter: 2 }, { times: BURST });
  if (door === 'http') return;
  faults.next('apps.connections.open', { kind: 'status', status: 500 }, { times: 2 });
  for (const tear of TEARS) {
    await sleep(SOCKET_LIVES_MS * (0.5 + faults.random()));
    if (tear === 'moved') sockets.refresh();
    else sockets.drop();
  }
}

/** What happened, in a line. */
export function tell({ fake, workspace, program }: Stage, more: string): string {
  const { deliveries, calls } = fake;
  const retried = deliveries.filter(({ attempts }) => attempts.length > 1).length;
  const injected = [...fake.faults.injected].map(([kind, count]) => `${count} ${kind}`).join(', ');
  const looked = count(calls, /^conversations\.(history|replies)$/);
  return [
    more,
    `${deliveries.length} deliveries, ${retried} told again`,
    `${count(calls, /^chat\.postMessage$/)} posts and ${count(calls, /^chat\.update$/)} changes tried, ${looked} looks at what was posted`,
    `faults: ${injected}`,
    `${program.lives - 1} kill -9`,
    `${countDoubles(workspace)} messages twice, ${fake.refused.length} payloads refused`,
  ].join('; ');
}

function count(calls: readonly CallRecord[], name: RegExp): number {
  return calls.filter(({ method }) => name.test(method)).length;
}
