import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileModel, probabilitiesOf } from '../../src/diagnosis/model.ts';
import { realCauses, realQuestions } from '../helpers/diagnosis/rows.ts';

const ROOT = join(import.meta.dirname, '../..');
const causes = realCauses();
const questions = realQuestions();

function signIds(): readonly string[] {
  const source = readFileSync(join(ROOT, 'src/contracts/signs.ts'), 'utf8');
  return [...source.matchAll(/\| '([a-z_]+\.[a-z0-9_]+)'/g)].map((match) => match[1] ?? '');
}

function words(lang: 'ja' | 'en'): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(ROOT, `locales/${lang}/signs.json`), 'utf8'));
}

function leaf(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => {
    return typeof node === 'object' && node !== null ? Object.entries(node).find(([name]) => name === key)?.[1] : undefined;
  }, tree);
}

test('how common the causes are makes 1 together', () => {
  const model = compileModel(causes);
  const sum = [...causes.values()].reduce((total, { prior }) => total + Math.exp(prior), 0);

  expect(sum).toBeCloseTo(1, 1);
  expect(probabilitiesOf(model, model.priors, new Set()).every((p) => p > 0)).toBe(true);
});

test('every cause but "something else" has a sign of its own that nearly settles it', () => {
  const weak = [...causes.values()].filter(({ id, signs }) => id !== 'other' && Math.max(...Object.values(signs)) < 2.2);

  expect(weak.map(({ id }) => id)).toEqual([]);
});

test('no weight is so strong that a single sign outvotes all others for good', () => {
  const strong = [...causes.values()].flatMap(({ id, signs }) =>
    Object.entries(signs)
      .filter(([, weight]) => Math.abs(weight) > 6)
      .map(([sign]) => `${id} ${sign}`),
  );

  expect(strong).toEqual([]);
});

test('an answer of a question brings signs that some cause weighs', () => {
  const weighed = new Set([...causes.values()].flatMap(({ signs }) => Object.keys(signs)));
  const idle = [...questions.values()].flatMap(({ fact, answers }) =>
    answers.flatMap(({ signs }) => signs.filter((sign) => !weighed.has(sign)).map((sign) => `${fact} ${sign}`)),
  );

  expect(idle).toEqual([]);
});

test.each(['ja', 'en'] as const)('every sign has its words in %s', (lang) => {
  const tree = words(lang);

  expect(signIds().filter((id) => typeof leaf(tree, `sign.${id}`) !== 'string')).toEqual([]);
});
