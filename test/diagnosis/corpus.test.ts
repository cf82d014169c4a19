import { join } from 'node:path';
import { readCases } from '../../src/bin/eval/case-file.ts';
import { playCase } from '../../src/bin/eval/play.ts';
import { markCases } from '../../src/bin/eval/score.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { openKnowledge } from '../../src/wire/knowledge.ts';

/** Floors a little below what is reached today (docs/decisions/0011-judging.md): they show when something gets worse, not when it is good. */
const FLOORS = { top1: 0.86, precision: 0.95, recall: 0.95, sure: 0.58, sureAndWrong: 0.02, own: 0.88 };

const FOLDER = join(import.meta.dirname, '../fixtures/cases');
const engine = createEngine(openKnowledge(), { looks: false });

const played = ['ja', 'en'].flatMap((lang) => {
  const read = readCases(join(FOLDER, `${lang}.jsonl`));
  return read.ok ? read.cases.map((subject) => ({ subject, played: playCase(engine, subject) })) : [];
});

const own = readCases(join(FOLDER, 'own.jsonl'));
const playedOwn = own.ok ? own.cases.map((subject) => ({ subject, played: playCase(engine, subject) })) : [];

const clear = markCases(played.filter(({ subject }) => !subject.doubtful));
const all = markCases(played);

test('clear cases come out right as often as they did', () => {
  expect(clear.cases).toBe(155);
  expect(clear.top1.rate).toBeGreaterThanOrEqual(FLOORS.top1);
  expect(clear.sure.rate).toBeGreaterThanOrEqual(FLOORS.sure);
});

test('stories of our own come out right as often as they did, and none is sure and wrong', () => {
  const marks = markCases(playedOwn);

  expect(marks.cases).toBe(60);
  expect(marks.top1.rate).toBeGreaterThanOrEqual(FLOORS.own);
  expect(marks.sure_and_wrong.count).toBe(0);
});

test('port 25 is found where it is and not seen where it is not', () => {
  expect(clear.op25b_precision.rate).toBeGreaterThanOrEqual(FLOORS.precision);
  expect(clear.op25b_recall.rate).toBeGreaterThanOrEqual(FLOORS.recall);
});

test('sure and wrong stays rare', () => {
  expect(clear.sure_and_wrong.rate).toBeLessThanOrEqual(FLOORS.sureAndWrong);
});

test('most people are asked two questions or fewer; five for the cause and three for the cure are the most', () => {
  expect(all.questions.median).toBeLessThanOrEqual(2);
  expect(Math.max(...played.map((each) => each.played.asked.length))).toBeLessThanOrEqual(8);
});

test('no question is put twice in a case', () => {
  const twice = played.filter(({ played: { asked } }) => new Set(asked).size !== asked.length).map(({ subject }) => subject.id);

  expect(twice).toEqual([]);
});
