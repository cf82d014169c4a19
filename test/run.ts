// What `npm test` runs. `npm test -- probes lab` runs the steps and the test files of these names only.
// The last line is always `N passed, N failed`, with `, N skipped` where something was skipped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { CheckStep, JestStep, Step } from './runner/steps.ts';
import { chooseSteps, listSteps } from './runner/steps.ts';
import type { Tally } from './runner/tally.ts';
import { addTallies, NOTHING, ONE_FAILED, ONE_PASSED, sayTally, tallyJest } from './runner/tally.ts';

/** A step that hangs is a step that failed. Milliseconds; the longest step takes about two minutes. */
const STEP_LIMIT = 15 * 60_000;

const ROOT = join(import.meta.dirname, '..');
const PATH = [join(ROOT, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a tool of the project. Its output is shown as it comes, or kept for when it failed. */
async function runTool(command: readonly string[], env: Readonly<Record<string, string>>, show: boolean): Promise<Ended> {
  const [file = '', ...args] = command;
  const stdio = show ? (['ignore', 1, 1] as const) : (['ignore', 'pipe', 'pipe'] as const);
  const child = spawn(file, args, { cwd: ROOT, env: { ...process.env, PATH, ...env }, stdio: [...stdio], timeout: STEP_LIMIT });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(String(chunk)));
  try {
    await once(child, 'close');
  } catch (error) {
    return { code: null, output: String(error) };
  }
  return { code: child.exitCode, output: chunks.join('') };
}

async function runCheck(step: CheckStep): Promise<Tally> {
  const { code, output } = await runTool(step.command, {}, false);
  if (code === 0) return ONE_PASSED;
  console.log(output.trimEnd());
  return ONE_FAILED;
}

/** Where the machine can't run a set of tests, Jest only counts them, so that the numbers tell what is missing. */
async function runJest(step: JestStep, obstacle: string | null): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-test-'));
  const report = join(folder, 'report.json');
  const chosen = step.narrowed ? ['--runTestsByPath', ...step.files] : [];
  const command = ['jest', '--config', step.config, '--verbose=false', '--json', '--outputFile', report, ...chosen];
  const counting = ['--testNamePattern', '(?!)', '--silent', '--reporters', '<rootDir>/test/runner/silent-reporter.cjs'];
  const { code } =
    obstacle === null ? await runTool(command, {}, true) : await runTool([...command, ...counting], { OKURU_TESTS: 'count' }, false);
  const tally = tallyJest(readReport(report), code);
  rmSync(folder, { recursive: true, force: true });
  return tally;
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function runStep(step: Step, obstacle: string | null): Promise<Tally> {
  const start = performance.now();
  if (step.kind === 'jest') console.log(`\n── ${step.name}: ${step.files.length} files`);
  const tally = step.kind === 'check' ? await runCheck(step) : await runJest(step, obstacle);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${tally.failed > 0 ? 'FAIL' : 'ok'}   ${step.name}   ${sayTally(tally)}   ${seconds} s`);
  return tally;
}

async function runAll(words: readonly string[]): Promise<Tally> {
  const steps = chooseSteps(listSteps(), words);
  if (steps.length === 0) {
    console.log(`No check and no test file is called ${words.join(' or ')}.`);
    return ONE_FAILED;
  }
  let total = NOTHING;
  const obstacles: string[] = [];
  for (const step of steps) {
    const obstacle = step.kind === 'jest' ? await step.findObstacle() : null;
    if (obstacle !== null) obstacles.push(`${step.name} (${obstacle})`);
    total = addTallies(total, await runStep(step, obstacle));
  }
  if (obstacles.length > 0) console.log(`\nThis machine could not run: ${obstacles.join('; ')}`);
  return total;
}

process.chdir(ROOT);
const total = await runAll(process.argv.slice(2));
console.log(`\n${sayTally(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
