import { join } from 'node:path';
import { ACTIONS, defineCommands, MAILFIX, nameOfDiagnose, OPTIONS } from '../../../src/channels/discord/commands.ts';
import { loadTranslator } from '../../../src/i18n/translator.ts';
import { checkCommands } from '../../discord/emulator/validate/commands.ts';

const TRANSLATOR = loadTranslator(join(import.meta.dirname, '..', '..', '..', 'locales'));

describe('The commands', () => {
  const commands = defineCommands(TRANSLATOR);
  const [mailfix, diagnose] = commands;

  it('are taken by Discord', () => {
    expect(checkCommands(JSON.parse(JSON.stringify(commands)))).toEqual([]);
  });

  it('can be used in servers, with the bot and anywhere else, installed there or by the person', () => {
    for (const command of commands) {
      expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    }
  });

  it('are named in English, with Japanese beside it', () => {
    expect(mailfix).toMatchObject({ name: MAILFIX, description_localizations: { ja: expect.stringContaining('メールが送れない') } });
    expect(diagnose).toMatchObject({ type: 3, name: nameOfDiagnose(TRANSLATOR), name_localizations: { ja: '診断する' } });
  });

  it('need no option; names are searched in the whole catalogue while they are typed', () => {
    const options = mailfix !== undefined && 'options' in mailfix ? (mailfix.options ?? []) : [];

    expect(options.map(({ name }) => name)).toEqual(Object.values(OPTIONS));
    expect(options.some(({ required }) => required === true)).toBe(false);
    expect(options.filter((option) => 'autocomplete' in option && option.autocomplete === true).map(({ name }) => name)).toEqual([
      OPTIONS.isp,
      OPTIONS.provider,
      OPTIONS.program,
    ]);
    expect(options.at(-1)).toMatchObject({ choices: Object.values(ACTIONS).map((value) => ({ value })) });
  });

  it('are the same each time, so that they are registered once', () => {
    expect(defineCommands(TRANSLATOR)).toEqual(commands);
  });
});
