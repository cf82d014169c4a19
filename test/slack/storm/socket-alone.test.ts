import type { Fault, Person } from '../emulator/index.ts';
import { HABITS } from './habits.ts';
import { countDoubles, linesTo } from './lines.ts';
import { type Stage, setStage } from './storm.ts';

const STORY = HABITS[0]?.says[0] ?? '';
const PATIENCE_MS = 15_000;

let set: Stage;
let people = 0;

beforeAll(async () => {
  set = await setStage('socket', { retryAfterMs: [0, 500, 5_000] });
  await set.start();
}, 30_000);

afterAll(() => set?.end());

function comeIn(): Person {
  people += 1;
  return set.workspace.user(`USOCKET${people}`);
}

/** The greeting, the look and the answer, each once. */
async function untilAnswered(person: Person): Promise<void> {
  const { fake, workspace } = set;
  await fake.until(() => linesTo(workspace, person, null).length >= 3 && fake.pending === 0, 'the answer', PATIENCE_MS);
  expect(linesTo(workspace, person, null)).toHaveLength(3);
}

test('told to move, the bot opens the new connection before it leaves the old one', async () => {
  const { fake } = set;
  const person = comeIn();
  fake.sockets.refresh();

  await fake.sockets.whenOpen();
  await person.writes('dm', STORY);

  await untilAnswered(person);
});

const REFUSALS: readonly { readonly what: string; readonly fault: Fault }[] = [
  { what: 'broken', fault: { kind: 'status', status: 500 } },
  { what: 'too busy', fault: { kind: 'rate_limited', retryAfter: 1 } },
  { what: 'not there', fault: { kind: 'reset' } },
];

test.each(REFUSALS)(
  'a connection that tears while Slack is $what is opened again, and what was said meanwhile is answered',
  async ({ fault }) => {
    const { fake } = set;
    const person = comeIn();
    const opened = (): number => fake.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const before = opened();
    fake.faults.next('apps.connections.open', fault);
    fake.sockets.drop();

    await person.writes('dm', STORY);

    await untilAnswered(person);
    expect(opened() - before).toBeGreaterThanOrEqual(2);
  },
  40_000,
);

test('a connection that tears before the acknowledgement costs no answer and doubles none', async () => {
  const { fake } = set;
  const person = comeIn();
  const said = person.writes('dm', STORY);
  fake.sockets.drop();
  const { deliveries } = await said;

  await untilAnswered(person);
  expect(deliveries.map(({ acked, attempts }) => acked && attempts.length > 1)).toEqual([true]);
}, 40_000);

test('an envelope that comes twice is answered once', async () => {
  const { fake } = set;
  const person = comeIn();
  fake.faults.deliveries.duplicate = 1;
  await person.writes('dm', STORY);
  fake.faults.deliveries.duplicate = 0;

  await untilAnswered(person);
});

test('nothing of all this was refused, posted twice, or an error to the operator', () => {
  expect(set.fake.refused).toEqual([]);
  expect(countDoubles(set.workspace)).toBe(0);
  expect(set.program.log).not.toContain('"level":50');
});
