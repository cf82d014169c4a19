import type { Step } from './steps.ts';
import { chooseSteps, listSteps } from './steps.ts';

const noObstacle = async () => null;
const STEPS: readonly Step[] = [
  { kind: 'check', name: 'tsc', command: ['tsc'] },
  {
    kind: 'jest',
    name: 'unit',
    config: 'a.cjs',
    files: ['test/probes/guard.test.ts', 'test/desk/turn.test.ts'],
    narrowed: false,
    findObstacle: noObstacle,
  },
  { kind: 'jest', name: 'lab', config: 'b.cjs', files: ['test/lab/check.test.ts'], narrowed: false, findObstacle: noObstacle },
];

function choose(...words: string[]) {
  return chooseSteps(STEPS, words).map((step) => (step.kind === 'jest' ? [step.name, ...step.files] : [step.name]));
}

test('without words everything runs', () => {
  expect(chooseSteps(STEPS, [])).toEqual(STEPS);
});

test('a word chooses a step by its name', () => {
  expect(choose('tsc')).toEqual([['tsc']]);
  expect(choose('lab')).toEqual([['lab', 'test/lab/check.test.ts']]);
});

test('a word chooses test files by a part of their path', () => {
  expect(choose('probes')).toEqual([['unit', 'test/probes/guard.test.ts']]);
  expect(choose('turn', 'check')).toEqual([
    ['unit', 'test/desk/turn.test.ts'],
    ['lab', 'test/lab/check.test.ts'],
  ]);
});

test('a word that names nothing chooses nothing', () => {
  expect(choose('nosuch')).toEqual([]);
});

test('every test file of the project belongs to exactly one step', () => {
  const files = listSteps().flatMap((step) => (step.kind === 'jest' ? step.files : []));

  expect(files).toContain('test/runner/steps.test.ts');
  expect(files).toContain('test/lab/ground.test.ts');
  expect(new Set(files).size).toBe(files.length);
});
