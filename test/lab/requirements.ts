import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tryRun } from './shell.ts';

const PROGRAMS = ['ip', 'nft', 'sysctl', 'postfix', 'dovecot', 'dnsmasq', 'openssl', 'swaks'] as const;

/** System programs live in folders that an ordinary person's PATH may lack. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'] as const;

/** Adds the folders of system programs to this process's PATH. */
export function widenPath(): void {
  const folders = new Set([...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS]);
  process.env.PATH = [...folders].join(delimiter);
}

/** Why the lab cannot be built on this machine, in words for whoever runs the tests; null when it can. */
export async function whyNoLab(): Promise<string | null> {
  if (process.platform !== 'linux') return 'it needs Linux network namespaces';
  if (process.getuid?.() !== 0) return 'it needs root, to make network namespaces';
  widenPath();
  const missing = PROGRAMS.filter((name) => !isInstalled(name));
  if (missing.length > 0) return `not installed: ${missing.join(', ')} (.ci/run installs them)`;
  const dovecot = (await tryRun(['dovecot', '--version'])).stdout.trim();
  if (!dovecot.startsWith('2.3.')) return `its Dovecot settings are written for 2.3, this is ${dovecot}`;
  return tryNamespace();
}

/** Some containers give root without the right to make namespaces: trying is the only sure way to know. */
async function tryNamespace(): Promise<string | null> {
  const name = `okutrial-${process.pid}`;
  const made = await tryRun(['ip', 'netns', 'add', name]);
  if (made.code !== 0) return `network namespaces cannot be made here: ${made.stderr.trim()}`;
  const filter = await tryRun(['ip', 'netns', 'exec', name, 'nft', 'add', 'table', 'inet', 'okuru']);
  await tryRun(['ip', 'netns', 'delete', name]);
  return filter.code === 0 ? null : `nftables does not work in namespaces here: ${filter.stderr.trim()}`;
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
