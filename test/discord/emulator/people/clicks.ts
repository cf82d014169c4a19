import { type Fields, fieldListAt, fieldsAt, numberAt, textAt } from '../../../helpers/json.ts';
import type { Delivery } from '../state/records.ts';
import { FLAGS, INTERACTION, type MessageRow } from '../state/rows.ts';
import { channelOf, noteChange } from '../state/world.ts';
import { allComponents } from '../validate/components.ts';
import { interact, ownersAt, type Self } from './stage.ts';

/** What can be pressed or chosen from in a message. */
function controlsOf(message: MessageRow): readonly Fields[] {
  return allComponents(message.components).filter(({ type }) => typeof type === 'number' && type >= 2 && type <= 8 && type !== 4);
}

/** What a control may be called: its custom id, what stands there behind the last bar, or its words. */
function keysOf(control: Fields): readonly string[] {
  const id = textAt(control, 'custom_id');
  return [id, id.slice(id.lastIndexOf('|') + 1), textAt(control, 'label'), textAt(control, 'placeholder')].filter((key) => key !== '');
}

function findControl(controls: readonly Fields[], name: string): Fields {
  const found = controls.find((control) => keysOf(control).includes(name));
  if (found === undefined) {
    throw new Error(
      `Nothing is called "${name}". There is: ${controls.map((control) => keysOf(control).join(' / ')).join(' | ') || 'nothing'}`,
    );
  }
  if (found.disabled === true) {
    throw new Error(`"${name}" is disabled.`);
  }
  return found;
}

/** Clicks a button, or takes the option of a select that is called so. */
export function click(self: Self, message: MessageRow, choice: string): Promise<Delivery> {
  const controls = controlsOf(message);
  const select = controls.find((control) => fieldListAt(control, 'options').some((option) => isOption(option, choice)));
  const button = controls.filter(({ type }) => type === 2);
  if (select !== undefined && !button.some((each) => keysOf(each).includes(choice))) {
    return choose(self, message, { select: textAt(select, 'custom_id'), values: [choice] });
  }
  const found = findControl(button, choice);
  if (found.custom_id === undefined) {
    throw new Error(`"${choice}" leads to ${textAt(found, 'url')}: Discord tells the app nothing.`);
  }
  return act(self, message, { component_type: 2, custom_id: found.custom_id, id: found.id });
}

function isOption(option: Fields, name: string): boolean {
  const value = textAt(option, 'value');
  return [value, value.slice(value.lastIndexOf('|') + 1), textAt(option, 'label')].includes(name);
}

/** Chooses options of a select, each by its value or words. Without `select` it is the only one, or the one that has them. */
export function choose(
  self: Self,
  message: MessageRow,
  { select, values }: { readonly select?: string | undefined; readonly values: readonly string[] },
): Promise<Delivery> {
  const selects = controlsOf(message).filter(({ type }) => type !== 2);
  const fits = (control: Fields): boolean =>
    values.every((name) => fieldListAt(control, 'options').some((option) => isOption(option, name)));
  const found = select === undefined ? (selects.find(fits) ?? selects[0]) : findControl(selects, select);
  if (found === undefined) {
    throw new Error('There is nothing to choose from.');
  }
  const chosen = pickOptions(found, values);
  message.chosen.set(textAt(found, 'custom_id'), chosen);
  return act(self, message, { component_type: found.type, custom_id: found.custom_id, id: found.id, values: chosen });
}

/** The values of the options meant; Discord's client holds to how many may be chosen. */
export function pickOptions(select: Fields, names: readonly string[]): readonly string[] {
  const options = fieldListAt(select, 'options');
  if (names.length < numberAt(select, 'min_values', 1) || names.length > numberAt(select, 'max_values', 1)) {
    throw new Error(`So many can't be chosen: ${names.length}.`);
  }
  return names.map((name) => {
    const option = options.find((each) => isOption(each, name));
    if (option === undefined) {
      throw new Error(`No option "${name}": ${options.map((each) => `${textAt(each, 'value')} (${textAt(each, 'label')})`).join(', ')}`);
    }
    return textAt(option, 'value');
  });
}

/** docs.discord.com/developers/interactions/receiving-and-responding, "Message Component Data Structure". */
async function act(self: Self, message: MessageRow, data: Fields): Promise<Delivery> {
  const { world, user } = self;
  if (message.deleted || (message.ephemeralTo !== null && message.ephemeralTo !== user.id) || (message.flags & FLAGS.loading) !== 0) {
    throw new Error('What is to be clicked is not on the screen.');
  }
  const channel = channelOf(world, message.channel);
  // A message that answers an interaction keeps who let the app in; others stand where the bot is.
  const source = message.interaction === null ? undefined : world.interactionsById.get(message.interaction);
  const owners = source?.owners ?? ownersAt(self, channel);
  const what = `[${wordsOf(message, data)}]`;
  const { delivery } = await interact(self, { type: INTERACTION.component, channel, data, message, owners, what });
  noteChange(world);
  return delivery;
}

function wordsOf(message: MessageRow, data: Fields): string {
  const control = controlsOf(message).find(({ custom_id }) => custom_id === data.custom_id) ?? {};
  const label = textAt(control, 'label') || textAt(fieldsAt(control, 'emoji'), 'name') || textAt(control, 'placeholder');
  return label || textAt(data, 'custom_id');
}
