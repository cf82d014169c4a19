import { type Fields, fieldListAt, isFields, numberAt, textAt } from '../../../helpers/json.ts';
import type { Delivery } from '../state/records.ts';
import { INTERACTION, type ModalRow } from '../state/rows.ts';
import { channelOf, noteChange } from '../state/world.ts';
import { boxesOf } from '../validate/modal.ts';
import { pickOptions } from './clicks.ts';
import { interact, type Self } from './stage.ts';

/** What is put into a box: words, or options by value or words. */
export type Filling = string | readonly string[] | boolean;

/** Fills boxes, each named by custom id or label, and submits: docs.discord.com/developers/interactions/receiving-and-responding, "Modal Submit Data Structure". */
export async function submitModal(self: Self, values: Readonly<Record<string, Filling>>): Promise<Delivery> {
  const { world, user } = self;
  const modal = world.modals.get(user.id);
  if (modal === undefined) {
    throw new Error('There is no form on the screen.');
  }
  requireBoxes(modal, values);
  const components = withNumbers(modal.components).map((component) => answerOf(component, values));
  world.modals.delete(user.id);
  noteChange(world);
  const { source } = modal;
  const { delivery } = await interact(self, {
    type: INTERACTION.modal,
    channel: channelOf(world, modal.channel),
    data: { custom_id: modal.customId, components },
    message: source.type === INTERACTION.component ? source.message : null,
    owners: source.owners,
    what: `form ${modal.title}`,
  });
  return delivery;
}

function requireBoxes({ components }: ModalRow, values: Readonly<Record<string, Filling>>): void {
  const boxes = boxesOf(components);
  for (const name of Object.keys(values)) {
    if (!boxes.some(({ label, box }) => label === name || box.custom_id === name)) {
      throw new Error(
        `The form has no box "${name}": ${boxes.map(({ label, box }) => `${textAt(box, 'custom_id')} (${label})`).join(', ')}`,
      );
    }
  }
}

function withNumbers(components: readonly Fields[]): readonly Fields[] {
  let next = 0;
  const number = (component: Fields): Fields => {
    next += 1;
    const own = { ...component, id: component.id ?? next };
    return {
      ...own,
      ...(isFields(component.component) ? { component: number(component.component) } : {}),
      ...(Array.isArray(component.components) ? { components: fieldListAt(component, 'components').map(number) } : {}),
    };
  };
  return components.map(number);
}

function answerOf(component: Fields, values: Readonly<Record<string, Filling>>): Fields {
  const { type, id } = component;
  if (isFields(component.component)) {
    return { type, id, component: fillBox(component.component, textAt(component, 'label'), values) };
  }
  const inside = fieldListAt(component, 'components');
  return inside.length === 0 ? { type, id } : { type, id, components: inside.map((box) => fillBox(box, textAt(box, 'label'), values)) };
}

/** A box with what stands in it. Discord's client holds to what the app asked for before anything is sent. */
function fillBox(box: Fields, label: string, values: Readonly<Record<string, Filling>>): Fields {
  const { type, id, custom_id } = box;
  const filling = values[textAt(box, 'custom_id')] ?? values[label];
  const required = box.required !== false;
  if (type === 4) {
    return { type, id, custom_id, value: checkTyped(box, label, typeof filling === 'string' ? filling : textAt(box, 'value')) };
  }
  if (type === 23) {
    return { type, id, custom_id, value: filling === true };
  }
  const names = filling === undefined || typeof filling === 'boolean' ? defaultsOf(box) : typeof filling === 'string' ? [filling] : filling;
  if (names.length === 0 && required) {
    throw new Error(`Discord does not send the form: nothing is chosen at ${label}.`);
  }
  const chosen = names.length === 0 ? [] : pickOptions(box, names);
  return type === 21 ? { type, id, custom_id, value: chosen[0] ?? null } : { type, id, custom_id, values: chosen };
}

function defaultsOf(box: Fields): readonly string[] {
  return fieldListAt(box, 'options').flatMap((option) => (option.default === true ? [textAt(option, 'value')] : []));
}

function checkTyped(box: Fields, label: string, text: string): string {
  const length = [...text].length;
  const least = Math.max(box.required === false ? 0 : 1, numberAt(box, 'min_length', 0));
  if (length > numberAt(box, 'max_length', 4_000) || (length < least && !(box.required === false && length === 0))) {
    throw new Error(
      `Discord does not send the form: ${label} takes ${least} to ${numberAt(box, 'max_length', 4_000)} characters, not ${length}.`,
    );
  }
  return text;
}
