import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, type FaultyCall, type Person, visibleText } from '../emulator/index.ts';
import { FOUNDING } from './habits.ts';
import { countDoubles, linesTo } from './lines.ts';
import { type Stage, setStage } from './storm.ts';

const PATIENCE_MS = 20_000;
/** The greeting, the look and the answer. */
const LINES = 3;

let set: Stage;
let people = 0;

beforeAll(async () => {
  set = await setStage('gateway', { heartbeatMs: 400 });
  await set.start();
  for (const { what, name, fault } of TROUBLES) told.set(`${name} ${what}`, tellStory(name, fault).catch(String));
}, 40_000);

afterAll(() => set?.end());

function comeIn(): Person {
  people += 1;
  const person = set.fake.user(`Alone${people}`);
  set.guild.joins(person);
  return person;
}

/** A channel nobody else is answered in. */
function roomOf(person: Person): string {
  return set.guild.channel(`room-${person.name}`);
}

function linesOf(person: Person): ReturnType<typeof linesTo> {
  return linesTo(person, ['dm', roomOf(person)]);
}

function saidTo(person: Person, place: string): string {
  return person
    .sees(place)
    .filter(({ fromApp }) => fromApp)
    .map(visibleText)
    .join('\n');
}

async function untilAnswered(person: Person): Promise<void> {
  await set.fake.until(() => linesOf(person).some((line) => visibleText(line).includes('smtp.nifty.com')), 'the answer', PATIENCE_MS);
}

type Posting = 'callback' | 'createMessage' | 'createFollowUp';

const FAULTS: readonly { readonly what: string; readonly fault: Fault }[] = [
  { what: 'is told "later"', fault: { kind: 'rate_limited', retryAfter: 1 } },
  { what: 'is told "later", and all others with it', fault: { kind: 'rate_limited', retryAfter: 1, scope: 'global' } },
  { what: 'meets a broken server', fault: { kind: 'status', status: 500 } },
  { what: 'is taken by a server that breaks then', fault: { kind: 'status', status: 502, committed: true } },
  { what: 'meets a torn connection', fault: { kind: 'reset' } },
  { what: 'is taken over a connection that is torn then', fault: { kind: 'reset', committed: true } },
  { what: 'is never answered', fault: { kind: 'hang' } },
  { what: 'is answered with a page', fault: { kind: 'html' } },
  { what: 'meets an overloaded API', fault: { kind: 'error', status: 503, code: 130_000 } },
];

/** A follow-up that was taken and not answered is written again: nobody tells whether it is there. */
const TROUBLES = (['callback', 'createMessage', 'createFollowUp'] as const satisfies readonly Posting[]).flatMap((name) =>
  FAULTS.filter(({ fault }) => name !== 'createFollowUp' || !('committed' in fault)).map((each) => ({ ...each, name })),
);

/** All at once, since some take as long as the bot waits for an answer: how many messages stood there, or what went wrong. */
const told = new Map<string, Promise<number | string>>();

/** What the emulator makes a token of. */
function readToken(path: string): string {
  return Buffer.from(/token-([\w-]+)/.exec(path)?.[1] ?? '', 'base64url').toString();
}

async function tellStory(name: Posting, fault: Fault): Promise<number> {
  const person = comeIn();
  const room = roomOf(person);
  const isTheirs = ({ path }: FaultyCall): boolean => path.includes(person.dm) || readToken(path).includes(person.id);
  set.fake.faults.next(name, fault, { when: isTheirs });
  if (name === 'createMessage') await person.writes('dm', FOUNDING);
  else await person.runsCommand('mailfix', { story: FOUNDING }, room);
  await set.fake.until(() => linesOf(person).some((line) => visibleText(line).includes('smtp.nifty.com')), 'the answer', 40_000);
  return linesOf(person).length;
}

test.each(TROUBLES)(
  '$name: what $what stands there once',
  async ({ what, name }) => {
    expect(await told.get(`${name} ${what}`)).toBe(LINES);
  },
  60_000,
);

test('each of these faults was met', () => {
  expect([...set.fake.faults.injected.values()].reduce((sum, times) => sum + times, 0)).toBe(TROUBLES.length);
});

