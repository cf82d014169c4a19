import { rmSync } from 'node:fs';
import { discordSettings } from '../../helpers/discord-program.ts';
import { findFreePort, type Household, makeFolder, startWatchedProgram, type WatchedProgram } from '../../helpers/watched-program.ts';
import { type FakeDiscord, type FakeDiscordSettings, startFakeDiscord, visibleText } from '../emulator/index.ts';
import { type Both, openBoth } from './both.ts';
import { DISCORD_TELLINGS } from './tellings.ts';

const { story } = DISCORD_TELLINGS.ja;
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openDiscord(settings: FakeDiscordSettings = {}): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(settings);
  closing.push(() => fake.stop());
  return fake;
}

async function openTwo(): Promise<Both> {
  const both = await openBoth();
  closing.push(() => both.close());
  return both;
}

async function start(household: Household): Promise<WatchedProgram> {
  const program = await startWatchedProgram(household);
  closing.push(() => program.stop());
  return program;
}

async function expectWebChat({ url }: WatchedProgram): Promise<void> {
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<html');
}

/** Somebody's story, and its answer. */
async function helpSomebody(fake: FakeDiscord, name: string): Promise<void> {
  const person = fake.user(name);
  fake.guild('Okuru').joins(person);
  await person.writes('dm', story);
  await fake.until(() => person.sees('dm').some((message) => visibleText(message).includes('587')), 'the answer', 12_000);
}

describe('Discord that can’t be started', () => {
  it('because it refuses the token is down, in one clear line; the web chat is up', async () => {
    const fake = await openDiscord();
    const program = await start({ env: { ...discordSettings(fake, 'gateway'), DISCORD_TOKEN: 'not-this-one' } });

    await program.untilHealth(503, { discord: 'down', web: 'up' });

    expect(program.complaints).toEqual([expect.stringMatching(/^discord を始められません：.*DISCORD_TOKEN/)]);
    await expectWebChat(program);
  });

  it.each([
    ['a token alone', { DISCORD_TOKEN: 'token' }],
    ['an application alone', { DISCORD_APPLICATION_ID: '1100000000000000001' }],
  ])('because of settings that are not all there (%s) is down, and names what is missing', async (_what, env) => {
    const program = await start({ env });

    await program.untilHealth(503, { discord: 'down', web: 'up' });

    expect(program.complaints).toEqual([expect.stringMatching(/^discord .*DISCORD_TOKEN と DISCORD_APPLICATION_ID/)]);
    await expectWebChat(program);
  });
});

describe('Discord that can’t be reached', () => {
  it('at the start comes up by itself once it can', async () => {
    const port = await findFreePort();
    const absent = await startFakeDiscord({ port });
    await absent.stop();
    const program = await start({ env: discordSettings(absent, 'gateway') });
    await program.untilHealth(503, { discord: 'starting', web: 'up' });
    await expectWebChat(program);

    const fake = await openDiscord({ port });
    await program.untilHealth(200, { discord: 'up', web: 'up' });
    await helpSomebody(fake, 'late');

    expect(program.complaints).toEqual([expect.stringMatching(/^discord にまだつながりません：/)]);
  }, 30_000);

  it('by its gateway is up for those whose interactions come by HTTP, and goes on trying', async () => {
    const fake = await openDiscord();
    const port = await findFreePort();
    fake.deliverTo(`http://127.0.0.1:${port}/discord/interactions`);
    fake.faults.rate('getGatewayBot', 1, { kind: 'status', status: 503 });
    const person = fake.user('Hana');
    const guild = fake.guild('Okuru');
    guild.joins(person);
    const channel = guild.channel('lounge');

    const program = await start({ env: { ...discordSettings(fake, 'gateway'), PORT: String(port) } });
    await program.untilHealth(200, { discord: 'up', web: 'up' });
    await fake.until(() => fake.commands.length > 0, 'the commands');
    await person.runsCommand('mailfix', { story }, channel);

    expect(visibleText(person.lastFromBot(channel))).not.toBe('');
    fake.faults.clear();
    await fake.until(() => fake.gateway.count === 1, 'the gateway', 12_000);
    await helpSomebody(fake, 'Bob');

    expect(program.complaints.slice(0, 1)).toEqual([expect.stringContaining('Discord gateway not reached')]);
    expect(program.complaints.filter((line) => !line.includes('gateway not reached'))).toEqual([]);
  });
});

