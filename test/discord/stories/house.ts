import { setTimeout as sleep } from 'node:timers/promises';
import type { Lang } from '../../../src/contracts/lang.ts';
import { type Door, discordSettings, setEndpoint } from '../../helpers/discord-program.ts';
import { startWatchedProgram, type WatchedProgram } from '../../helpers/watched-program.ts';
import { type FakeDiscord, type FakeDiscordSettings, type FakeGuild, startFakeDiscord } from '../emulator/index.ts';
import { furnishStage, type Stage } from './stage.ts';

/** The program beside a Discord with one server that has the bot, and one that has not. */
export interface House {
  readonly fake: FakeDiscord;
  readonly guild: FakeGuild;
  readonly program: WatchedProgram;
  /** Two people who know nobody else, with channels of their own, named after the story. */
  meet(name: string, lang?: Lang): Stage;
  /** Resolves once the words are on the disk, or off it. */
  untilDisk(words: string, held: boolean): Promise<void>;
  /** What must be empty after every story: refusals and errors of other codes than these, complaints, people who got no answer. */
  troubles(...expected: readonly number[]): readonly unknown[];
  close(): Promise<void>;
}

/** How it is built. */
export interface HouseOptions {
  readonly door: Door;
  readonly discord?: FakeDiscordSettings;
  readonly env?: Readonly<Record<string, string>>;
  /** Stories that may begin in a help-desk channel or forum. */
  readonly helpdesks?: number;
}

/** Starts both, the program with the settings an operator would give it. */
export async function openHouse({ door, discord = {}, env = {}, helpdesks = 40 }: HouseOptions): Promise<House> {
  const fake = await startFakeDiscord(discord);
  const [guild, abroad] = [fake.guild('Okuru'), fake.guild('Elsewhere', { withBot: false })];
  const desks = Array.from({ length: helpdesks }, (_, at) => ({ helpdesk: guild.channel(`help ${at}`), forum: guild.forum(`ask ${at}`) }));
  const ids = desks.flatMap(({ helpdesk, forum }) => [helpdesk, forum]);
  const program = await startWatchedProgram({ env: { ...discordSettings(fake, door, ids), ...env } });
  await program.untilHealth(200, { discord: 'up' });
  if (door !== 'gateway') await setEndpoint(fake, program.url);
  await fake.until(() => fake.commands.length > 0, 'the commands to be registered');
  const free = [...desks];
  return {
    fake,
    guild,
    program,
    meet(name, lang = 'ja') {
      const desk = free.shift();
      if (desk === undefined) throw new Error('There are more stories than help-desk channels.');
      return furnishStage({ fake, guild, abroad, lang, name, ...desk });
    },
    async untilDisk(words, held) {
      for (let tries = 0; program.holds(words) !== held && tries < 250; tries += 1) await sleep(20);
      if (program.holds(words) !== held) throw new Error(`${words} is ${held ? 'not' : 'still'} on the disk.`);
    },
    troubles: (...expected) => [
      ...[...fake.refused, ...fake.errors].filter(({ code }) => !expected.includes(code)),
      ...program.complaints,
      ...fake.deliveries.flatMap(({ acked, type, body }) => (acked ? [] : [{ type, data: body.data }])),
    ],
    async close() {
      await program.stop();
      await fake.stop();
    },
  };
}
