import type { FakeSlack, Fault, FaultyCall, MessageRow, Person } from '../emulator/index.ts';
import { visibleText } from '../emulator/index.ts';
import { HABITS, HELP_CHANNEL, TALK_CHANNEL } from './habits.ts';
import { buttonsOf, countDoubles, linesTo } from './lines.ts';
import { type Stage, setStage } from './storm.ts';

const STORY = HABITS[0]?.says[0] ?? '';
/** Longer than a response address lives. */
const HALF_HOUR_MS = 31 * 60_000;
const PATIENCE_MS = 15_000;

let set: Stage;
let fake: FakeSlack;
/** How far Slack's clock is ahead. */
let ahead = 0;

beforeAll(async () => {
  set = await setStage('http', { now: () => Date.now() + ahead });
  await set.start();
  fake = set.fake;
  for (const post of POSTS) posted.set(post.what, tellStory(post).catch(String));
}, 30_000);

afterAll(() => set?.end());

let people = 0;

/** Somebody new, in the help-desk channel and in another. */
function comeIn(): Person {
  people += 1;
  const person = set.workspace.user(`UALONE${people}`);
  for (const channel of [HELP_CHANNEL, TALK_CHANNEL]) set.workspace.channel(channel, { members: [person] });
  return person;
}

function said(person: Person, channel = 'dm'): string {
  return person
    .sees(channel)
    .filter(({ botId, ephemeralTo }) => botId === set.workspace.botId && (ephemeralTo === null || ephemeralTo === person.id))
    .map(visibleText)
    .join('\n');
}

function untilSaid(person: Person, words: string, channel = 'dm'): Promise<void> {
  return fake.until(() => said(person, channel).includes(words), words, PATIENCE_MS);
}

function untilOffered(person: Person, channel: string, choice: string): Promise<void> {
  return fake.until(() => person.sees(channel).some((each) => buttonsOf(each).includes(choice)), choice, PATIENCE_MS);
}

function count(text: string, words: string): number {
  return text.split(words).length - 1;
}

function lastWith(person: Person, channel: string, choice: string): MessageRow {
  const message = person.sees(channel).findLast((each) => buttonsOf(each).includes(choice));
  if (message === undefined) throw new Error(`Nobody offers ${choice} in ${channel}.`);
  return message;
}

const ofDm =
  (person: Person) =>
  ({ args }: FaultyCall): boolean =>
    args.channel === person.dm || args.users === person.id;

/** A post that goes wrong once, and then stands there once. */
const POSTS: readonly { readonly what: string; readonly fault: Fault; readonly times?: number }[] = [
  { what: 'is told "later"', fault: { kind: 'rate_limited', retryAfter: 1 } },
  { what: 'is told "later" without a time', fault: { kind: 'rate_limited', retryAfter: null } },
  { what: 'meets a broken server', fault: { kind: 'status', status: 500 } },
  { what: 'is taken by a server that breaks then', fault: { kind: 'status', status: 502, committed: true } },
  { what: 'meets a torn connection', fault: { kind: 'reset' } },
  { what: 'is taken over a connection that is torn then', fault: { kind: 'reset', committed: true } },
  { what: 'is never answered', fault: { kind: 'hang' } },
  { what: 'is taken and never answered', fault: { kind: 'hang', committed: true } },
  { what: 'is answered with a page', fault: { kind: 'html' } },
  { what: 'meets a token that is refused for a while', fault: { kind: 'error', error: 'token_revoked' }, times: 4 },
  { what: 'is refused by the workspace for a while', fault: { kind: 'error', error: 'org_login_required' }, times: 2 },
  { what: 'meets trouble inside Slack', fault: { kind: 'error', error: 'internal_error' } },
];

/** All at once, since some take as long as the bot waits for an answer: how many messages stood there, or what went wrong. */
const posted = new Map<string, Promise<number | string>>();

async function tellStory({ fault, times = 1 }: (typeof POSTS)[number]): Promise<number> {
  const person = comeIn();
  fake.faults.next('chat.postMessage', fault, { times, when: ofDm(person) });
  await person.writes('dm', STORY);
  await fake.until(() => said(person).includes('smtp.nifty.com'), 'the answer', 30_000);
  return linesTo(set.workspace, person, null).length;
}

test.each(POSTS)(
  'a post that $what stands there once',
  async ({ what }) => {
    expect(await posted.get(what)).toBe(3);
  },
  40_000,
);