describe('commands', () => {
  it('are registered once, and not again by a second start', async () => {
    const fake = await openDiscord();
    const folder = makeFolder();
    closing.push(() => rmSync(folder, { recursive: true, force: true }));
    const asked = (name: string): number => fake.calls.filter((call) => call.name === name).length;

    for (const starts of [1, 2]) {
      const program = await startWatchedProgram({ folder, env: discordSettings(fake, 'gateway') });
      await program.untilHealth(200, { discord: 'up' });
      await fake.until(() => asked('getCommands') === starts && fake.commands.length > 0, 'the commands');
      await helpSomebody(fake, `person ${starts}`);
      expect(await program.stop()).toBe(0);
      expect(program.complaints).toEqual([]);
    }

    expect(asked('putCommands')).toBe(1);
    expect(fake.commands.map(({ name }) => name)).toEqual(['mailfix', 'Diagnose']);
    expect(fake.errors).toEqual([]);
  });
});

describe('without the Message Content intent', () => {
  it('no help is offered in servers, which one line says at the start; all else works', async () => {
    const fake = await openDiscord({ app: { messageContent: false } });
    const guild = fake.guild('Okuru');
    const helpdesk = guild.channel('help');
    const person = fake.user('Hana');
    guild.joins(person);
    const program = await start({ env: discordSettings(fake, 'gateway', [helpdesk]) });
    await program.untilHealth(200, { discord: 'up' });
    await fake.until(() => fake.commands.length > 0, 'the commands');

    await person.writes(helpdesk, story);
    await helpSomebody(fake, 'Hana');
    await person.mentionsBot(helpdesk, 'こんにちは');
    await fake.until(() => person.sees(helpdesk).length === 3, 'the answer to the call');
    await person.runsCommand('mailfix', { story }, helpdesk);

    expect(
      person
        .sees(helpdesk)
        .filter(({ ephemeralTo }) => ephemeralTo === null)
        .map(visibleText),
    ).toEqual([story, expect.stringContaining('こんにちは'), expect.stringContaining('ダイレクトメッセージをお送りしました')]);
    expect(visibleText(person.lastFromBot(helpdesk))).not.toBe('');
    expect(program.complaints).toEqual([expect.stringContaining('allow the intent in the developer portal')]);
  });
});

describe('Slack, Discord and the web chat in one process, from one .env', () => {
  it('help when Slack does not start', async () => {
    const both = await openTwo();
    const program = await both.start({ SLACK_APP_TOKEN: 'xapp-not-this-one' });

    await program.untilHealth(503, { slack: 'down', discord: 'up', web: 'up' });
    const { discord } = both.meet('one', 'ja');
    await discord.writes(story);
    await discord.untilOffered('after:fixed');

    expect(program.complaints).toEqual([expect.stringMatching(/^slack を始められません：.*SLACK_APP_TOKEN/)]);
    await expectWebChat(program);
  });

  it('help when Discord does not start', async () => {
    const both = await openTwo();
    const program = await both.start({ DISCORD_TOKEN: 'not-this-one' });

    await program.untilHealth(503, { slack: 'up', discord: 'down', web: 'up' });
    const { slack } = both.meet('two', 'ja');
    await slack.writes(story);
    await slack.untilOffered('after:fixed');

    expect(program.complaints).toEqual([expect.stringMatching(/^discord を始められません：.*DISCORD_TOKEN/)]);
    await expectWebChat(program);
  });
});
