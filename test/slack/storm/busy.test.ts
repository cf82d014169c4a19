import { textAt } from '../emulator/json.ts';
import { countDoubles, linesTo } from './lines.ts';
import { type Stage, setStage } from './storm.ts';

/** What one person says in a row: Slack takes four answers at once, then about one a second (docs.slack.dev/apis/web-api/rate-limits). */
const SAID = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 'ポートって何ですか？' : 'こんにちは'));
const OTHERS = 50;

let stage: Stage | null = null;

afterEach(async () => {
  await stage?.end();
  stage = null;
});

function readSeqs(messages: readonly { readonly blocks: readonly Readonly<Record<string, unknown>>[] }[]): readonly number[] {
  return messages.map(({ blocks }) => Number(/#(\d+)\./.exec(textAt(blocks[0] ?? {}, 'block_id'))?.[1]));
}

test(`${OTHERS} conversations are answered while one is made to wait by Slack, and that one is answered in order`, async () => {
  const set = await setStage('http', { rateLimits: true });
  stage = set;
  await set.start();
  const { fake, workspace } = set;
  const busy = workspace.user('UBUSY');
  const others = Array.from({ length: OTHERS }, (_, index) => workspace.user(`U${index}`));

  for (const words of SAID) await busy.writes('dm', words);
  const limited = (): number => fake.errors.filter(({ error }) => error === 'ratelimited').length;
  await fake.until(() => limited() > 0, 'Slack to say "later"');
  await Promise.all(others.map((person) => person.writes('dm', 'メールが送れません。受信はできます。')));
  await fake.until(() => others.every((person) => linesTo(workspace, person, null).length > 0), 'an answer to each of the others', 20_000);
  const meanwhile = linesTo(workspace, busy, null).length;
  await fake.until(() => linesTo(workspace, busy, null).length >= SAID.length, 'all answers to the busy one', 30_000);

  const lines = linesTo(workspace, busy, null);
  console.log(
    `${OTHERS} others answered while ${meanwhile} of ${lines.length} answers to the busy one stood; Slack said "later" ${limited()} times`,
  );
  expect(meanwhile).toBeLessThan(SAID.length);
  expect(readSeqs(lines)).toEqual(readSeqs(lines).toSorted((one, other) => one - other));
  expect(countDoubles(workspace)).toBe(0);
  expect(fake.errors.filter(({ error, payload }) => error === 'ratelimited' && !JSON.stringify(payload).includes(busy.dm))).toEqual([]);
  expect(fake.refused).toEqual([]);
}, 70_000);
