import { type Fields, fieldListAt, isFields, textAt } from '../../../helpers/json.ts';
import {
  allOf,
  at,
  type Check,
  type Flaw,
  integerOf,
  lengthOf,
  listOf,
  oneOf,
  orNull,
  ruleOf,
  shapeOf,
  tableOf,
  textLike,
  textOf,
  truth,
} from './schema.ts';

// docs.discord.com/developers/interactions/application-commands

/** docs.discord.com/developers/reference, "Locales". */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(' '),
);

/** The same page, "Application Command Naming". */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Names, descriptions and values of a command together: the same page, "Limits on the number of commands". */
const MOST_LETTERS = 8_000;

const slashName: Check = (value, path, flaws) => {
  if (typeof value !== 'string' || !NAME.test(value) || value !== value.toLowerCase()) {
    flaws.push({ path, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' });
  }
};

const localised = (check: Check): Check => orNull(tableOf(LOCALES, check));
const named = { name_localizations: localised(slashName), description_localizations: localised(textOf(100)) } as const;

const choice = allOf(
  shapeOf(
    { name: textOf(100), value: (value, path, flaws) => (typeof value === 'number' ? undefined : textOf(100)(value, path, flaws)) },
    {
      name_localizations: localised(textOf(100)),
    },
  ),
);

const option: Check = (value, path, flaws) => optionRules(value, path, flaws);

const optionRules = allOf(
  shapeOf(
    { type: integerOf(1, 11), name: slashName, description: textOf(100) },
    {
      ...named,
      required: truth,
      choices: listOf(choice, 25),
      options: listOf(option, 25),
      min_length: integerOf(0, 6_000),
      max_length: integerOf(1, 6_000),
      autocomplete: truth,
    },
  ),
  ruleOf(({ autocomplete, choices }) =>
    autocomplete === true && Array.isArray(choices) && choices.length > 0
      ? { path: 'autocomplete', code: 'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES', message: 'Autocomplete may not be set with choices' }
      : null,
  ),
);

const common = {
  default_member_permissions: orNull(textLike(/^\d+$/, { code: 'NUMBER_TYPE_COERCE', message: 'Value is not int.' })),
  nsfw: truth,
  integration_types: orNull(listOf(oneOf(0, 1), 2, 1)),
  contexts: orNull(listOf(oneOf(0, 1, 2), 3, 1)),
} as const;

const slash = allOf(
  shapeOf({ name: slashName, description: textOf(100) }, { ...named, ...common, options: listOf(option, 25) }),
  ruleOf(brokenOptions),
);

const menu = allOf(
  shapeOf({ name: textOf(32) }, { ...common, name_localizations: localised(textOf(32)) }),
  ruleOf((command) =>
    textAt(command, 'description') === '' && fieldListAt(command, 'options').length === 0
      ? null
      : {
          path: 'description',
          code: 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
          message: 'Context menu commands have no description and no options',
        },
  ),
);

function brokenOptions(command: Fields): Flaw | null {
  const options = fieldListAt(command, 'options');
  const names = options.map(({ name }) => name);
  const again = names.findIndex((name, index) => names.indexOf(name) < index);
  if (again >= 0) {
    return { path: `options.${again}.name`, code: 'APPLICATION_COMMAND_OPTION_NAME_NOT_UNIQUE', message: 'Option name must be unique' };
  }
  const late = options.findIndex(
    ({ required }, index) => required === true && options.slice(0, index).some((each) => each.required !== true),
  );
  return late < 0
    ? null
    : {
        path: `options.${late}`,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      };
}

/** What is wrong with one command. */
export function checkCommand(command: unknown, path: string): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const type = isFields(command) ? (command.type ?? 1) : 1;
  const check = type === 1 ? slash : type === 2 || type === 3 ? menu : oneOfTypes;
  check(command, path, flaws);
  const letters = isFields(command) ? lettersOf(command) : 0;
  if (letters > MOST_LETTERS) {
    flaws.push({ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message: `Command exceeds maximum size (${MOST_LETTERS})` });
  }
  return flaws;
}

const oneOfTypes: Check = ruleOf(() => ({ path: 'type', code: 'BASE_TYPE_CHOICES', message: 'Value must be one of (1, 2, 3).' }));

/** Of a text in several languages the longest counts. */
function lettersOf(fields: Fields): number {
  const longest = (name: string): number => {
    const table = fields[`${name}_localizations`];
    const texts = [fields[name], ...(isFields(table) ? Object.values(table) : [])].filter((text) => typeof text === 'string');
    return Math.max(0, ...texts.map(lengthOf));
  };
  const value = typeof fields.value === 'string' ? lengthOf(fields.value) : 0;
  const inner = [...fieldListAt(fields, 'options'), ...fieldListAt(fields, 'choices')];
  return longest('name') + longest('description') + value + inner.reduce((sum, each) => sum + lettersOf(each), 0);
}

/** What is wrong with all commands of the app: at most 100 slash commands and 15 of each menu, each name once a type. */
export function checkCommands(commands: readonly unknown[]): readonly Flaw[] {
  const flaws = commands.flatMap((command, index) => checkCommand(command, String(index)));
  const keys = commands.filter(isFields).map(({ type, name }) => `${String(type ?? 1)} ${String(name)}`);
  keys.forEach((key, index) => {
    if (keys.indexOf(key) < index) {
      flaws.push({
        path: at(String(index), 'name'),
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    }
  });
  for (const [type, most] of [
    [1, 100],
    [2, 15],
    [3, 15],
  ] as const) {
    if (keys.filter((key) => key.startsWith(`${type} `)).length > most) {
      flaws.push({ path: '', code: 'BASE_TYPE_MAX_LENGTH', message: `Maximum number of application commands reached (${most})` });
    }
  }
  return flaws;
}

const choices = shapeOf({ choices: listOf(choice, 25) });

/** What is wrong with the answer to an autocomplete. */
export function checkChoices(data: unknown): readonly Flaw[] {
  const flaws: Flaw[] = [];
  choices(data, 'data', flaws);
  return flaws;
}
