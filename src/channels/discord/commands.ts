import type { APIApplicationCommandOptionChoice, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import type { MessageKey } from '../../contracts/message-key.ts';
import type { Translator } from '../../contracts/messages.ts';
import { sayIn } from '../shared/say.ts';

/** The command, as in every channel (design: `/mailfix`). */
export const MAILFIX = 'mailfix';

/** Names of the options of `/mailfix`, as interactions bring them. */
export const OPTIONS = {
  story: 'story',
  isp: 'isp',
  provider: 'provider',
  program: 'program',
  action: 'action',
} as const;

/** Values of the option `action`. */
export const ACTIONS = {
  form: 'form',
  help: 'help',
  ja: 'lang-ja',
  en: 'lang-en',
  forget: 'forget',
} as const;

/** Installed in servers and by people for themselves; used in servers, in the bot's direct messages and in those of others. */
const WHERE = { integration_types: [0, 1], contexts: [0, 1, 2] } as const;

type Localised = (key: MessageKey) => { readonly en: string; readonly ja: string };

/** The commands as they are registered (docs.discord.com/developers/interactions/application-commands), English with Japanese beside it. */
export function defineCommands(translator: Translator): RESTPostAPIApplicationCommandsJSONBody[] {
  const [ja, en] = [sayIn(translator, 'ja'), sayIn(translator, 'en')];
  const both: Localised = (key) => ({ en: en(key), ja: ja(key) });
  const diagnose = both('discord:command.diagnose');
  return [
    {
      type: 1,
      name: MAILFIX,
      ...described(both('discord:command.mailfix')),
      ...where(),
      options: [
        { type: 3, name: OPTIONS.story, ...option('story', both), max_length: 3000 },
        { type: 3, name: OPTIONS.isp, ...option('isp', both), autocomplete: true },
        { type: 3, name: OPTIONS.provider, ...option('provider', both), autocomplete: true },
        { type: 3, name: OPTIONS.program, ...option('program', both), autocomplete: true },
        { type: 3, name: OPTIONS.action, ...option('action', both), choices: Object.values(ACTIONS).map((value) => action(value, both)) },
      ],
    },
    { type: 3, name: diagnose.en, name_localizations: { ja: diagnose.ja }, ...where() },
  ];
}

/** The name of the context command, by which its interactions are known. */
export function nameOfDiagnose(translator: Translator): string {
  return translator.say({ key: 'discord:command.diagnose' }, 'en');
}

function where(): { integration_types: (0 | 1)[]; contexts: (0 | 1 | 2)[] } {
  return { integration_types: [...WHERE.integration_types], contexts: [...WHERE.contexts] };
}

function option(name: keyof typeof OPTIONS, both: Localised) {
  return { name_localizations: { ja: both(`discord:option.${name}`).ja }, ...described(both(`discord:option.${name}_about`)) };
}

function described({ en, ja }: ReturnType<Localised>) {
  return { description: en, description_localizations: { ja } };
}

function action(value: (typeof ACTIONS)[keyof typeof ACTIONS], both: Localised): APIApplicationCommandOptionChoice<string> {
  const { en, ja } = both(`discord:action.${value}`);
  return { name: en, name_localizations: { ja }, value };
}