test('where Discord does not know an interaction any more, the answer comes in direct messages', async () => {
  const person = comeIn();
  set.fake.faults.next('callback', { kind: 'error', status: 404, code: 10_062 });
  await person.runsCommand('mailfix', { story: FOUNDING }, roomOf(person));

  await untilAnswered(person);
  expect(saidTo(person, 'dm')).toContain('smtp.nifty.com');
  expect(linesOf(person)).toHaveLength(LINES);
});

test('where the bot may not write in a help-desk channel, the offer comes in direct messages', async () => {
  const person = comeIn();
  const channel = set.helpdesks[0] ?? '';
  set.guild.denies(channel, 'SEND_MESSAGES');
  await person.writes(channel, FOUNDING);

  await set.fake.until(() => saidTo(person, 'dm') !== '', 'an offer', PATIENCE_MS);
  set.guild.allows(channel, 'SEND_MESSAGES');
});

test('where a person closed their direct messages, who calls the bot is told what to do', async () => {
  const person = comeIn();
  person.closesDm();
  await person.mentionsBot(roomOf(person), FOUNDING);

  await set.fake.until(() => saidTo(person, roomOf(person)).includes('/mailfix'), 'a word', PATIENCE_MS);
  await person.runsCommand('mailfix', {}, roomOf(person));
  await untilAnswered(person);
});

const LOSSES: readonly { readonly what: string; readonly lose: () => void; readonly isResumed: boolean }[] = [
  { what: 'torn', lose: () => set.fake.gateway.drop(), isResumed: true },
  { what: 'told to move (op 7)', lose: () => set.fake.gateway.reconnect(), isResumed: true },
  { what: 'told that its session may be resumed (op 9)', lose: () => set.fake.gateway.invalidate(true), isResumed: true },
  { what: 'told that its session is over (op 9)', lose: () => set.fake.gateway.invalidate(false), isResumed: false },
  { what: 'closed by Discord (4000)', lose: () => set.fake.gateway.close(4_000), isResumed: true },
];

test.each(LOSSES)(
  'a connection that is $what comes back',
  async ({ lose, isResumed }) => {
    const { fake } = set;
    const person = comeIn();
    const { resumed, identified } = fake.gateway.counts;
    lose();
    // While a session waits to be resumed, what is said is kept for it.
    if (isResumed) await person.writes('dm', FOUNDING);
    await fake.until(
      () => fake.gateway.count > 0 && (isResumed ? fake.gateway.counts.resumed > resumed : fake.gateway.counts.identified > identified),
      'the connection',
      PATIENCE_MS,
    );
    if (!isResumed) await person.writes('dm', FOUNDING);

    await untilAnswered(person);
    expect(linesOf(person)).toHaveLength(LINES);
  },
  40_000,
);

test('a connection whose heartbeats nobody answers is left for another', async () => {
  const { fake } = set;
  const person = comeIn();
  const { resumed } = fake.gateway.counts;
  fake.gateway.moods.mutesAcks = true;
  await fake.until(() => fake.gateway.counts.resumed > resumed, 'another connection', PATIENCE_MS);
  fake.gateway.moods.mutesAcks = false;
  await person.writes('dm', FOUNDING);

  await untilAnswered(person);
}, 40_000);

test('what was answered right before a kill -9 and is told again then stays as it is, and the next answer is one', async () => {
  const person = comeIn();
  await person.runsCommand('mailfix', { story: 'こんにちは' }, 'dm');
  const [first] = linesOf(person).map(visibleText);
  await set.program.kill();
  await set.start();
  await person.runsCommand('mailfix', { story: 'ポートって何ですか？' }, 'dm');
  await set.fake.until(() => linesOf(person).length >= 2, 'the answer', PATIENCE_MS);
  await sleep(2_500);

  expect(linesOf(person)).toHaveLength(2);
  expect(visibleText(linesOf(person)[0] ?? person.lastFromBot('dm'))).toBe(first);
}, 40_000);

test('nothing of all this was refused or posted twice', () => {
  expect(set.fake.refused).toEqual([]);
  expect(countDoubles(Array.from({ length: people }, (_, index) => linesOf(set.fake.user(`Alone${index + 1}`))).flat())).toBe(0);
});
