import type { Expected, Guest } from './guest.ts';
import type { Habit } from './habits.ts';
import { countDoubles, linesTo, numbersOf, readMessage } from './lines.ts';
import { countPosts, type Door, invite, killAfter, learnAll, letIn, type Stage, setStage } from './storm.ts';

let stage: Stage | null = null;

afterEach(async () => {
  await stage?.end();
  stage = null;
});

function stir({ fake }: Stage): void {
  const { faults } = fake;
  faults.deliveries.duplicate = 0.05;
  faults.deliveries.loseAck = 0.03;
  faults.deliveries.delay = 0.1;
  for (const method of ['chat.postMessage', 'chat.update']) {
    faults.rate(method, 0.02, { kind: 'rate_limited', retryAfter: 1 });
    faults.rate(method, 0.01, { kind: 'status', status: 500 });
    faults.rate(method, 0.01, { kind: 'status', status: 503, committed: true });
    faults.rate(method, 0.01, { kind: 'reset', committed: true });
    faults.rate(method, 0.01, { kind: 'reset' });
    faults.rate(method, 0.002, { kind: 'html' });
  }
  for (const method of ['conversations.open', 'conversations.history', 'conversations.replies', 'users.info']) {
    faults.rate(method, 0.02, { kind: 'status', status: 500 });
  }
  faults.next('chat.postMessage', { kind: 'hang', committed: true }, { times: 2 });
  faults.next('chat.postMessage', { kind: 'hang' }, { times: 2 });
}

test.each<{ door: Door; people: number; kills: number }>([{ door: 'http', people: 1_000, kills: 1 }])(
  '$people people at once over $door',
  async ({ door, people }) => {
    const began = Date.now();
    stage = await setStage(door);
    await stage.start();
    const expected = await learnAll(stage);
    console.log(
      [...expected]
        .map(([h, e]) => `${h.way}: ${e.presses.map((p) => p.choice + '@' + p.after.count).join(' ')} -> ${e.lines.length}`)
        .join('\n'),
      Date.now() - began,
    );
    stir(stage);
    const guests = invite(stage, people);
    const t = Date.now();
    await Promise.all([letIn(guests, expected, { stage, ms: 60_000 }), killAfter(people, stage)]);
    console.log(
      Date.now() - t,
      'ms',
      [...stage.fake.faults.injected],
      countPosts(stage.fake),
      'doubles',
      countDoubles(stage.workspace),
      'refused',
      stage.fake.refused.length,
    );
    let wrong = 0;
    for (const guest of guests) {
      const lines = linesTo(stage.workspace, guest.person, guest.thread);
      const want = expected.get(guest.habit)?.lines;
      const got = lines.map(readMessage);
      if (JSON.stringify(got) !== JSON.stringify(want)) {
        wrong += 1;
        if (wrong < 4)
          console.log(
            guest.habit.way,
            guest.habit.says,
            got.length,
            want?.length,
            got.map((g) => g.slice(0, 60)),
            want?.map((g) => g.slice(0, 60)),
          );
      }
    }
    const b = new Map<number, number[]>();
  for (const c of stage.fake.calls) { const k = Math.floor((c.at - t) / 1000); const r = b.get(k) ?? [0, 0]; b.set(k, r); r[c.method === 'chat.postMessage' ? 0 : 1]! += 1; }
  console.log([...b].map(([k, v]) => `${k}:${v}`).join(' '));
  const acks = stage.fake.deliveries.filter(d => d.ackMs !== null).map(d => d.ackMs!).sort((a, b) => a - b);
  console.log('acks', acks.length, acks[Math.floor(acks.length * .5)], acks[Math.floor(acks.length * .99)], acks.at(-1), 'unacked', stage.fake.deliveries.filter(d => !d.acked).map(d => d.type + JSON.stringify(d.attempts)).slice(0, 5));
  console.log('unheard', guests.reduce((a, g) => a + g.unheard, 0));
  console.log('wrong', wrong, stage.program.log.length, stage.program.log.slice(0, 3000));
  },
  120_000,
);
