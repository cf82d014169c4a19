import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { House } from './plan.ts';
import { ADDRESS, LAB_NETWORKS } from './plan.ts';
import { widenPath } from './requirements.ts';
import type { Outcome, RunOptions } from './shell.ts';
import { run, tryRun } from './shell.ts';

/** A lab that stands. Plain JSON, so that any process can use it. */
export interface Lab {
  /** Process id of its keeper, part of every name the lab leaves on the machine. */
  readonly pid: number;
  /** Where its files are: keys, queues, mailboxes, logs. */
  readonly folder: string;
}

/** The lab a keeper with this process id builds. */
export function labOf(pid: number): Lab {
  return { pid, folder: join(tmpdir(), `okuru-lab-${pid}`) };
}

/** Name of a house's network namespace on this machine. */
export function nameOf(lab: Lab, house: House): string {
  return `okuru-${lab.pid}-${house}`;
}

/** A command line that runs inside a house. */
export function inside(lab: Lab, house: House, command: readonly string[]): readonly string[] {
  return ['ip', 'netns', 'exec', nameOf(lab, house), ...command];
}

/** Runs a command inside a house; throws if it fails. */
export function runInside(lab: Lab, house: House, command: readonly string[], options: RunOptions = {}): Promise<string> {
  return run(inside(lab, house, command), options);
}

/** Runs a command inside a house and tells how it went. */
export function tryInside(lab: Lab, house: House, command: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return tryRun(inside(lab, house, command), options);
}

export function caFileOf(lab: Lab): string {
  return join(lab.folder, 'tls', 'ca.pem');
}

/** The settings an operator of a closed network gives to the product. */
export function settingsOf(lab: Lab): Readonly<Record<string, string>> {
  return { OKURU_DNS: ADDRESS.names, OKURU_PROBE_ALLOW: LAB_NETWORKS, OKURU_TLS_CA: caFileOf(lab) };
}

/** The lab that the suite's set-up built for this worker of Jest; throws when a test runs outside of that suite. */
export function openLab(): Lab {
  const pids = (process.env.OKURU_LAB_PIDS ?? '').split(',').map(Number);
  const pid = pids[Number(process.env.JEST_WORKER_ID) - 1];
  if (pid === undefined || pid <= 0) throw new Error('No lab stands. Run these tests with `jest -c test/lab/jest.config.cjs`.');
  widenPath();
  return labOf(pid);
}
