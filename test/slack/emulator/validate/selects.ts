import { type Fields, fieldListAt, isFields, listAt } from '../json.ts';
import { confirm, conversationFilter, name255, optionGroup, plainOption, plainText } from './composition.ts';
import { allOf, anything, type Check, exactlyOne, type Flaw, integerOf, listOf, shapeOf, textOf, truth } from './schema.ts';

// docs.slack.dev/reference/block-kit/block-elements/select-menu-element and multi-select-menu-element

const common = { action_id: name255, placeholder: plainText(150), confirm, focus_on_load: truth };
const many = { ...common, max_selected_items: integerOf(1, 100) };

/** Every option there is, in groups or not. */
export function optionsOf(element: Fields): readonly Fields[] {
  const grouped = fieldListAt(element, 'option_groups').flatMap((group) => fieldListAt(group, 'options'));
  return [...fieldListAt(element, 'options'), ...grouped];
}

/** What is chosen at first must be among the options, exactly. */
export const initialAmongOptions: Check = (value, pointer, flaws) => {
  if (!isFields(value)) {
    return;
  }
  const offered = new Set(optionsOf(value).map((option) => JSON.stringify(option)));
  const chosen = value.initial_option === undefined ? listAt(value, 'initial_options') : [value.initial_option];
  if (chosen.some((option) => !offered.has(JSON.stringify(option)))) {
    flaws.push({ message: 'initial option(s) must exactly match one of the options provided', pointer });
  }
};

/** No two options may stand for the same. */
export const distinctValues: Check = (value, pointer, flaws: Flaw[]) => {
  if (!isFields(value)) {
    return;
  }
  const values = optionsOf(value).map((option) => option.value);
  if (new Set(values).size < values.length) {
    flaws.push({ message: 'option values must be unique', pointer });
  }
};

function staticMenu(extra: Readonly<Record<string, Check>>): Check {
  return allOf(
    shapeOf({ type: anything }, { ...extra, options: listOf(plainOption, 100), option_groups: listOf(optionGroup, 100) }),
    exactlyOne('options', 'option_groups'),
    initialAmongOptions,
    distinctValues,
  );
}

const id = textOf(255);

/** Menus of which one thing is chosen. */
export const selects: Readonly<Record<string, Check>> = {
  static_select: staticMenu({ ...common, initial_option: plainOption }),
  external_select: shapeOf({ type: anything }, { ...common, initial_option: plainOption, min_query_length: integerOf(0, 3_000) }),
  users_select: shapeOf({ type: anything }, { ...common, initial_user: id }),
  conversations_select: shapeOf(
    { type: anything },
    {
      ...common,
      initial_conversation: id,
      default_to_current_conversation: truth,
      response_url_enabled: truth,
      filter: conversationFilter,
    },
  ),
  channels_select: shapeOf({ type: anything }, { ...common, initial_channel: id, response_url_enabled: truth }),
};

/** Menus of which several things are chosen. */
export const multiSelects: Readonly<Record<string, Check>> = {
  multi_static_select: staticMenu({ ...many, initial_options: listOf(plainOption, 100) }),
  multi_external_select: shapeOf(
    { type: anything },
    { ...many, initial_options: listOf(plainOption, 100), min_query_length: integerOf(0, 3_000) },
  ),
  multi_users_select: shapeOf({ type: anything }, { ...many, initial_users: listOf(id, 100) }),
  multi_conversations_select: shapeOf(
    { type: anything },
    { ...many, initial_conversations: listOf(id, 100), default_to_current_conversation: truth, filter: conversationFilter },
  ),
  multi_channels_select: shapeOf({ type: anything }, { ...many, initial_channels: listOf(id, 100) }),
};
