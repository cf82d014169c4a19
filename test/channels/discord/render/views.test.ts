import { join } from 'node:path';
import fc from 'fast-check';
import words from '../../../../locales/ja/discord.json' with { type: 'json' };
import { readCustomId } from '../../../../src/channels/discord/render/custom-id.ts';
import { renderForget, renderHelp, renderWord, type Word } from '../../../../src/channels/discord/render/help.ts';
import { readIntake, renderIntake } from '../../../../src/channels/discord/render/intake.ts';
import { renderMessage } from '../../../../src/channels/discord/render/message.ts';
import { COMPONENTS_V2, type Rendered } from '../../../../src/channels/discord/render/rendered.ts';
import { readSearch, renderResults, renderSearch, renderSuggestions } from '../../../../src/channels/discord/render/search.ts';
import { tellForm } from '../../../../src/channels/discord/render/told.ts';
import { readWrite, renderWrite } from '../../../../src/channels/discord/render/write.ts';
import { sayIn } from '../../../../src/channels/shared/say.ts';
import type { Lang, Localised } from '../../../../src/contracts/lang.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { checkChoices } from '../../../discord/emulator/validate/commands.ts';
import { checkMessage } from '../../../discord/emulator/validate/message.ts';
import { checkModal } from '../../../discord/emulator/validate/modal.ts';
import { readComponents } from '../../../helpers/discord-words.ts';
import { buildMessage, EVERY_KIND } from '../../../helpers/messages.ts';
import { loadRealKnowledge } from '../../../helpers/real-knowledge.ts';
import { startTalk } from '../../../helpers/talk.ts';

const TRANSLATOR = loadTranslator(join(import.meta.dirname, '..', '..', '..', '..', 'locales'));
interface CatalogueRow {
  readonly id: string;
  readonly names: Localised;
}

const LANGS: readonly Lang[] = ['ja', 'en'];
const AT = { conversation: 'discord:18446744073709551615/18446744073709551614:18446744073709551613', seq: 1_799_999_999_999_123 };
const SEARCH = { at: AT, directory: 'mail_provider', question: 'previous_isp' } as const;
const RULES = { flags: COMPONENTS_V2, before: null };

function isTaken({ components, flags }: Rendered): boolean {
  return checkMessage({ components: JSON.parse(JSON.stringify(components)), flags }, RULES).ok;
}

/** What Discord sends of a modal: boxes in labels, or in rows as it did before there were labels. */
function sent(values: Readonly<Record<string, string>>, kind: 'labels' | 'rows' = 'labels'): readonly unknown[] {
  return Object.entries(values).map(([id, value]) => {
    const box = { type: 4, custom_id: id, value };
    return kind === 'labels' ? { type: 18, id: 1, component: box } : { type: 1, components: [box] };
  });
}

function idsOf(modal: { readonly components: readonly unknown[] }): readonly string[] {
  return [...JSON.stringify(modal.components).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id ?? '');
}

