import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Lexicon } from '../contracts/catalogue.ts';
import type { Lang } from '../contracts/lang.ts';

const file = z.record(z.string().regex(/^[a-z_]+$/), z.record(z.string().min(1), z.array(z.string().min(1))));

const LANGS: readonly Lang[] = ['ja', 'en'];

/**
 * Reads `<localesFolder>/<lang>/lexicon/*.json`: sections of groups of patterns; a group is known as `section/group`.
 * Throws on a file that is not of that shape, or a group listed twice, naming the file.
 */
export function loadLexicons(localesFolder: string): Record<Lang, Lexicon> {
  const [ja, en] = LANGS.map((lang) => loadLexicon(localesFolder, lang));
  if (ja === undefined || en === undefined) throw new Error('Both lexicons are needed.');
  return { ja, en };
}

function loadLexicon(localesFolder: string, lang: Lang): Lexicon {
  const folder = join(localesFolder, lang, 'lexicon');
  const groups: Record<string, readonly string[]> = {};
  for (const name of readdirSync(folder)
    .filter((entry) => entry.endsWith('.json'))
    .sort()) {
    for (const [group, patterns] of readGroups(join(folder, name))) {
      if (groups[group] !== undefined)
        throw new Error(`${join(folder, name)}: the group ${group} is in another file already. Put its patterns together.`);
      groups[group] = patterns;
    }
  }
  return { lang, groups };
}

function readGroups(path: string): readonly (readonly [string, readonly string[]])[] {
  const parsed = file.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success)
    throw new Error(
      `${path} is no lexicon file: ${z.prettifyError(parsed.error)}. It holds sections, each with groups, each a list of patterns.`,
    );
  return Object.entries(parsed.data).flatMap(([section, groups]) =>
    Object.entries(groups).map(([group, patterns]) => [`${section}/${group}`, patterns] as const),
  );
}
