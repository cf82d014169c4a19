import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { labOf, openLab } from './lab.ts';
import { run } from './shell.ts';
import { sweepStale } from './sweep.ts';

// A lab must leave nothing behind, however its end comes.

const mine = openLab();

/** Starts a lab beside this suite's own and waits until it stands. */
async function startKeeper() {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(keeper.stdout, 'data');
  if (keeper.pid === undefined) throw new Error('The keeper did not start.');
  return { keeper, lab: labOf(keeper.pid), ended: once(keeper, 'exit') };
}

async function whatIsLeft({ pid, folder }: { readonly pid: number; readonly folder: string }): Promise<readonly string[]> {
  const namespaces = (await run(['ip', 'netns', 'list'])).split('\n').filter((line) => line.startsWith(`okuru-${pid}-`));
  return [...namespaces, ...(existsSync(folder) ? [folder] : [])];
}

test('a lab goes when whoever started it goes: the pipe between them closes, even at kill -9', async () => {
  const { keeper, lab, ended } = await startKeeper();
  expect(await whatIsLeft(lab)).not.toEqual([]);

  keeper.stdin.destroy();
  await ended;

  expect(await whatIsLeft(lab)).toEqual([]);
});

test('a lab whose keeper was killed is swept by the next one, and labs of living keepers stay', async () => {
  const { keeper, lab, ended } = await startKeeper();
  keeper.kill('SIGKILL');
  await ended;
  expect(await whatIsLeft(lab)).not.toEqual([]);

  await sweepStale();

  expect(await whatIsLeft(lab)).toEqual([]);
  expect(await whatIsLeft(mine)).not.toEqual([]);
});