describe.each(LANGS)('In %s', (lang) => {
  const say = sayIn(TRANSLATOR, lang);

  it('the form is taken by Discord, nothing of it cut, and nothing must be filled in', () => {
    const form = renderIntake(say);

    expect(checkModal(JSON.parse(JSON.stringify(form)))).toEqual([]);
    expect(readComponents(form.components)).not.toContain('…');
    expect(JSON.stringify(form)).not.toContain('"required":true');
    expect(readCustomId(form.custom_id)).toEqual({ at: null, kind: 'form' });
  });

  it.each(['isp', 'mail_provider', 'client'] as const)('the search is taken by Discord, nothing of it cut: %s', (directory) => {
    const modal = renderSearch({ ...SEARCH, directory }, say);

    expect(checkModal(JSON.parse(JSON.stringify(modal)))).toEqual([]);
    expect(JSON.stringify(modal)).not.toContain('…');
    expect(readCustomId(modal.custom_id)).toEqual({ at: AT, kind: 'find', directory, question: 'previous_isp' });
  });

  it('the modal to write in is taken by Discord and shows what was asked', () => {
    const asked = renderMessage(
      buildMessage({
        id: 'm1',
        blocks: [...EVERY_KIND, { kind: 'text', text: '*いま*の\n回線は？' }],
        choices: [{ id: 'isp:x', label: 'x', style: 'plain' }],
      }),
      AT,
      say,
    );
    const modal = renderWrite(AT, asked.at(-1)?.components, say);

    expect(checkModal(JSON.parse(JSON.stringify(modal)))).toEqual([]);
    expect(readComponents(modal.components)).toContain('*いま*の 回線は？');
    expect(readCustomId(modal.custom_id)).toEqual({ at: AT, kind: 'say' });
    expect(checkModal(JSON.parse(JSON.stringify(renderWrite(AT, undefined, say))))).toEqual([]);
  });

  it('the modal to write in shows the beginning of a long question, up to the end of a sentence', () => {
    const asked = [{ type: 10, content: `What happened? Tell me ${'in your own words '.repeat(10)}.` }];

    expect(JSON.stringify(renderWrite(AT, asked, say))).toContain('"description":"What happened?"');
  });

  it('help, the question before forgetting and every small word are taken by Discord', () => {
    expect(isTaken(renderHelp(say, lang))).toBe(true);
    expect(isTaken(renderForget(say))).toBe(true);
    const keys = Object.keys(words.word).map((key): string => `discord:word.${key}`);
    const isWord = (key: string): key is Word => keys.includes(key);
    expect(keys.filter(isWord).map((key) => isTaken(renderWord(key, say)))).toEqual(keys.map(() => true));
  });

  it('help has ways on: the form, the other language, forgetting', () => {
    const other = lang === 'ja' ? 'en' : 'ja';

    expect(idsOf(renderHelp(say, lang)).map(readCustomId)).toEqual([
      { at: null, kind: 'form' },
      { at: null, kind: 'lang', lang: other },
      { at: null, kind: 'forget', sure: false },
    ]);
    expect(idsOf(renderForget(say)).map(readCustomId)).toEqual([
      { at: null, kind: 'forget', sure: true },
      { at: null, kind: 'keep' },
    ]);
  });
});

describe('What was found', () => {
  const say = sayIn(TRANSLATOR, 'ja');
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `row-${index}`, label: `回線${index}` }));

  it('is a list of at most 25 whose values are choice ids, with ways on beside it', () => {
    const results = renderResults(SEARCH, { typed: '回線', rows: rows(40) }, say);

    expect(isTaken(results)).toBe(true);
    expect(readComponents(results.components)).toContain('「回線」で見つかったもののうち、25件です。');
    expect(results.components[1]).toMatchObject({
      components: [{ type: 3, options: { length: 25, 0: { label: '回線0', value: 'previous_isp:row-0' } } }],
    });
    expect(idsOf(results).map(readCustomId)).toEqual([
      { at: AT, kind: 'pick', question: 'previous_isp' },
      { at: AT, kind: 'find', directory: 'mail_provider', question: 'previous_isp' },
      { at: AT, kind: 'say' },
    ]);
  });

  it('says so where it is nothing', () => {
    const results = renderResults(SEARCH, { typed: '*な\nい*', rows: [] }, say);

    expect(isTaken(results)).toBe(true);
    expect(readComponents(results.components)).toContain('「*な い*」は見つかりませんでした。');
    expect(JSON.stringify(results)).not.toContain('"type":3');
  });

  it('is taken by Discord whatever was typed and however rows are called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 150 }), { maxLength: 30 }),
        (typed, labels) => {
          const found = labels.map((label, index) => ({ id: `r${index}`, label }));

          expect(isTaken(renderResults(SEARCH, { typed, rows: found }, say))).toBe(true);
          expect(checkChoices({ choices: renderSuggestions(found, 'isp') })).toEqual([]);
        },
      ),
    );
  });

  it('is read from the modal sent', () => {
    const [box] = idsOf(renderSearch(SEARCH, say));

    expect(readSearch(sent({ [box ?? '']: ' NURO ' }))).toBe('NURO');
    expect(readSearch(undefined)).toBe('');
  });
});

