import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** Where Debian keeps the server's own programs, a folder a major version; the newest last. */
const SERVERS = '/usr/lib/postgresql/*/bin/postgres';

/** PostgreSQL refuses to run as root; Debian's package makes this user for it. */
const USER = 'postgres';

/** A PostgreSQL server of a test's own, on a socket in a temporary folder: no port, nobody else. */
export interface Postgres {
  /** A connection string to a new, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Why no server can be started on this machine, in words for whoever runs the tests; null when one can. */
export function whyNoPostgres(): string | null {
  if (findServer() === null) return `there is no ${SERVERS} (.ci/run installs it)`;
  return isRoot() && idOf('-u') === null ? `root may not run PostgreSQL, and there is no user ${USER}` : null;
}

/** Starts a server. It loses everything at a power cut: tests don't wait for the disk. */
export async function startPostgres(): Promise<Postgres> {
  const server = findServer();
  if (server === null) throw new Error(whyNoPostgres() ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'okuru-postgres-'));
  const owner = ownerOf(folder);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(dirname(server), 'initdb'),
    ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    {
      ...owner,
      cwd: folder,
    },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const child = spawn(server, ['-D', data, '-k', folder, '-h', '', '-F'], { ...owner, cwd: folder, stdio: 'ignore' });
  const urlOf = (database: string) => `postgres:///${database}?host=${encodeURIComponent(folder)}&user=${USER}`;
  await waitUntilUp(urlOf('postgres'), child);
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      await tell(urlOf('postgres'), `CREATE DATABASE cases_${databases}`);
      return urlOf(`cases_${databases}`);
    },
    async stop() {
      const ended = once(child, 'close');
      // Immediate shutdown (postgres(1)): nothing is worth keeping.
      child.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement and returns its rows. */
export async function tell(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function findServer(): string | null {
  return globSync(SERVERS).sort().at(-1) ?? null;
}

/** The user the server runs as: ourselves, unless we are root. */
function ownerOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (!isRoot()) return {};
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (uid === null || gid === null) throw new Error(whyNoPostgres() ?? '');
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
  return { uid, gid };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** A number of the server's user; null where there is no such user. */
function idOf(flag: '-u' | '-g'): number | null {
  const { status, stdout } = spawnSync('id', [flag, USER], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}

async function waitUntilUp(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      await tell(url, 'SELECT 1');
      return;
    } catch {
      await sleep(20);
    }
  }
  throw new Error('The PostgreSQL server ended before it was ready.');
}
