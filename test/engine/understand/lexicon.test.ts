import { createDraft, writeFact } from '../../../src/engine/understand/draft.ts';
import { lexiconSources } from '../../../src/engine/understand/lexicon.ts';
import { isWordSign } from '../../../src/engine/understand/word-signs.ts';
import { loadKnowledge } from '../../helpers/knowledge.ts';

const knowledge = loadKnowledge();
const USES = ['story', 'short', 'concern'] as const;
const sources = USES.flatMap((use) => lexiconSources(knowledge, use));
const groups = [...new Set(sources.map(([group]) => group))];

/** `a*`, `a+`, `a{2,}`: a repetition without an end, outside a class of characters. */
function isUnbounded(source: string): boolean {
  const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return /[*+]|\{\d+,\}/.test(bare);
}

describe('The lexicon', () => {
  test('has only patterns that compile', () => {
    for (const [, source] of sources) expect(() => new RegExp(source, 'g')).not.toThrow();
  });

  test('has no repetition without an end, so that no text can make it slow', () => {
    expect(sources.filter(([, source]) => isUnbounded(source))).toEqual([]);
  });

  test('names only signs that exist', () => {
    const unknown = groups.filter((group) => group.startsWith('signs/') && !isWordSign(group.slice('signs/'.length)));

    expect(unknown).toEqual([]);
  });

  test('sets only facts that exist', () => {
    const assignments = groups.flatMap((group) => /^(?:facts|answers)\/(?<assignment>.+)$/.exec(group)?.groups?.assignment ?? []);

    for (const assignment of assignments) expect(() => writeFact(createDraft(), assignment)).not.toThrow();
    expect(assignments.length).toBeGreaterThan(60);
  });

  test('points only at rows that exist', () => {
    const { isps, providers, clients } = knowledge.catalogue;
    const exists = (kind: string, id: string) => (kind === 'isp' ? isps : kind === 'provider' ? providers : clients).has(id);
    const all = Object.values(knowledge.lexicons).flatMap((lexicon) => Object.entries(lexicon.groups));

    const named = all.flatMap(([group, words]) => {
      const [section, kind = '', id] = group.split(/[/=]/);
      if (section === 'vague') return words.map((word) => ({ kind, id: word }));
      return (section === 'alias' || section === 'last_resort') && id !== undefined ? [{ kind, id }] : [];
    });

    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ kind, id }) => !exists(kind, id))).toEqual([]);
  });

  test('a word in braces that nobody explains is told with its pattern', () => {
    const broken = {
      ...knowledge,
      lexicons: { ...knowledge.lexicons, en: { lang: 'en' as const, groups: { 'signs/symptom.slow': ['{nobody} is slow'] } } },
    };

    expect(() => lexiconSources(broken, 'story')).toThrow(/\{nobody\}/);
  });
});
