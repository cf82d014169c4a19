import { join } from 'node:path';
import { readMark } from '../../../../src/channels/discord/render/mark.ts';
import { renderMessage } from '../../../../src/channels/discord/render/message.ts';
import { COMPONENTS_V2 } from '../../../../src/channels/discord/render/rendered.ts';
import { retireChoices } from '../../../../src/channels/discord/render/retire.ts';
import { sayIn } from '../../../../src/channels/shared/say.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { checkMessage } from '../../../discord/emulator/validate/message.ts';
import { readComponents } from '../../../helpers/discord-words.ts';
import { buildMessage, buildText, EVERY_KIND } from '../../../helpers/messages.ts';

const say = sayIn(loadTranslator(join(import.meta.dirname, '..', '..', '..', '..', 'locales')), 'ja');
const AT = { conversation: 'discord:dm/1:main', seq: 7 };
const RULES = { flags: COMPONENTS_V2, before: null };
const choices = [{ id: 'after:fixed', label: '直った', style: 'primary' as const }];

/** As Discord gives it back: every component has an id. */
function posted(message: Parameters<typeof renderMessage>[0]): readonly { readonly id?: number | undefined; readonly type: number }[] {
  const components = renderMessage(message, AT, say).at(-1)?.components ?? [];
  return components.map((component, index) => ({ ...component, id: component.id ?? index + 1 }));
}

describe('A message after a choice', () => {
  const before = posted(
    buildMessage({ id: 'm1', blocks: EVERY_KIND, choices, picker: { question: 'isp', directory: 'isp', placeholder: '名前で探す' } }),
  );
  const retired = retireChoices(JSON.parse(JSON.stringify(before)), { label: '直った' }, say);

  it('says what was chosen where the buttons were, and all the rest as before', () => {
    expect(retired.slice(0, -1)).toEqual(before.filter(({ type }) => type !== 1));
    expect(readComponents(retired.at(-1))).toBe('✓ 直った');
    expect(retired.some(({ type }) => type === 1)).toBe(false);
  });

  it('keeps its mark, so that it is found again, and is taken by Discord', () => {
    expect(readMark(retired)).toBe(readMark(before));
    expect(checkMessage({ components: [...retired], flags: COMPONENTS_V2 }, RULES)).toMatchObject({ ok: true });
  });

  it('is still short enough when it was as long as can be', () => {
    const longest = posted(buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: `${'あ'.repeat(79)}。`.repeat(36) }], choices }));
    const words = retireChoices(longest, { label: '*'.repeat(200) }, say);

    expect(readComponents(longest).length).toBeGreaterThan(2500);
    expect(checkMessage({ components: [...words], flags: COMPONENTS_V2 }, RULES)).toMatchObject({ ok: true });
  });

  it('keeps its mark also where there was nothing but buttons', () => {
    const buttons = posted(buildMessage({ id: 'm1', choices }));

    expect(readMark(retireChoices(buttons, { label: '直った' }, say))).toBe(readMark(buttons));
    expect(readComponents(retireChoices(buttons, null, say))).toBe('…');
  });

  it('only loses its buttons where it can’t be told what was chosen', () => {
    expect(readComponents(retireChoices(posted(buildText('m1', '回線は？')), null, say))).toBe('回線は？');
  });

  it('shows the label as it is, in one line', () => {
    expect(readComponents(retireChoices(before, { label: '*太字*\n# 見出し' }, say).at(-1))).toBe('✓ *太字* # 見出し');
  });

  it.each([undefined, null, 'components', [null, 1, {}]])('is the choice alone where Discord gave no components back: %p', (components) => {
    expect(readComponents(retireChoices(components, { label: '直った' }, say))).toBe('✓ 直った');
  });
});
