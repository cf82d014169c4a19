import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssets } from '../../../src/channels/web/assets.ts';
import { sayPageWords } from '../../../src/channels/web/words.ts';
import { TRANSLATOR } from '../../helpers/terminal-stage.ts';

const FOLDER = join(import.meta.dirname, '../../../src/channels/web/page');

/** Words the page's script builds from a block's own names. */
const BUILT = [
  ...['stated', 'recorded', 'measured'].map((name) => `basis_${name}`),
  ...['waiting', 'running', 'done', 'failed', 'skipped'].map((name) => `state_${name}`),
];

const HTML_OWN = ['lang', 'words', 'assets'];

function listUsed(): string[] {
  const { html } = readAssets(FOLDER);
  const scripts = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(FOLDER, name), 'utf8'))
    .join('\n');
  const fromHtml = [...html.matchAll(/\{\{(\w+)\}\}|data-word(?:-\w+)?="(\w+)"/g)].map(([, blank, word]) => blank ?? word ?? '');
  const fromScripts = [...scripts.matchAll(/(?:word|makeHead|makeTool)\(\s*'(\w+)'/g)].map(([, word = '']) => word);
  const chosen = [...scripts.matchAll(/word\([^()']*\? '(\w+)' : '(\w+)'/g)].flatMap(([, one = '', other = '']) => [one, other]);
  return [...new Set([...fromHtml, ...fromScripts, ...chosen, ...BUILT])].filter((name) => !HTML_OWN.includes(name));
}

describe('the page’s words', () => {
  it.each(['ja', 'en'] as const)('are all there in %s, and none is there for nothing', (lang) => {
    expect(Object.keys(sayPageWords(TRANSLATOR, lang)).sort()).toEqual(listUsed().sort());
  });

  it('leave the number of names for the page to fill', () => {
    expect(sayPageWords(TRANSLATOR, 'ja').picker_results).toContain('{n}');
  });
});
