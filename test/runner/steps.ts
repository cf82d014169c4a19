import { existsSync, globSync } from 'node:fs';
import { whyNoPostgres } from '../helpers/postgres.ts';
import { whyNoLab } from '../lab/requirements.ts';

/** A tool that says yes or no about the whole project: counts as one test. */
export interface CheckStep {
  readonly kind: 'check';
  readonly name: string;
  readonly command: readonly string[];
}

/** A set of Jest tests with a configuration of its own. */
export interface JestStep {
  readonly kind: 'jest';
  readonly name: string;
  readonly config: string;
  readonly files: readonly string[];
  /** True when `files` are not all that the configuration finds. */
  readonly narrowed: boolean;
  /** Why this machine can't run it; null when it can. */
  findObstacle(): Promise<string | null>;
}

export type Step = CheckStep | JestStep;

/** Tests on a database server of their own. */
const POSTGRES = ['test/sessions/postgres.test.ts', 'test/desk/shared.test.ts'];

const CHROMIUM = '/usr/bin/chromium';

/** Everything there is to check, in order: what fails fastest comes first. */
export function listSteps(): readonly Step[] {
  const all = globSync('test/**/*.test.ts');
  const startsWith = (folder: string) => all.filter((file) => file.startsWith(folder));
  const [browser, lab] = [startsWith('test/browser/'), startsWith('test/lab/')];
  return [
    { kind: 'check', name: 'tsc', command: ['tsc'] },
    { kind: 'check', name: 'page types', command: ['tsc', '-p', 'src/channels/web/page'] },
    { kind: 'check', name: 'biome', command: ['biome', 'check', '.'] },
    { kind: 'check', name: 'depcruise', command: ['depcruise', 'src', '--config', '.dependency-cruiser.cjs'] },
    {
      kind: 'jest',
      name: 'unit',
      config: 'jest.config.cjs',
      files: all.filter((file) => ![...browser, ...lab, ...POSTGRES].includes(file)),
      narrowed: true,
      findObstacle: async () => null,
    },
    {
      kind: 'jest',
      name: 'postgres',
      config: 'jest.config.cjs',
      files: all.filter((file) => POSTGRES.includes(file)),
      narrowed: true,
      findObstacle: async () => whyNoPostgres(),
    },
    {
      kind: 'jest',
      name: 'browser',
      config: 'test/browser/jest.config.cjs',
      files: browser,
      narrowed: false,
      findObstacle: findBrowserObstacle,
    },
    { kind: 'jest', name: 'lab', config: 'test/lab/jest.config.cjs', files: lab, narrowed: false, findObstacle: whyNoLab },
  ];
}

/** The steps that these words name, by a step's name or a part of a test file's path; all of them without words. */
export function chooseSteps(steps: readonly Step[], words: readonly string[]): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    if (step.kind === 'check') return words.length === 0 || words.includes(step.name) ? [step] : [];
    const named = words.length === 0 || words.includes(step.name);
    const files = named ? step.files : step.files.filter((file) => words.some((word) => file.includes(word)));
    return files.length === 0 ? [] : [{ ...step, files, narrowed: step.narrowed || !named }];
  });
}

async function findBrowserObstacle(): Promise<string | null> {
  return existsSync(CHROMIUM) ? null : `there is no ${CHROMIUM} (.ci/run installs it)`;
}
