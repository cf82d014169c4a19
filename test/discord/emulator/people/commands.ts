import { type Fields, fieldListAt, isFields, listAt, textAt } from '../../../helpers/json.ts';
import { isMember } from '../state/access.ts';
import type { Delivery } from '../state/records.ts';
import { type ChannelRow, type CommandRow, INTERACTION, type MessageRow } from '../state/rows.ts';
import { showMember, showMessage, showUser } from '../state/show.ts';
import { channelOf, userOf } from '../state/world.ts';
import { contextOf, interact, ownersAt, placeOf, type Self } from './stage.ts';

// docs.discord.com/developers/interactions/application-commands

/** What is filled in beside a command. */
export type Options = Readonly<Record<string, string | number | boolean>>;

/** What an autocomplete offers, as the person reads it and as it is sent. */
export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** A command as the person's client knows it, and why it may be used here. */
function offered(self: Self, name: string, { type, channel }: { readonly type: number; readonly channel: ChannelRow }) {
  const { world, user } = self;
  const command = world.commands.find((each) => each.type === type && namesOf(each, user.locale).includes(name));
  if (command === undefined) {
    throw new Error(`The app has no command ${name}. It has: ${world.commands.map((each) => each.name).join(', ') || 'none'}.`);
  }
  if (!isMember(world, channel, user.id)) {
    throw new Error(`${user.globalName} is not where the command is run.`);
  }
  const context = contextOf(self, channel);
  const owners = ownersAt(self, channel, listAt(command, 'integration_types'));
  if ((Array.isArray(command.contexts) && !command.contexts.includes(context)) || Object.keys(owners).length === 0) {
    throw new Error(`Discord does not offer ${name} here (context ${context}): the app is not installed for it.`);
  }
  return { command, owners };
}

/** Its own name, and the one the person reads. */
function namesOf(thing: Fields, locale: string): readonly string[] {
  const table = thing.name_localizations;
  const own = isFields(table) && typeof table[locale] === 'string' ? [table[locale]] : [];
  return [textAt(thing, 'name'), ...own];
}

/** Runs a slash command. Discord checks the options before anything is sent. */
export async function runCommand(
  self: Self,
  name: string,
  { options, channel: where }: { readonly options: Options; readonly channel: string },
): Promise<Delivery> {
  const channel = placeOf(self, where);
  const { command, owners } = offered(self, name, { type: 1, channel });
  const filled = fill(self, command, options);
  const missing = fieldListAt(command, 'options').filter(
    (option) => option.required === true && !filled.some((each) => each.name === option.name),
  );
  if (missing.length > 0) {
    throw new Error(`Discord does not send /${name}: missing are ${missing.map((option) => textAt(option, 'name')).join(', ')}.`);
  }
  const data = { ...commandData(command), options: filled };
  const { delivery } = await interact(self, {
    type: INTERACTION.command,
    channel,
    data,
    owners,
    command: command.name,
    what: `/${command.name}`,
  });
  return delivery;
}

function commandData(command: CommandRow): Fields {
  return { id: command.id, name: command.name, type: command.type };
}

function fill({ user }: Self, command: CommandRow, options: Options): readonly Fields[] {
  return Object.entries(options).map(([name, value]) => {
    const option = fieldListAt(command, 'options').find((each) => namesOf(each, user.locale).includes(name));
    if (option === undefined) {
      throw new Error(`/${command.name} has no option ${name}.`);
    }
    const type = typeof value === 'string' ? 3 : typeof value === 'boolean' ? 5 : 4;
    if (option.type !== type && !(type === 4 && option.type === 10)) {
      throw new Error(`The option ${name} of /${command.name} takes no ${typeof value}.`);
    }
    return { name: option.name, type: option.type, value: pickValue(option, value, user.locale) };
  });
}

/** Of choices only those may be sent; a text is held to its lengths. */
function pickValue(option: Fields, value: string | number | boolean, locale: string): unknown {
  const choices = fieldListAt(option, 'choices');
  if (choices.length > 0) {
    const found = choices.find((choice) => choice.value === value || namesOf(choice, locale).includes(String(value)));
    if (found === undefined) {
      throw new Error(`${textAt(option, 'name')} offers no "${value}": ${choices.map((choice) => textAt(choice, 'name')).join(', ')}.`);
    }
    return found.value;
  }
  const most = typeof option.max_length === 'number' ? option.max_length : 6_000;
  if (typeof value === 'string' && [...value].length > most) {
    throw new Error(`${textAt(option, 'name')} takes ${most} characters.`);
  }
  return value;
}

/** Types into an option with autocomplete: what is offered then. */
export async function typeOption(
  self: Self,
  { command: name, option: focus }: { readonly command: string; readonly option: string },
  { text, options, channel: where }: { readonly text: string; readonly options: Options; readonly channel: string },
): Promise<readonly Choice[]> {
  const channel = placeOf(self, where);
  const { command, owners } = offered(self, name, { type: 1, channel });
  const option = fieldListAt(command, 'options').find((each) => namesOf(each, self.user.locale).includes(focus));
  if (option?.autocomplete !== true) {
    throw new Error(`The option ${focus} of /${name} has no autocomplete.`);
  }
  const focused = { name: option.name, type: option.type, value: text, focused: true };
  const data = { ...commandData(command), options: [...fill(self, command, options), focused] };
  const what = `/${command.name} ${textAt(option, 'name')}: ${text}…`;
  const { row } = await interact(self, { type: INTERACTION.autocomplete, channel, data, owners, command: command.name, what });
  return row.choices.map((choice) => ({
    name: namesOf(choice, self.user.locale).at(-1) ?? '',
    value: typeof choice.value === 'number' ? choice.value : textAt(choice, 'value'),
  }));
}

/** Uses a command on somebody's message: docs.discord.com/developers/interactions/application-commands, "Message commands". */
export async function useMessageCommand(self: Self, name: string, message: MessageRow): Promise<Delivery> {
  const { world } = self;
  const channel = channelOf(world, message.channel);
  const { command, owners } = offered(self, name, { type: 3, channel });
  if (message.deleted || (message.ephemeralTo !== null && message.ephemeralTo !== self.user.id)) {
    throw new Error('The message is not on the screen.');
  }
  const resolved = { messages: { [message.id]: showMessage(world, message) } };
  const data = { ...commandData(command), target_id: message.id, resolved };
  const { delivery } = await interact(self, {
    type: INTERACTION.command,
    channel,
    data,
    owners,
    command: command.name,
    what: command.name,
  });
  return delivery;
}

/** Uses a command on a person: the same page, "User commands". */
export async function useUserCommand(
  self: Self,
  name: string,
  { target, channel: where }: { readonly target: string; readonly channel: string },
): Promise<Delivery> {
  const { world } = self;
  const channel = placeOf(self, where);
  const { command, owners } = offered(self, name, { type: 2, channel });
  const guild = channel.guild === null ? undefined : world.guilds.get(channel.guild);
  const members = guild === undefined ? {} : { members: { [target]: showMember(world, guild, false) } };
  const data = {
    ...commandData(command),
    target_id: target,
    resolved: { users: { [target]: showUser(userOf(world, target)) }, ...members },
  };
  const { delivery } = await interact(self, {
    type: INTERACTION.command,
    channel,
    data,
    owners,
    command: command.name,
    what: command.name,
  });
  return delivery;
}