test('where direct messages are closed, the person is answered where they asked, for their eyes only, and told why', async () => {
  const [person, other] = [comeIn(), comeIn()];
  person.closesDm();

  await person.mentionsBot(TALK_CHANNEL, STORY);
  await untilSaid(person, 'smtp.nifty.com', TALK_CHANNEL);

  const text = said(person, TALK_CHANNEL);
  expect(count(text, 'ここで、あなただけに見えるように')).toBe(1);
  expect(text.indexOf('ここで、あなただけに見えるように')).toBeLessThan(text.indexOf('smtp.nifty.com'));
  expect(said(other, TALK_CHANNEL)).toBe('');
});

test('where the address to change an answer by is too old, the conversation goes on', async () => {
  const person = comeIn();
  person.closesDm();
  await person.mentionsBot(TALK_CHANNEL, STORY);
  await untilSaid(person, 'smtp.nifty.com', TALK_CHANNEL);

  // The clock jumps while the answer is on its way to the address.
  const jump = (): boolean => {
    ahead = HALF_HOUR_MS;
    return false;
  };
  fake.faults.next('response_url', { kind: 'html' }, { when: jump });
  await person.clicks(lastWith(person, TALK_CHANNEL, 'after:fixed'), 'after:fixed');

  await untilSaid(person, '控え', TALK_CHANNEL);
  await fake.until(() => fake.errors.some(({ error }) => error === 'expired_url'), 'the address to be too old');
  ahead = 0;
});

test('where the message to be changed was deleted, the conversation goes on', async () => {
  const person = comeIn();
  const deleted = new Set<string>();
  const told = person.writes('dm', STORY);
  await fake.until(() => said(person).includes('調べています'), 'a look under way', PATIENCE_MS);
  const look = person.sees('dm').find((each) => visibleText(each).includes('調べています'));
  if (look !== undefined) {
    await person.deletes(look);
    deleted.add(look.ts);
  }
  await told;

  await untilSaid(person, 'smtp.nifty.com');
  expect(deleted.size).toBe(1);
  await person.clicks(lastWith(person, 'dm', 'after:fixed'), 'after:fixed');
  await untilSaid(person, '控え');
});

test('where the message an offer belongs to was deleted, the offer comes privately', async () => {
  const person = comeIn();
  fake.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfter: 1 }, { when: ({ args }) => args.channel === HELP_CHANNEL });
  const { message } = await person.writes(HELP_CHANNEL, STORY);
  await person.deletes(message);

  await untilOffered(person, 'dm', 'offer:private');
});

test('where the channel was archived, the conversation goes on in direct messages', async () => {
  const person = comeIn();
  await person.writes(HELP_CHANNEL, STORY);
  await untilOffered(person, HELP_CHANNEL, 'offer:here');
  await person.clicks(lastWith(person, HELP_CHANNEL, 'offer:here'), 'offer:here');
  await untilSaid(person, 'smtp.nifty.com', HELP_CHANNEL);

  set.workspace.archives(HELP_CHANNEL);
  await person.clicks(lastWith(person, HELP_CHANNEL, 'after:fixed'), 'after:fixed');

  await untilSaid(person, '控え');
});

test('where the form cannot be opened any more, the bot asks in direct messages', async () => {
  const person = comeIn();
  fake.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' });

  await person.usesGlobalShortcut('mailfix_form');

  await untilSaid(person, 'いつもの言葉で教えてください');
  expect(person.modal).toBeNull();
});

test('an event that comes twice at once, or again since its acknowledgement was lost, is answered once', async () => {
  const person = comeIn();
  fake.faults.deliveries.duplicate = 1;
  await person.writes('dm', STORY);
  fake.faults.deliveries.duplicate = 0;
  await untilSaid(person, 'smtp.nifty.com');
  fake.faults.deliveries.loseAck = 1;
  const asked = person.writes('dm', 'ポートって何ですか？');
  await fake.until(() => linesTo(set.workspace, person, null).length >= 4, 'one more answer', PATIENCE_MS);
  fake.faults.deliveries.loseAck = 0;

  const { deliveries } = await asked;
  expect(deliveries.map(({ acked, attempts }) => acked && attempts.length > 1)).toEqual([true]);
  expect(linesTo(set.workspace, person, null)).toHaveLength(4);
}, 40_000);

test('nothing of all this was refused or posted twice', () => {
  expect(fake.refused.filter(({ error }) => error !== 'expired_trigger_id')).toEqual([]);
  expect(countDoubles(set.workspace)).toBe(0);
});
