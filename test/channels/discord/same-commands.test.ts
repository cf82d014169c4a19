import { isSame } from '../../../src/channels/discord/register.ts';

const OURS = [
  {
    type: 1,
    name: 'a',
    description: 'A',
    options: [{ type: 3, name: 'x', description: 'X', choices: [{ name: 'n', value: 'v' }] }],
    contexts: [0, 1],
    integration_types: [0, 1],
  },
  { type: 3, name: 'B', name_localizations: { ja: 'ビー' }, contexts: [0], integration_types: [0] },
];

function asDiscordTells(change: (commands: typeof OURS) => unknown = (commands) => commands): unknown {
  const commands = structuredClone(OURS).map((command, index) => ({
    id: String(index),
    version: '7',
    default_member_permissions: null,
    nsfw: false,
    description_localizations: null,
    ...command,
  }));
  return change(commands);
}

describe('Comparing commands', () => {
  it('overlooks what Discord adds, and the order of commands and places', () => {
    expect(isSame(OURS, asDiscordTells())).toBe(true);
    expect(
      isSame(
        OURS,
        asDiscordTells((commands) => [...commands].reverse()),
      ),
    ).toBe(true);
    expect(
      isSame(
        OURS,
        asDiscordTells((commands) => commands.map((command) => ({ ...command, contexts: [...command.contexts].reverse() }))),
      ),
    ).toBe(true);
  });

  it.each<[string, (commands: typeof OURS) => unknown]>([
    ['a command is missing', (commands) => commands.slice(1)],
    ['there is one too many', (commands) => [...commands, { type: 1, name: 'old' }]],
    ['a description changed', ([first, ...others]) => [{ ...first, description: 'other' }, ...others]],
    ['an option is missing', ([first, ...others]) => [{ ...first, options: [] }, ...others]],
    ['a translation was taken back', ([first, ...others]) => [{ ...first, name_localizations: { ja: '古い' } }, ...others]],
    ['it is for other places', ([first, ...others]) => [{ ...first, contexts: [0] }, ...others]],
    ['nothing is registered', () => []],
  ])('tells them apart where %s', (_what, change) => {
    expect(isSame(OURS, asDiscordTells(change))).toBe(false);
  });
});
