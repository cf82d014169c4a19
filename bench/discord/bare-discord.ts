// What a turn is measured against: a discord.js bot as its own guide writes one. It keeps nothing, and answers each interaction with `reply()`.
import { Client, Events, MessageFlags } from 'discord.js';

const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api = '' } = process.env;

const client = new Client({ intents: [], rest: { api, version: '10' } });

client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand() && !interaction.isButton()) return;
  await interaction.reply({ content: 'Which provider does your mail address belong to?', flags: MessageFlags.Ephemeral });
});

await client.login(token);
