import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../src/contracts/lang.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';

interface Labelled {
  readonly concerns: readonly string[];
  readonly else: readonly string[];
}

const ENGINE = createEngine(loadRealKnowledge());

function read(set: 'learnt' | 'held-back'): Readonly<Record<Lang, Labelled>> {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'fixtures', 'overheard', `${set}.json`), 'utf8'));
}

describe.each(['ja', 'en'] as const)('words overheard in %s', (lang) => {
  const learnt = read('learnt')[lang];
  const heldBack = read('held-back')[lang];

  it.each(learnt.concerns)('concern the bot: %s', (text) => {
    expect(ENGINE.concerns(text)).toBe(true);
  });

  it.each(learnt.else)('do not concern the bot: %s', (text) => {
    expect(ENGINE.concerns(text)).toBe(false);
  });

  it('that were never learnt from are told apart too: none taken up wrongly, most of the others found', () => {
    expect(heldBack.else.filter((text) => ENGINE.concerns(text))).toEqual([]);
    expect(heldBack.concerns.filter((text) => ENGINE.concerns(text)).length).toBeGreaterThanOrEqual(10);
  });
});

it('words of nothing, of great length, and of another thing beside mail do not concern the bot', () => {
  expect(['', '   ', '😀', 'a'.repeat(100_000), 'メール'.repeat(20_000)].map((text) => ENGINE.concerns(text))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

it('a mail that cannot be sent is told from another thing in the next sentence', () => {
  expect(ENGINE.concerns('FAXが送れません。メールで連絡します。')).toBe(false);
  expect(ENGINE.concerns('メールが送れないので、ひとまずLINEで連絡します。')).toBe(true);
  expect(ENGINE.concerns("The fax can't send anything. Please mail me instead.")).toBe(false);
  expect(ENGINE.concerns("I can't send email, so I'm writing on Slack.")).toBe(true);
});
