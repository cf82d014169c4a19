import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStormProgram, type StormProgram } from '../../helpers/storm-program.ts';
import { type FakeSlack, type FakeWorkspace, startFakeSlack } from '../emulator/index.ts';
import { type Expected, type Guest, goThrough, learn } from './guest.ts';
import type { Habit } from './habits.ts';
import { findLeaks, type Mixup, openMixer, type Secrets } from './leaks.ts';
import { linesTo, readMessage } from './lines.ts';

/** People in each workspace, with the same ids in both. */
const PEOPLE = 15;
const PATIENCE_MS = 20_000;
const REDIRECT = 'https://okuru.example.jp/slack/oauth_redirect';

/** One workspace: what its people tell, and what of their cases nobody else may ever read. */
interface Side {
  readonly team: FakeWorkspace;
  readonly habit: Habit;
  readonly secrets: Secrets;
}

let fake: FakeSlack;
let program: StormProgram;
let url = '';
let closeMixer = async (): Promise<void> => undefined;

afterEach(async () => {
  await program?.remove();
  await closeMixer();
  await fake?.stop();
});

async function start(mix: Mixup | null = null): Promise<readonly [Side, Side]> {
  fake = await startFakeSlack({ app: { redirectUrls: [REDIRECT] } });
  const mixer = mix === null ? null : await openMixer(fake.apiUrl, mix);
  closeMixer = mixer?.close ?? closeMixer;
  program = createStormProgram({
    SLACK_API_URL: mixer?.apiUrl ?? fake.apiUrl,
    SLACK_SIGNING_SECRET: fake.app.signingSecret,
    SLACK_CLIENT_ID: fake.app.clientId,
    SLACK_CLIENT_SECRET: fake.app.clientSecret,
  });
  url = await program.start();
  fake.deliverTo({ url: `${url}/slack/events` });
  const sides = [openSide('T1', 'smtp.nifty.com', 'ニフティ'), openSide('T2', 'mail.biglobe.ne.jp', 'BIGLOBE')] as const;
  for (const side of sides) await installIn(side);
  return sides;
}

/** The whole walk: the install page, Slack's page, and back. */
async function installIn({ team }: Side): Promise<void> {
  expect((await team.user('UADMIN').installs({ at: url })).status).toBe(200);
}

function openSide(id: string, host: string, provider: string): Side {
  const team = fake.workspace(id, { installed: false });
  const says = [
    `NUROに変えたら、${provider}のメールが送れなくなりました。受信はできます。Outlook 2007です。エラーは出ません。ポートは25です。`,
  ];
  const channels = Array.from({ length: PEOPLE }, (_, index) => team.user(`U${index}`).dm);
  return { team, habit: { way: 'writes', says, prefers: ['after:fixed'] }, secrets: { team: id, channels, words: [host] } };
}

function guestOf({ team, habit }: Side, index: number): Guest {
  return { habit, person: team.user(`U${index}`), thread: null, unheard: 0 };
}

/** From the first person of a workspace it is learnt what the others are told. */
async function learnOf(side: Side): Promise<Expected> {
  return learn(guestOf(side, 0), side.team);
}

async function goAll(side: Side, expected: Expected, [from, to]: readonly [number, number]): Promise<void> {
  const guests = Array.from({ length: to - from }, (_, index) => guestOf(side, from + index));
  await Promise.all(guests.map((guest) => goThrough(guest, expected, { workspace: side.team, until: Date.now() + PATIENCE_MS })));
}

function linesOf(side: Side, index: number): readonly string[] {
  return linesTo(side.team, side.team.user(`U${index}`), null).map(readMessage);
}

/** Do the bare files of the program's data hold these words? */
function holds(words: string): boolean {
  return readdirSync(program.folder).some((name) => readFileSync(join(program.folder, name)).includes(words));
}

async function untilGone(words: string): Promise<void> {
  await fake.until(() => fake.pending === 0, 'everything to be acknowledged');
  for (let tries = 0; holds(words) && tries < 100; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('people of two workspaces have the same ids: no token, word or case of one is ever seen in the other, while one revokes its token and one removes the app', async () => {
  const [one, two] = await start();
  const [first, second] = await Promise.all([learnOf(one), learnOf(two)]);
  const tokens = [one.team.botToken, two.team.botToken];
  expect(first.lines.join()).toContain('smtp.nifty.com');
  expect(second.lines.join()).toContain('mail.biglobe.ne.jp');

  await Promise.all([goAll(one, first, [1, 6]), goAll(two, second, [1, 6])]);
  await Promise.all([one.team.user('UADMIN').revokesTokens(), goAll(two, second, [6, 10])]);
  await one.team.user('U6').writes('dm', one.habit.says.join());
  await untilGone('slack/T1/installation');
  expect(linesOf(one, 6)).toEqual([]);
  expect(holds('slack/T1/installation')).toBe(false);

  await installIn(one);
  expect(tokens).not.toContain(one.team.botToken);
  await Promise.all([goAll(one, first, [7, 11]), goAll(two, second, [10, 13])]);
  expect([...tokens, one.team.botToken].filter(holds)).toEqual([]);
  expect(holds('T2/U12')).toBe(true);
  await Promise.all([two.team.user('UADMIN').uninstalls(), goAll(one, first, [11, PEOPLE])]);
  await untilGone('T2/');

  expect(['slack/T2/', 'T2/U', 'mail.biglobe.ne.jp'].filter(holds)).toEqual([]);
  expect(holds('T1/U12')).toBe(true);
  for (const index of [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14]) expect(linesOf(one, index)).toEqual(first.lines);
  for (let index = 1; index < 13; index += 1) expect(linesOf(two, index)).toEqual(second.lines);
  expect(findLeaks(fake.calls, [one.secrets, two.secrets])).toEqual([]);
  expect(fake.refused).toEqual([]);
  const calls = (team: string): number => fake.calls.filter((call) => call.team === team).length;
  console.log(`${calls('T1')} calls in T1 and ${calls('T2')} in T2, none of them across`);
}, 90_000);

/** A program that shares one client between workspaces: the first token it used is used for all. */
function shareToken(): Mixup {
  let shared: string | null = null;
  return (call) => {
    if (!call.authorization.startsWith('Bearer xoxb-')) return call;
    shared ??= call.authorization;
    return { ...call, authorization: shared };
  };
}

/** A program that takes one workspace's case for another's. */
function shareWords(): Mixup {
  return (call) => ({ ...call, body: call.body.replaceAll('mail.biglobe.ne.jp', 'smtp.nifty.com') });
}

test.each([
  { what: 'a token that is used for both workspaces', mix: shareToken(), leak: /^\S+ with the token of T1: DT2U0$/ },
  { what: "words of the other workspace's case", mix: shareWords(), leak: /^chat\.postMessage with the token of T2: smtp\.nifty\.com$/ },
])(
  '$what would be noticed',
  async ({ mix, leak }) => {
    const [one, two] = await start(mix);
    await one.team.user('U0').writes('dm', one.habit.says.join());
    await fake.until(() => linesOf(one, 0).length >= 3, 'the answer in the first workspace');
    await two.team.user('U0').writes('dm', two.habit.says.join());

    const leaks = (): readonly string[] => findLeaks(fake.calls, [one.secrets, two.secrets]);
    await fake.until(() => leaks().length > 0, 'the leak');
    expect(leaks()).toContainEqual(expect.stringMatching(leak));
  },
  30_000,
);
