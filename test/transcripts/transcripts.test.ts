import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../../src/catalog/load.ts';
import { loadLexicons } from '../../src/i18n/lexicons.ts';
import { startTalk } from '../helpers/talk.ts';
import { STORIES, type Story } from './stories.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The frozen world (scripts/freeze-world.ts) with the words of today. */
const KNOWLEDGE = { catalogue: loadCatalogue(join(ROOT, 'test', 'fixtures', 'world')), lexicons: loadLexicons(join(ROOT, 'locales')) };

describe('golden transcripts', () => {
  it.each(STORIES)('$name ($lang) reads as it did; if the change is meant, run with UPDATE_GOLDEN=1 and read the diff', (story) => {
    const now = play(story);
    const file = join(import.meta.dirname, fileOf(story));
    if (process.env.UPDATE_GOLDEN === '1') {
      writeFileSync(file, now);
    }

    expect(existsSync(file)).toBe(true);
    expect(now).toBe(readFileSync(file, 'utf8'));
  });

  it('has no transcript that no story makes', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'));

    expect(files.toSorted()).toEqual(STORIES.map(fileOf).toSorted());
  });
});

function play({ lang, world, lines }: Story): string {
  const talk = startTalk({ knowledge: KNOWLEDGE, lang, world });
  for (const line of lines) {
    const button = /^\[(.+)\]$/.exec(line)?.[1];
    if (button === undefined) {
      talk.say(line);
    } else {
      talk.choose(button);
    }
  }
  return talk.transcript();
}

function fileOf({ name, lang }: Story): string {
  return `${name}.${lang}.txt`;
}
