import { join } from 'node:path';
import { sayIn } from '../../../../src/channels/shared/say.ts';
import { renderHelp, suggestPrompts } from '../../../../src/channels/slack/render/help.ts';
import { HOME_ACTIONS, renderHome } from '../../../../src/channels/slack/render/home.ts';
import { failIntake, readIntake, renderIntake } from '../../../../src/channels/slack/render/intake.ts';
import { readPicker, renderOptions } from '../../../../src/channels/slack/render/render-choices.ts';
import type { Lang } from '../../../../src/contracts/lang.ts';
import type { Session } from '../../../../src/contracts/turn.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { readShown } from '../../../helpers/slack-words.ts';
import { checkMessage } from '../../../slack/emulator/validate/message.ts';
import { checkView } from '../../../slack/emulator/validate/view.ts';

const TRANSLATOR = loadTranslator(join(import.meta.dirname, '..', '..', '..', '..', 'locales'));
const LANGS: readonly Lang[] = ['ja', 'en'];
const STEPS: readonly (Session['step'] | null)[] = [null, 'new', 'offered', 'talking', 'probing', 'advised', 'closed', 'handed_over'];

describe.each(LANGS)('The form in %s', (lang) => {
  const say = sayIn(TRANSLATOR, lang);
  const view = renderIntake({ say, metadata: '{"channel":"C1"}' });

  it('is taken by Slack, its titles short enough', () => {
    expect(checkView(view, 'modal')).toEqual([]);
    expect([view.title, view.submit, view.close].map((text) => text?.text.length ?? 99).every((length) => length <= 24)).toBe(true);
  });

  it('asks for nothing that must be filled in', () => {
    expect(view.blocks.filter((block) => block.type === 'input' && 'optional' in block && block.optional !== true)).toEqual([]);
  });

  it('has long lists whose ids tell what is searched', () => {
    const lists = view.blocks.flatMap((block) =>
      'element' in block && block.element.type === 'external_select' ? [block.element.action_id ?? ''] : [],
    );

    expect(lists.map(readPicker)).toEqual([
      { directory: 'isp', question: 'isp' },
      { directory: 'isp', question: 'previous_isp' },
      { directory: 'client', question: 'client' },
    ]);
  });

  it('says at a box of its own what is wrong', () => {
    const empty = readIntake({ isp: { 'pick.isp.isp': { type: 'external_select', selected_option: null } } }, say);
    const boxes = view.blocks.map(({ block_id: id }) => id);

    expect(empty).toMatchObject({ kind: 'errors' });
    const named = [...Object.keys(failIntake(say)), ...(empty.kind === 'errors' ? Object.keys(empty.errors) : [])];
    expect(named.every((id) => boxes.includes(id))).toBe(true);
  });
});

describe('A form sent', () => {
  const say = sayIn(TRANSLATOR, 'ja');

  it('tells the choices, and what was written as the person would say it', () => {
    const state = {
      isp: {
        'pick.isp.isp': { type: 'external_select', selected_option: { text: { type: 'plain_text', text: 'NURO 光' }, value: 'isp:nuro' } },
      },
      previous_isp: { 'pick.isp.previous_isp': { type: 'external_select', selected_option: { value: 'previous_isp:jcom' } } },
      mail: { mail: { type: 'plain_text_input', value: ' nifty.com ' } },
      client: { 'pick.client.client': { type: 'external_select', selected_option: null } },
      current_port: { port: { type: 'static_select', selected_option: { value: 'current_port:25' } } },
      story: { story: { type: 'plain_text_input', value: '0x800CCC0E と出ます' } },
    };

    expect(readIntake(state, say)).toEqual({
      kind: 'form',
      choices: ['isp:nuro', 'previous_isp:jcom', 'current_port:25'],
      text: 'メールアドレスは nifty.com です。\n0x800CCC0E と出ます',
    });
  });

  it.each([undefined, null, {}, 'state', { story: null }, { story: { story: { value: '   ' } } }])(
    'with nothing in it is no form: %p',
    (state) => {
      expect(readIntake(state, say)).toMatchObject({ kind: 'errors' });
    },
  );
});

describe('Rows found', () => {
  it('are options within limits whose value is the choice', () => {
    const rows = Array.from({ length: 130 }, (_, index) => ({ id: `row-${index}`, label: '長い名前'.repeat(index) }));
    const options = renderOptions(rows, 'previous_isp');

    expect(options).toHaveLength(100);
    expect(options[7]?.value).toBe('previous_isp:row-7');
    expect(options.every(({ text }) => text.text.length > 0 && text.text.length <= 75)).toBe(true);
  });

  it.each(['choice.1', 'pick.isp', 'pick.moon.isp', 'pick.isp.a b', ''])('are not searched by the action %p', (action) => {
    expect(readPicker(action)).toBeNull();
  });
});

describe.each(LANGS)('The home tab in %s', (lang) => {
  const say = sayIn(TRANSLATOR, lang);

  it.each(STEPS)('is taken by Slack with a case that is %p', (step) => {
    expect(checkView(renderHome({ lang, say, standing: { step, cause: null } }), 'home')).toEqual([]);
  });

  it('names the cause once there is a verdict, and offers to go on', () => {
    const view = renderHome({ lang, say, standing: { step: 'advised', cause: 'op25b' } });

    expect(readShown(view.blocks)).toContain(say('causes:op25b.name'));
    expect(JSON.stringify(view)).toContain(HOME_ACTIONS.continue);
  });

  it('offers nothing to go on with where there is no case', () => {
    expect(JSON.stringify(renderHome({ lang, say, standing: { step: null, cause: null } }))).not.toContain(HOME_ACTIONS.continue);
  });

  it('asks before it forgets', () => {
    const shown = JSON.stringify(renderHome({ lang, say, standing: { step: null, cause: null } }));

    expect(shown).toContain(say('slack:home.forget_title'));
  });

  it('is said in both languages where it offers them', () => {
    const shown = readShown(renderHome({ lang, say, standing: { step: null, cause: null } }).blocks);

    expect(shown).toContain('日本語');
    expect(shown).toContain('English');
  });
});

describe.each(LANGS)('Help in %s', (lang) => {
  const say = sayIn(TRANSLATOR, lang);

  it('is taken by Slack and names every command', () => {
    const { text, blocks } = renderHelp(say);

    expect(checkMessage({ text, blocks })).toMatchObject({ ok: true });
    for (const command of ['/mailfix', '/mailfix lang', '/mailfix forget']) {
      expect(text).toContain(command);
      expect(readShown(blocks)).toContain(command);
    }
  });

  it('offers four ways to begin in the assistant pane, as Slack allows', () => {
    const { prompts } = suggestPrompts(say);

    expect(prompts).toHaveLength(4);
    expect(new Set(prompts.map(({ message }) => message)).size).toBe(4);
  });
});
