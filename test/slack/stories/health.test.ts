import { findFreePort, readManifest, type SlackProgram, settingsFor, startSlackProgram, type WayIn } from '../../helpers/slack-program.ts';
import { type FakeSlack, startFakeSlack } from '../emulator/index.ts';
import { furnishStage } from './stage.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openSlack(settings: { readonly port?: number } = {}): Promise<FakeSlack> {
  const fake = await startFakeSlack({ app: readManifest(), ...settings });
  closing.push(() => fake.stop());
  return fake;
}

async function start(env: Readonly<Record<string, string>>): Promise<SlackProgram> {
  const program = await startSlackProgram({ LOG_LEVEL: 'fatal', ...env });
  closing.push(() => program.stop());
  return program;
}

async function expectWebChat(program: SlackProgram): Promise<void> {
  const page = await fetch(program.url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<html');
}

describe('Slack that can’t be started', () => {
  it.each([
    ['a bot token Slack refuses', 'SLACK_BOT_TOKEN', 'xoxb-not-this-one'],
    ['an app token Slack refuses', 'SLACK_APP_TOKEN', 'xapp-not-this-one'],
  ])('because of %s is down, in one clear line; the web chat is up', async (_what, setting, value) => {
    const fake = await openSlack();
    const program = await start({ ...settingsFor(fake, 'socket', fake.workspace('T1').botToken), [setting]: value });

    await program.untilHealth(503, { slack: 'down', web: 'up' });

    expect(program.complaints).toEqual([expect.stringMatching(new RegExp(`^slack を始められません：.*${setting}`))]);
    await expectWebChat(program);
  });

  it.each([
    ['a token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET'],
    ['a way in alone', { SLACK_SIGNING_SECRET: 'secret' }, 'SLACK_BOT_TOKEN'],
    ['half of OAuth', { SLACK_CLIENT_ID: '1.2', SLACK_SIGNING_SECRET: 'secret' }, 'SLACK_CLIENT_SECRET'],
  ])('because of settings that are not all there (%s) is down, and names what is missing', async (_what, env, missing) => {
    const program = await start(env);

    await program.untilHealth(503, { slack: 'down', web: 'up' });

    expect(program.complaints).toEqual([expect.stringContaining(missing)]);
    await expectWebChat(program);
  });
});

/** The program starts, is told of no Slack, goes on trying, and helps somebody once there is one. */
async function comeUp(transport: WayIn): Promise<void> {
  const port = await findFreePort();
  const absent = await startFakeSlack({ app: readManifest() });
  const { botToken } = absent.workspace('T1');
  await absent.stop();
  const program = await start({ ...settingsFor(absent, transport, botToken), SLACK_API_URL: `http://127.0.0.1:${port}/api/` });
  await program.untilHealth(503, { slack: 'starting', web: 'up' });
  await expectWebChat(program);

  const fake = await openSlack({ port });
  const team = fake.workspace('T1');
  expect(team.botToken).toBe(botToken);
  await program.untilHealth(200, { slack: 'up', web: 'up' });
  if (transport === 'http') fake.deliverTo({ url: new URL('/slack/events', program.url).href });
  const { person, telling, untilOffered } = furnishStage({ fake, team, lang: 'ja', name: 'late', helpdesk: 'CHELP' });
  await person.writes('dm', telling.story);
  await untilOffered('dm', 'after:fixed');
  expect(program.complaints).toEqual([expect.stringMatching(/^slack にまだつながりません：/)]);
}

describe('Slack that can’t be reached', () => {
  // Side by side: most of the time both wait for the next try.
  it('at the start comes up by itself once it can, over HTTP and Socket Mode', async () => {
    await Promise.all([comeUp('http'), comeUp('socket')]);
  }, 30_000);
});
