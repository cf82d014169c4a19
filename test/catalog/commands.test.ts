import { join } from 'node:path';
import { checkCommand, showCommand } from '../../src/bin/catalog.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { changeRow, copyCatalogue, removeCopies } from '../helpers/catalogue-folder.ts';

const translator = loadTranslator(join(import.meta.dirname, '..', '..', 'locales'));

afterEach(removeCopies);

function run(command: (print: (text: string) => void) => number): { code: number; text: string } {
  const lines: string[] = [];
  const code = command((text) => lines.push(text));
  return { code, text: lines.join('\n') };
}

describe('okuru catalog check', () => {
  it('says in Japanese that all is well', () => {
    const { code, text } = run((print) => checkCommand({ translator, lang: 'ja', print }));

    expect(code).toBe(0);
    expect(text).toContain('カタログに問題はありません');
  });

  it('says which file to mend and how, and fails', () => {
    const folder = copyCatalogue();
    changeRow(folder, 'isps/ocn.json', { country: 'Japan' });

    const { code, text } = run((print) => checkCommand({ translator, lang: 'en', print, folder }));

    expect(code).toBe(1);
    expect(text).toContain(`${join(folder, 'isps', 'ocn.json')}, country: a country is two capital letters`);
  });
});

describe('okuru catalog show', () => {
  it('prints the line and the provider of one name, each value with its source', () => {
    const { code, text } = run((print) => showCommand('nifty', { translator, lang: 'ja', print }));

    expect(code).toBe(0);
    expect(text).toContain('smtp.nifty.com:587 暗号化なし、ユーザー名は @ より前');
    expect(text).toContain('ispdb/nifty.com.xml（2026-03-12、確認 2026-11-24、MPL-2.0）');
    expect(text).toContain('出典なし：検索にだけ使い、利用者には伝えません');
  });

  it('understands a name that can only mean one row', () => {
    expect(run((print) => showCommand('ニフテイ', { translator, lang: 'ja', print })).text).toContain('（nifty）');
  });

  it('names what is near for a name that could mean several, and fails', () => {
    const { code, text } = run((print) => showCommand('さくらの', { translator, lang: 'en', print }));

    expect(code).toBe(1);
    expect(text).toContain('sakura');
  });

  it.each(['outlook-2007', '0x800ccc0e', 'sakura', 'jet.ne.jp', 'goo', 'plala'])('shows %s in both languages', (id) => {
    expect(run((print) => showCommand(id, { translator, lang: 'ja', print })).code).toBe(0);
    expect(run((print) => showCommand(id, { translator, lang: 'en', print })).code).toBe(0);
  });
});
