/**
 * A Discord on loopback, for tests: the REST API v10, the gateway, interactions over either way, components of the second kind, forms,
 * commands, direct messages, threads and forums, and people who use them. It refuses what Discord refuses and keeps every refusal, and
 * misbehaves on demand.
 *
 * Emulated: the calls listed in `rest/routes.ts`, with permissions, nonces, tokens of interactions (3 s to answer, 15 minutes to follow up,
 * five follow-ups where the app is installed for the person alone); every limit of docs.discord.com on messages, components, forms,
 * commands and choices, in code points; the gateway's handshake, intents, shards, heartbeats, RESUME with what was missed, op 7 and 9 and
 * the close codes; Ed25519 signatures and the check of an endpoint.
 *
 * Also what Discord does without saying so in its documents: it breaks over messages of more than about 10 kB (in Japanese: 3,386 characters),
 * and tells the app of its own ephemeral messages as if they were direct ones.
 *
 * Not emulated: files, embeds' pictures, polls, stickers, roles and members' lists, voice, webhooks other than those of interactions,
 * commands of one server, subcommands, compression, edits of old messages running out (30046). Stricter than Discord where it overlooks:
 * flags that may not be set, a User-Agent that is none of a bot, `label` on a text input within a label. Looser: IDENTIFY is not held to
 * one in 5 s and rate limits do not hold unless asked for.
 */

export type { Fields } from '../../helpers/json.ts';
export type { GatewayMoods } from './delivery/gateway.ts';
export { type FakeDiscord, type ScreenPlace, startFakeDiscord, type UserOptions } from './fake-discord.ts';
export type { Fault, Faults, FaultyCall } from './faults.ts';
export { type AppSettings, DEFAULT_APP, type FakeDiscordOptions, type FakeDiscordSettings } from './options.ts';
export type { Choice, Options } from './people/commands.ts';
export type { FakeGuild, GuildOptions } from './people/guild.ts';
export type { Filling } from './people/modals.ts';
export type { Person, Typing } from './people/person.ts';
export type { TranscriptOptions } from './screen/transcript.ts';
export { componentLines, readText, visibleText } from './screen/words.ts';
export type { Action, Attempt, CallRecord, Delivery, Refusal } from './state/records.ts';
export { FLAGS, type MessageRow, type ModalRow, type Permission } from './state/rows.ts';
export { checkChoices, checkCommands } from './validate/commands.ts';
export { checkMessage } from './validate/message.ts';
export { checkModal } from './validate/modal.ts';
