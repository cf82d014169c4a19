import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { labOf } from './lab.ts';
import { run, tryRun } from './shell.ts';
import { ETC_NETNS } from './topology.ts';

const NAMESPACE = /^okuru-(\d+)-[a-z]+/;
const FOLDER = /^okuru-lab-(\d+)$/;

/** Takes a lab away: its processes, namespaces and files. Safe to call on one that was half built or half taken away. */
export async function tearDown(pid: number): Promise<void> {
  const names = (await listNamespaces()).filter((entry) => entry.pid === pid).map(({ name }) => name);
  await Promise.all(names.map(endProcesses));
  for (const name of names) {
    await run(['ip', 'netns', 'delete', name]);
    await rm(join(ETC_NETNS, name), { recursive: true, force: true });
  }
  await rm(labOf(pid).folder, { recursive: true, force: true });
  // Only goes when it is empty: others may keep files there.
  await rmdir(ETC_NETNS).catch(() => {});
}

/** Takes away every lab whose keeper is gone (killed, machine out of power). Labs of living keepers stay. */
export async function sweepStale(): Promise<void> {
  const folders = (await readdir(tmpdir())).flatMap((name) => FOLDER.exec(name)?.[1] ?? []).map(Number);
  const pids = new Set([...folders, ...(await listNamespaces()).map(({ pid }) => pid)]);
  for (const pid of pids) if (!(await isKeeper(pid))) await tearDown(pid);
}

async function listNamespaces(): Promise<readonly { readonly name: string; readonly pid: number }[]> {
  const lines = (await run(['ip', 'netns', 'list'])).split('\n');
  return lines.flatMap((line) => {
    const match = NAMESPACE.exec(line);
    return match === null ? [] : [{ name: match[0], pid: Number(match[1]) }];
  });
}

/** Process ids are used again: the name of the program tells whether it is still the same one. */
async function isKeeper(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes('lab/keeper.ts');
}

/** Whoever lives in one of our namespaces was started by the lab. */
async function endProcesses(namespace: string): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const pids = (await tryRun(['ip', 'netns', 'pids', namespace])).stdout.split('\n').filter(Boolean).map(Number);
    if (pids.length === 0) return;
    for (const pid of pids) endProcess(pid);
    await wait(20);
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}
