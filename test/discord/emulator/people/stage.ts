import type { Fields } from '../../../helpers/json.ts';
import type { Courier } from '../delivery/courier.ts';
import { botIsAt } from '../state/access.ts';
import { addMessage } from '../state/messages.ts';
import type { Action, Delivery } from '../state/records.ts';
import {
  CHANNEL,
  type ChannelRow,
  FLAGS,
  INTERACTION,
  type InteractionRow,
  MESSAGE,
  type MessageRow,
  type UserRow,
} from '../state/rows.ts';
import { showInteraction } from '../state/show.ts';
import { channelOf, dmOf, makeId, type World } from '../state/world.ts';

/** A person and the world around. */
export interface Self {
  readonly world: World;
  readonly courier: Courier;
  readonly user: UserRow;
}

/** A channel by its id; `dm` is the person's direct messages with the app. */
export function placeOf({ world, user }: Self, id: string): ChannelRow {
  return id === 'dm' ? dmOf(world, user.id) : channelOf(world, id);
}

/** Notes that somebody did something, and begins to count until the app answers. */
export function beginAction({ world, user }: Self, what: string, channel: ChannelRow): Action {
  const action: Action = { what, user: user.id, channel: channel.id, at: world.options.now(), firstAnswerMs: null };
  if (world.options.keepRecords) {
    world.actions.push(action);
  }
  world.waiting.set(action, performance.now());
  return action;
}

/** Where an interaction happens: docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Context Types". */
export function contextOf({ world }: Self, channel: ChannelRow): 0 | 1 | 2 {
  if (channel.guild !== null) {
    return 0;
  }
  return channel.type === CHANNEL.dm && botIsAt(world, channel) ? 1 : 2;
}

/** Who let the app in at a place: the same page, "Authorizing Integration Owners Object". Empty where nobody did. */
export function ownersAt({ world, user }: Self, channel: ChannelRow, types: readonly unknown[] = [0, 1]): Readonly<Record<string, string>> {
  const guild = channel.guild === null ? undefined : world.guilds.get(channel.guild);
  const here = channel.guild === null ? botIsAt(world, channel) : guild?.hasBot === true;
  const byGuild = types.includes(0) && here ? { 0: guild?.id ?? '0' } : {};
  const byUser = types.includes(1) && user.hasApp ? { 1: user.id } : {};
  return { ...byGuild, ...byUser };
}

/** An interaction on its way to the app. */
export interface Interacting {
  readonly type: number;
  readonly channel: ChannelRow;
  readonly data: Fields;
  readonly message?: MessageRow | null;
  readonly command?: string | null;
  readonly owners: Readonly<Record<string, string>>;
  /** What is written down of it. */
  readonly what: string;
}

/** Sends an interaction. Where nobody answers in time the person is told so, as Discord does. */
export async function interact(
  self: Self,
  { channel, data, what, ...more }: Interacting,
): Promise<{ readonly delivery: Delivery; readonly row: InteractionRow }> {
  const { world, courier, user } = self;
  const id = makeId(world);
  const row: InteractionRow = {
    id,
    token: `token-${Buffer.from(`interaction:${id}:${user.id}`).toString('base64url')}`,
    type: more.type,
    user: user.id,
    guild: channel.guild,
    channel: channel.id,
    context: contextOf(self, channel),
    owners: more.owners,
    message: more.message ?? null,
    command: more.command ?? null,
    createdAt: world.options.now(),
    answered: null,
    original: null,
    followUps: [],
    choices: [],
    settle: () => undefined,
  };
  world.interactions.set(row.token, row);
  world.interactionsById.set(row.id, row);
  const action = beginAction(self, what, channel);
  const delivery = await courier.deliver(row, showInteraction(world, row, data), action);
  if (!delivery.acked && more.type !== INTERACTION.autocomplete) {
    const words = more.type === INTERACTION.command ? 'The application did not respond' : 'This interaction failed';
    addMessage(world, channel, {
      author: systemOf(world),
      content: words,
      type: MESSAGE.default,
      flags: FLAGS.ephemeral,
      ephemeralTo: user.id,
    });
  }
  return { delivery, row };
}

/** Discord itself, which says what went wrong. */
function systemOf(world: World): string {
  const id = '643945264868098049';
  if (!world.users.has(id)) {
    world.users.set(id, { id, username: 'discord', globalName: 'Discord', locale: 'en-US', bot: true, dmOpen: false, hasApp: false });
  }
  return id;
}