describe('Words written in the modal', () => {
  it('are read from it', () => {
    const [box = ''] = idsOf(renderWrite(AT, [], sayIn(TRANSLATOR, 'en')));

    expect(readWrite(sent({ [box]: '\nOutlook 2007\n587\n' }))).toBe('Outlook 2007\n587');
    expect(readWrite(sent({ [box]: 'NURO' }, 'rows'))).toBe('NURO');
    expect(readWrite([null, 1, {}, { component: { custom_id: box } }])).toBe('');
  });
});

describe('A form sent', () => {
  const ja = sayIn(TRANSLATOR, 'ja');

  it('is nothing where nothing was written', () => {
    expect(readIntake(sent({ isp: '', story: '  ' }), ja)).toBeNull();
  });

  it('tells choices as choices and names in the person’s own words as sentences', () => {
    expect(tellForm({ isp: 'isp:nuro', client: 'Outlook 2007', story: '送れません' }, ja)).toEqual({
      choices: ['isp:nuro'],
      text: 'メールソフトは Outlook 2007 です。\n送れません',
    });
  });

  it.each(LANGS)('is understood by the engine: what stands in a box is that fact, in %s', (lang) => {
    const say = sayIn(TRANSLATOR, lang);
    const boxes = { isp: 'NURO 光', previous_isp: 'J:COM', mail_provider: 'nifty.com', client: 'Outlook 2007', story: '0x800CCC0E' };
    const form = readIntake(sent(boxes), say);
    const talk = startTalk({ knowledge: loadRealKnowledge(), lang, world: null });

    talk.happen({ kind: 'form', choices: form?.choices ?? [], text: form?.text ?? '', fresh: true });

    expect(talk.report().facts).toMatchObject({ previous_isp: 'jcom', mail_domain: 'nifty.com', client: 'outlook-2007' });
    expect(talk.report().facts.isp).toMatch(/nuro/);
  });

  it.each(LANGS)('is understood where the provider is called by its name, alone, in %s', (lang) => {
    const form = readIntake(sent({ mail_provider: lang === 'ja' ? 'ニフティ' : 'nifty' }), sayIn(TRANSLATOR, lang));
    const talk = startTalk({ knowledge: loadRealKnowledge(), lang, world: null });

    talk.happen({ kind: 'form', choices: [], text: form?.text ?? '', fresh: true });

    expect(talk.report().facts.mail_provider).toBe('nifty');
  });

  it.each(LANGS)('is understood by name for nearly all of the catalogue, in %s', (lang) => {
    const knowledge = loadRealKnowledge();
    const { isps, clients, providers } = knowledge.catalogue;
    const say = sayIn(TRANSLATOR, lang);
    const understood = (asked: 'isp' | 'previous_isp' | 'client' | 'mail_provider', rows: readonly CatalogueRow[]): number => {
      const found = rows.filter(({ id, names }) => {
        const talk = startTalk({ knowledge, lang, world: null });
        talk.happen({ kind: 'form', ...tellForm({ [asked]: names[lang] }, say), fresh: true });
        return talk.report().facts[asked] === id;
      });
      return found.length / rows.length;
    };

    expect(understood('isp', [...isps.values()])).toBeGreaterThan(0.95);
    expect(understood('previous_isp', [...isps.values()])).toBeGreaterThan(0.95);
    expect(understood('client', [...clients.values()])).toBeGreaterThan(0.95);
    // Some providers share a name: then it is one of them.
    expect(understood('mail_provider', [...providers.values()])).toBeGreaterThan(0.85);
  });
});
