import {
  allOf,
  type Check,
  type Flaw,
  integerOf,
  listOf,
  oneOf,
  orNull,
  ruleOf,
  shapeOf,
  snowflake,
  textLike,
  textOf,
  truth,
} from './schema.ts';

// docs.discord.com/developers/components/reference

/** Optional number of a component. */
export const id = integerOf(0, 2_147_483_647);

/** What a component is known by in interactions. */
export const customId = textOf(100);

/** A web address, as links have it. */
export const webAddress = allOf(
  textOf(512),
  textLike(/^(https?|discord):\/\/\S+$/, {
    code: 'URL_TYPE_INVALID_SCHEME',
    message: "Scheme must be one of ('http', 'https', 'discord').",
  }),
);

// Discord knows the emoji of Unicode with and without the mark that asks for a picture (U+FE0F).
const EMOJI = /^(?:\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{Extended_Pictographic}\u{FE0F}?)$/v;

/** An emoji of Unicode by its name, or one of a server by its id. */
export const emoji = allOf(
  shapeOf({}, { id: orNull(snowflake), name: orNull(textOf(100)), animated: truth }),
  ruleOf(({ id: own, name }) => {
    const known = (own !== undefined && own !== null) || (typeof name === 'string' && EMOJI.test(name));
    return known ? null : { path: 'name', code: 'BUTTON_COMPONENT_INVALID_EMOJI', message: 'Invalid emoji' };
  }),
);

/** A picture by its address or among the attachments. */
export const media = shapeOf({
  url: textLike(/^(https?|attachment):\/\/\S+$/, {
    code: 'URL_TYPE_INVALID_SCHEME',
    message: "Scheme must be one of ('http', 'https', 'attachment').",
  }),
});

const LINK = 5;
const PREMIUM = 6;

function brokenButton(button: Readonly<Record<string, unknown>>): Flaw | null {
  const { style, label, emoji: picture, custom_id, url, sku_id } = button;
  const has = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
  if (has(custom_id) && has(url)) {
    return { path: '', code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message: 'A custom id and url cannot both be specified' };
  }
  if (style === PREMIUM) {
    const bare = has(sku_id) && ![custom_id, label, url, picture].some(has);
    return bare
      ? null
      : { path: 'sku_id', code: 'BUTTON_COMPONENT_SKU_ID_REQUIRED', message: 'A premium button has a sku id and nothing else' };
  }
  if (style === LINK && (!has(url) || has(custom_id))) {
    return { path: 'url', code: 'BUTTON_COMPONENT_URL_REQUIRED', message: 'A url is required' };
  }
  if (style !== LINK && (!has(custom_id) || has(url) || has(sku_id))) {
    return { path: 'custom_id', code: 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', message: 'A custom id is required' };
  }
  return has(label) || has(picture) ? null : { path: 'label', code: 'BASE_TYPE_REQUIRED', message: 'A button has a label or an emoji' };
}

/** docs.discord.com/developers/components/reference, "Button". */
export const button: Check = allOf(
  shapeOf(
    { style: integerOf(1, PREMIUM) },
    { id, label: textOf(80, 0), emoji, custom_id: customId, url: webAddress, sku_id: snowflake, disabled: truth },
  ),
  ruleOf(brokenButton),
);

const option = shapeOf({ label: textOf(100), value: textOf(100) }, { description: orNull(textOf(100, 0)), emoji, default: truth });

function brokenOptions({ options, max_values, min_values }: Readonly<Record<string, unknown>>): Flaw | null {
  const all: readonly unknown[] = Array.isArray(options) ? options : [];
  const values = all.map((each) => (typeof each === 'object' && each !== null && 'value' in each ? each.value : undefined));
  const repeated = values.findIndex((value, index) => values.indexOf(value) < index);
  if (repeated >= 0) {
    return {
      path: `options.${repeated}.value`,
      code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      message: 'The specified option value is already used',
    };
  }
  const most = typeof max_values === 'number' ? max_values : 1;
  const least = typeof min_values === 'number' ? min_values : 1;
  if (most < least || (all.length > 0 && (least > all.length || most > all.length))) {
    return { path: 'max_values', code: 'NUMBER_TYPE_MAX', message: 'min_values, max_values and the number of options do not fit' };
  }
  const chosen = all.filter((each) => typeof each === 'object' && each !== null && 'default' in each && each.default === true);
  return chosen.length > most
    ? { path: 'options', code: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', message: 'More options are chosen than may be' }
    : null;
}

const selecting = {
  id,
  placeholder: orNull(textOf(150, 0)),
  min_values: integerOf(0, 25),
  max_values: integerOf(1, 25),
  disabled: truth,
  required: truth,
} as const;

/** docs.discord.com/developers/components/reference, "String Select". */
const stringSelect: Check = allOf(shapeOf({ custom_id: customId, options: listOf(option, 25, 1) }, selecting), ruleOf(brokenOptions));

const defaultValue = shapeOf({ id: snowflake, type: oneOf('user', 'role', 'channel') });

/** The selects that Discord fills: people (5), roles (6), both (7), channels (8). */
const filledSelect: Check = shapeOf(
  { custom_id: customId },
  { ...selecting, default_values: listOf(defaultValue, 25), channel_types: listOf(integerOf(0, 16), 20) },
);

/** All selects, by type. */
export const selects: Readonly<Record<number, Check>> = {
  3: stringSelect,
  5: filledSelect,
  6: filledSelect,
  7: filledSelect,
  8: filledSelect,
};

/** Options of radio and checkbox groups. */
export function groupOptions(min: number): Check {
  return listOf(shapeOf({ label: textOf(100), value: textOf(100) }, { description: orNull(textOf(100, 0)), default: truth }), 10, min);
}
