import type { Lang } from '../../../src/contracts/lang.ts';
import { discordSettings } from '../../helpers/discord-program.ts';
import { fieldListAt, fieldsAt, isFields, textAt } from '../../helpers/json.ts';
import { readManifest, settingsFor } from '../../helpers/slack-program.ts';
import { startWatchedProgram, type WatchedProgram } from '../../helpers/watched-program.ts';
import { type FakeSlack, visibleText as readSlack, startFakeSlack } from '../../slack/emulator/index.ts';
import { furnishStage as furnishSlack } from '../../slack/stories/stage.ts';
import { type FakeDiscord, visibleText as readDiscord, startFakeDiscord } from '../emulator/index.ts';
import { furnishStage as furnishDiscord } from './stage.ts';

type Settings = Readonly<Record<string, string>>;

/** One person in the bot's direct messages, whatever they are drawn with. */
export interface Chat {
  writes(text: string): Promise<unknown>;
  /** Presses a button of the last message that offers it. */
  presses(choice: string): Promise<unknown>;
  /** Searches the long list of the last message that has it, and takes the first row. */
  picks(question: string, query: string): Promise<unknown>;
  untilOffered(choice: string): Promise<unknown>;
  untilSeen(words: string | RegExp): Promise<unknown>;
  /** What the bot's last message offers, in order: the words of its buttons, the long list among them. */
  offered(): readonly string[];
  /** What the bot said, message by message: its words alone, without marks, spaces, and what is drawn around them. */
  told(): readonly string[];
}

/** A Slack and a Discord on loopback, and what an operator would write into `.env` for both. */
export interface Both {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** Starts the program, all of its settings but what no test may miss in a file; `changed` ones go before. */
  start(changed?: Settings): Promise<WatchedProgram>;
  meet(name: string, lang: Lang): { readonly slack: Chat; readonly discord: Chat };
  close(): Promise<void>;
}

/** Opens both. */
export async function openBoth(): Promise<Both> {
  const slack = await startFakeSlack({ app: readManifest() });
  const discord = await startFakeDiscord();
  const team = slack.workspace('T1');
  const settings = { ...settingsFor(slack, 'socket', team.botToken), ...discordSettings(discord, 'gateway') };
  const [guild, abroad] = [discord.guild('Okuru'), discord.guild('Elsewhere', { withBot: false })];
  const places = { helpdesk: guild.channel('help'), forum: guild.forum('ask') };
  const programs: WatchedProgram[] = [];
  return {
    slack,
    discord,
    async start(changed = {}) {
      const program = await startWatchedProgram({ envFile: { ...settings, ...changed } });
      programs.push(program);
      return program;
    },
    meet: (name, lang) => ({
      slack: chatInSlack(furnishSlack({ fake: slack, team, lang, name, helpdesk: 'CHELP' })),
      discord: chatInDiscord(furnishDiscord({ fake: discord, guild, abroad, lang, name, ...places })),
    }),
    async close() {
      for (const program of programs) await program.stop();
      await Promise.all([slack.stop(), discord.stop()]);
    },
  };
}

function chatInSlack({ person, untilOffered, untilSeen }: ReturnType<typeof furnishSlack>): Chat {
  const said = () => person.sees('dm').filter(({ botId }) => botId !== null);
  return {
    writes: (text) => person.writes('dm', text),
    presses: async (choice) => person.clicks(await untilOffered('dm', choice), choice),
    picks: async (question, query) => person.picks(await untilOffered('dm', `${question}:unknown`), query),
    untilOffered: (choice) => untilOffered('dm', choice),
    untilSeen: (words) => untilSeen('dm', words),
    offered: () =>
      (said().at(-1)?.blocks ?? [])
        .filter(({ type }) => type === 'actions')
        .flatMap((block) => fieldListAt(block, 'elements'))
        .map((element) => textAt(fieldsAt(element, 'text'), 'text') || textAt(fieldsAt(element, 'placeholder'), 'text')),
    // Slack draws a table, and names its columns above.
    told: () =>
      said().map((message) => {
        const blocks = message.blocks.map((block) => (Array.isArray(block.rows) ? { ...block, rows: block.rows.slice(1) } : block));
        return wordsOf(readSlack({ ...message, blocks: blocks.filter(({ type }) => type !== 'actions') }));
      }),
  };
}

function chatInDiscord({ person, untilOffered, untilSeen }: ReturnType<typeof furnishDiscord>): Chat {
  const said = () => person.sees('dm').filter(({ fromApp }) => fromApp);
  return {
    writes: (text) => person.writes('dm', text),
    presses: async (choice) => person.clicks(await untilOffered('dm', choice), choice),
    async picks(question, query) {
      const message = await untilOffered('dm', `find|${question}|${question}`);
      const find = buttonsOf(message.components).find(({ custom_id }) => /\|find\|/.test(String(custom_id)));
      await person.clicks(message, textAt(find ?? {}, 'label'));
      await person.submitsModal({ query });
      const found = person.lastFromBot('dm');
      const [first] = fieldListAt(buttonsOf(found.components)[0] ?? {}, 'options');
      await person.selects(found, textAt(first ?? {}, 'value'));
    },
    untilOffered: (choice) => untilOffered('dm', choice),
    untilSeen: (words) => untilSeen('dm', words),
    // The form is offered elsewhere in Slack.
    offered: () =>
      buttonsOf(said().findLast(({ ephemeralTo }) => ephemeralTo === null)?.components ?? [])
        .filter(({ custom_id }) => custom_id !== 'form')
        .map((button) => textAt(button, 'label')),
    // What was found by a search is shown in Slack's own list.
    told: () =>
      said()
        .filter(({ ephemeralTo }) => ephemeralTo === null)
        .map((message) => wordsOf(readDiscord({ ...message, components: message.components.filter(({ type }) => type !== 1) }))),
  };
}

function buttonsOf(components: readonly unknown[]) {
  return components
    .filter(isFields)
    .filter(({ type }) => type === 1)
    .flatMap((row) => fieldListAt(row, 'components'));
}

/** Letters and digits, nothing of what is drawn around them. */
function wordsOf(shown: string): string {
  return shown.replaceAll(/:[a-z_]+:/g, '').replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
