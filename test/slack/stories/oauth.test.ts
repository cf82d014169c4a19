import { readManifest, type SlackProgram, startSlackProgram } from '../../helpers/slack-program.ts';
import { type FakeSlack, type FakeWorkspace, startFakeSlack } from '../emulator/index.ts';
import { furnishStage, type Stage } from './stage.ts';

const PUBLIC_URL = 'https://okuru.example.jp';

let fake: FakeSlack;
let program: SlackProgram;

beforeEach(async () => {
  fake = await startFakeSlack({ app: { ...readManifest(), redirectUrls: [`${PUBLIC_URL}/slack/oauth_redirect`] } });
  program = await startSlackProgram({
    SLACK_API_URL: fake.apiUrl,
    SLACK_SIGNING_SECRET: fake.app.signingSecret,
    SLACK_CLIENT_ID: fake.app.clientId,
    SLACK_CLIENT_SECRET: fake.app.clientSecret,
  });
  await program.untilHealth(200, { slack: 'up' });
  fake.deliverTo({ url: new URL('/slack/events', program.url).href });
});

afterEach(async () => {
  await program?.stop();
  await fake?.stop();
});

function openTeam(id: string): { readonly team: FakeWorkspace; readonly stage: Stage } {
  const team = fake.workspace(id, { installed: false });
  return { team, stage: furnishStage({ fake, team, lang: 'ja', name: `person${id}`, helpdesk: 'CHELP' }) };
}

async function tell({ person, telling, untilOffered }: Stage): Promise<void> {
  await person.writes('dm', telling.story);
  await untilOffered('dm', 'after:fixed');
}

/** Tokens with which the app spoke, by the workspace it spoke in. */
function tokensUsed(): Readonly<Record<string, readonly (string | null)[]>> {
  const posts = fake.calls.filter(({ method }) => method.startsWith('chat.'));
  return Object.fromEntries([...new Set(posts.map(({ team }) => team ?? ''))].map((team) => [team, tokensIn(team)]));
}

function tokensIn(team: string): readonly (string | null)[] {
  return [...new Set(fake.calls.filter((call) => call.team === team).map(({ token }) => token))];
}

describe('many workspaces', () => {
  it('install the app, are helped each with their own token, and one that leaves takes all of its own with it', async () => {
    const [one, two] = [openTeam('T1'), openTeam('T2')];
    expect((await one.stage.person.installs({ at: program.url })).status).toBe(200);
    expect((await two.stage.person.installs({ at: program.url })).status).toBe(200);
    const [first, second] = [one.team.botToken, two.team.botToken];

    await Promise.all([tell(one.stage), tell(two.stage)]);
    expect(tokensUsed()).toEqual({ T1: [first], T2: [second] });
    expect(program.holds(first) || program.holds(second)).toBe(false);
    expect(program.holds(`T1/${one.stage.person.id}`)).toBe(true);

    await one.stage.person.uninstalls();
    await fake.until(() => fake.pending === 0, 'the goodbye to be acknowledged');
    for (let tries = 0; program.holds(`T1/${one.stage.person.id}`) && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(program.holds(`T1/${one.stage.person.id}`)).toBe(false);
    expect(program.holds('slack/T1/installation')).toBe(false);
    expect(program.holds(`T2/${two.stage.person.id}`)).toBe(true);

    await two.stage.person.clicks(await two.stage.untilOffered('dm', 'after:fixed'), 'after:fixed');
    await two.stage.untilSeen('dm', '送信設定の控え');
    expect(fake.refused).toEqual([]);
    expect(fake.errors).toEqual([]);
    // An operator may like to know that a token was revoked; there is nothing to act on.
    expect(program.complaints.filter((line) => !line.includes('Slack token revoked'))).toEqual([]);
  });

  it('may come back after they left', async () => {
    const { team, stage } = openTeam('T1');
    await stage.person.installs({ at: program.url });
    await tell(stage);
    await stage.person.uninstalls();
    await stage.person.installs({ at: program.url });
    fake.clearRecords();

    await stage.person.writes('dm', 'こんにちは');
    await stage.untilSeen('dm', 'いつもの言葉で教えてください');

    expect(tokensUsed()).toEqual({ T1: [team.botToken] });
    expect(fake.errors).toEqual([]);
  });

  it.each([
    ['whoever calls it off', { denies: true }, '追加は取りやめになりました'],
    ['a state nobody gave', { forges: true }, '追加できませんでした'],
    ['another browser', { losesCookies: true }, '追加できませんでした'],
  ])('tell %s so, and store nothing', async (_who, walk, words) => {
    const { stage } = openTeam('T1');

    const { body } = await stage.person.installs({ at: program.url, ...walk });

    expect(body).toContain(words);
    expect(program.holds('slack/T1/installation')).toBe(false);
  });
});
