import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';

/** What a command left behind. `code` is null when a signal ended it. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  /** The whole environment of the command; its parent's where not given. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs; here where not given. */
  readonly cwd?: string;
  /** Milliseconds after which the command is killed. */
  readonly limit?: number;
}

/** Runs a command to its end and tells how it went; a failing command is an outcome, not an error. */
export function tryRun(command: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [file = '', ...args] = command;
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { env = process.env, cwd, limit = 60_000 } = options;
  const child = execFile(file, args, { env, cwd, timeout: limit, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
    const missing = error !== null && child.pid === undefined;
    resolve({ code: missing ? 127 : child.exitCode, stdout, stderr: missing ? error.message : stderr });
  });
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  return promise;
}

/** Runs a command that has to succeed and returns what it printed; throws with its error text otherwise. */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await tryRun(command, options);
  if (code === 0) return stdout;
  throw new Error(`\`${command.join(' ')}\` ended with ${code}: ${stderr.trim() || stdout.trim()}`);
}

/** Runs a command that leaves a daemon behind. What it says goes to a file: a daemon may keep its output open for ever. */
export async function runDaemon(command: readonly string[], logFile: string): Promise<void> {
  const [file = '', ...args] = command;
  const log = await open(logFile, 'a');
  const child = spawn(file, args, { stdio: ['ignore', log.fd, log.fd] });
  const [code] = await once(child, 'exit');
  await log.close();
  if (code !== 0) throw new Error(`\`${command.join(' ')}\` ended with ${code}: ${await readFile(logFile, 'utf8')}`);
}

/** Starts a server that runs on, and resolves at its first line of output; rejects if it ends before. */
export function startServer(command: readonly string[]): Promise<string> {
  const [file = '', ...args] = command;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => resolve(String(chunk)));
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  child.on('error', reject);
  child.on('exit', (code) => reject(new Error(`\`${command.join(' ')}\` ended with ${code}: ${said}`)));
  return promise;
}
