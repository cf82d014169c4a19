import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  Partials,
} from 'discord.js';
import type { FakeDiscord } from '../index.ts';
import { EPHEMERAL, inputOf, labelOf } from './payloads.ts';

/** A running app made with discord.js. */
export interface ClientApp {
  readonly client: Client<true>;
  /** What it heard, in order. */
  readonly heard: readonly string[];
  stop(): Promise<void>;
}

/** The commands it registers. */
const COMMANDS = [
  {
    name: 'mailfix',
    name_localizations: { ja: 'メール' },
    description: 'Helps',
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [{ type: 3, name: 'isp', description: 'Line', autocomplete: true }],
  },
  { type: 3, name: 'Diagnose', name_localizations: { ja: '診断する' }, contexts: [0, 1, 2] },
] as const;

/** Starts it, and resolves when it is ready and its commands are known. */
export async function startClientApp(fake: FakeDiscord, more: Pick<ClientOptions, 'shards'> = {}): Promise<ClientApp> {
  const { Guilds, GuildMessages, MessageContent, DirectMessages } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, GuildMessages, MessageContent, DirectMessages],
    partials: [Partials.Channel],
    ...more,
    rest: { api: fake.apiUrl, version: '10' },
  });
  const heard: string[] = [];
  client.on(Events.Error, (error) => heard.push(`error ${error.message}`));
  client.on(Events.InteractionCreate, (interaction) => answer(interaction, heard));
  client.on(Events.MessageCreate, async (message) => {
    // A thread begins with a message of Discord's own that bears the name of who wrote the first one.
    if (!message.author.bot && !message.system) {
      heard.push(`message ${message.content}`);
      await message.reply({ content: `heard ${message.content}`, nonce: message.id.slice(-25), enforceNonce: true });
    }
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(fake.app.token);
  const running = await ready;
  await running.application.commands.set(COMMANDS);
  return { client: running, heard, stop: () => running.destroy() };
}

async function answer(interaction: Interaction, heard: string[]): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond([{ name: `Line ${typed}`, value: typed, nameLocalizations: { ja: `回線 ${typed}` } }]);
    return;
  }
  if (interaction.isChatInputCommand()) {
    heard.push(`command ${interaction.options.getString('isp')} ${interaction.locale} ${interaction.context}`);
    const button = new ButtonBuilder({ customId: 'case|form', label: 'Write', style: ButtonStyle.Primary });
    const components = [new ActionRowBuilder<ButtonBuilder>({ components: [button] })];
    await interaction.reply({ content: 'Hello', components, flags: EPHEMERAL });
    await interaction.followUp({ content: 'More', flags: EPHEMERAL });
    return;
  }
  if (interaction.isMessageContextMenuCommand()) {
    heard.push(`diagnose ${interaction.targetMessage.content}`);
    await interaction.deferReply({ flags: EPHEMERAL });
    await interaction.editReply({ content: 'Looked' });
    return;
  }
  if (interaction.isButton()) {
    const form = { custom_id: 'form', title: 'Form', components: [labelOf(inputOf())] };
    await interaction.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
      body: { type: 9, data: form },
      auth: false,
    });
    return;
  }
  if (interaction.isModalSubmit() && interaction.isFromMessage()) {
    heard.push(`form ${interaction.fields.getTextInputValue('name')}`);
    await interaction.update({ content: 'Thanks', components: [] });
  }
}
