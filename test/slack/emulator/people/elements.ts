import { type Fields, fieldsAt, isFields, textAt } from '../json.ts';
import { elementsOf } from '../validate/blocks.ts';
import { optionsOf } from '../validate/selects.ts';

/** An interactive element, where it stands, and what of it is chosen. */
export interface Spotted {
  readonly block: Fields;
  readonly element: Fields;
  /** The option of a menu; null for buttons and boxes. */
  readonly option: Fields | null;
}

/** What can be clicked in some blocks. */
export function clickable(blocks: readonly Fields[]): readonly Spotted[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element): Spotted[] => {
      const options = optionsOf(element);
      return options.length === 0 ? [{ block, element, option: null }] : options.map((option) => ({ block, element, option }));
    }),
  );
}

/** The button or option that is meant: by its value, its action id or its words. Throws where there is none. */
export function findClick(blocks: readonly Fields[], choice: string): Spotted {
  const all = clickable(blocks);
  const found = all.find((spotted) => keysOf(spotted).includes(choice));
  if (found === undefined) {
    throw new Error(`Nothing to click is called "${choice}". There is: ${all.map((spotted) => keysOf(spotted).join(' / ')).join(' | ')}`);
  }
  return found;
}

function keysOf({ element, option }: Spotted): readonly string[] {
  const words = textAt(fieldsAt(option ?? element, 'text'), 'text');
  const value = textAt(option ?? element, 'value');
  return option === null ? [value, textAt(element, 'action_id'), words] : [value, words];
}

/** The select with type-ahead, by action id or the only one. Throws where there is none. */
export function findPicker(blocks: readonly Fields[], actionId: string | null): Spotted {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element, option: null })));
  const pickers = all.filter(({ element }) => /^(multi_)?external_select$/.test(textAt(element, 'type')));
  const found = pickers.find(({ element, block }) => actionId === null || element.action_id === actionId || block.block_id === actionId);
  if (found === undefined) {
    throw new Error(`No select with type-ahead${actionId === null ? '' : ` called "${actionId}"`}: ${pickers.length} others.`);
  }
  return found;
}

/** The member an element's choice is told in, with the choice: docs.slack.dev/reference/interaction-payloads/block_actions-payload. */
export function chosenFields(element: Fields, chosen: Fields | readonly Fields[] | string | number | null): Fields {
  const type = textAt(element, 'type');
  return { type, [memberOf(type)]: chosen };
}

const MEMBERS: Readonly<Record<string, string>> = {
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  overflow: 'selected_option',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  checkboxes: 'selected_options',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

function memberOf(type: string): string {
  return MEMBERS[type] ?? 'value';
}

/** What stands in every element that keeps something: docs.slack.dev/surfaces/modals, `state`. */
export function stateOf(blocks: readonly Fields[], chosen: ReadonlyMap<string, ReadonlyMap<string, Fields>>): Fields {
  const values: Record<string, Fields> = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const type = textAt(element, 'type');
      if (/button|overflow|image/.test(type) && type !== 'radio_buttons') {
        continue;
      }
      const blockId = textAt(block, 'block_id');
      const actionId = textAt(element, 'action_id');
      const kept = chosen.get(blockId)?.get(actionId) ?? chosenFields(element, initialOf(element));
      values[blockId] = { ...values[blockId], [actionId]: kept };
    }
  }
  return { values };
}

function initialOf(element: Fields): Fields | readonly Fields[] | string | number | null {
  const [first] = Object.entries(element).filter(([name]) => name.startsWith('initial_'));
  const value = first?.[1];
  if (Array.isArray(value)) {
    return value.filter(isFields);
  }
  if (isFields(value) || typeof value === 'string' || typeof value === 'number') {
    return value;
  }
  return textAt(element, 'type').startsWith('multi_') || element.type === 'checkboxes' ? [] : null;
}

/** Keeps what was chosen in an element. */
export function keepChoice(chosen: Map<string, Map<string, Fields>>, { block, element }: Spotted, fields: Fields): void {
  const blockId = textAt(block, 'block_id');
  const actions = chosen.get(blockId) ?? new Map<string, Fields>();
  actions.set(textAt(element, 'action_id'), fields);
  chosen.set(blockId, actions);
}
