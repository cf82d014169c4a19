import { execFile } from 'node:child_process';
import { z } from 'zod';
import type { Observation } from '../contracts/probes.ts';
import { cleanText } from './floor/text.ts';

/** How a command ended. `code` is null when it could not be started. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
}

/** Runs a command of this machine, without a shell; never rejects. */
export type RunCommand = (command: string, parts: readonly string[]) => Promise<CommandResult>;

/** What another place saw, as its own observations, or why it can't be used. */
export type AgentAnswer =
  | { readonly ok: true; readonly observations: readonly Observation[] }
  | { readonly ok: false; readonly trouble: 'no_ssh' | 'unreachable' | 'no_okuru' | 'bad_answer' };

/** A look takes 10 s at most; logging in and starting the program come on top. */
const AGENT_MS = 40_000;

const MAX_ANSWER = 4 * 1024 * 1024;

/** The real way to run a command. */
export const runCommand: RunCommand = (command, parts) =>
  new Promise((resolve) => {
    execFile(command, parts, { timeout: AGENT_MS, maxBuffer: MAX_ANSWER, windowsHide: true }, (error, stdout) => {
      if (error === null) resolve({ code: 0, stdout });
      else resolve({ code: typeof error.code === 'number' ? error.code : error.code === 'ENOENT' ? null : -1, stdout });
    });
  });

/** True for what ssh takes as a host: a name, an alias of its configuration, an address, `user@host`; never an option. */
export function isAgentName(text: string): boolean {
  return /^[a-z0-9_][a-z0-9_.@:-]{0,250}$/i.test(text);
}

/**
 * Asks the Okuru of another machine for its own look: `ssh AGENT okuru probe TARGET --json`, with keys, never asking for a password. The
 * target must be a name already checked: it passes the far side's shell.
 */
export async function lookFromAgent(agent: string, target: string, run: RunCommand): Promise<AgentAnswer> {
  if (!/^[a-z0-9_.:-]+$/i.test(target)) throw new Error('A target for another machine must be a checked name.');
  const options = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '-T'];
  const { code, stdout } = await run('ssh', [...options, '--', agent, 'okuru', 'probe', target, '--json']);
  if (code === null) return { ok: false, trouble: 'no_ssh' };
  // ssh itself ends with 255; a shell that finds no such command with 127.
  if (code === 255 || code === -1) return { ok: false, trouble: 'unreachable' };
  if (code === 127 || code === 126) return { ok: false, trouble: 'no_okuru' };
  const observations = readAnswer(stdout);
  return observations === null ? { ok: false, trouble: 'bad_answer' } : { ok: true, observations };
}

/** The id of an observation as an agent's: `smtp/bot/…` seen from there is `smtp/agent/…` here. */
export function throughAgent(id: string): string {
  return id.replace(/^([a-z_]+)\/bot\//, '$1/agent/');
}

const text = z
  .string()
  .max(4_000)
  .transform((value) => cleanText(value, 1_000));
const texts = z.array(text).max(200).readonly();
const count = z.number().int().nonnegative();
const failure = z.object({
  kind: z.enum([
    'timeout',
    'refused',
    'reset',
    'unreachable',
    'name_not_found',
    'name_failure',
    'not_smtp',
    'starttls_stripped',
    'greeting_refused',
    'tls_failed',
    'closed_early',
    'too_much',
    'not_allowed',
    'limited',
    'unknown_failure',
  ]),
  step: z.enum(['resolve', 'guard', 'connect', 'greeting', 'ehlo', 'starttls', 'handshake', 'ehlo_again', 'quit']),
  code: text.nullable(),
});
const dns = z.object({ kind: z.literal('dns'), record: z.enum(['A', 'AAAA', 'MX', 'SRV']), name: text, answers: texts });
const certificate = z.object({
  subject: text,
  issuer: text,
  names: texts,
  validFrom: z.number(),
  validTo: z.number(),
  nameMatches: z.boolean(),
  chainError: text.nullable(),
});
const smtp = z.object({
  kind: z.literal('smtp'),
  banner: text.nullable(),
  bannerHost: text.nullable(),
  greetingCode: count.nullable(),
  implicitTls: z.boolean(),
  extensionsBefore: texts,
  extensionsInside: texts,
  starttls: z.enum(['not_tried', 'not_offered', 'refused', 'done', 'failed']),
  authBefore: texts,
  authInside: texts,
  size: count.nullable(),
  tls: z.object({ protocol: text, cipher: text, certificate: certificate.nullable() }).nullable(),
  discardedBytes: count.exactOptional(),
});
const version = z.object({
  kind: z.literal('tls_version'),
  version: z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']),
  accepted: z.boolean(),
});
const observation = z.object({
  id: text,
  probe: z.enum(['dns', 'tcp', 'smtp', 'tls_version']),
  vantage: z.literal('bot'),
  host: text,
  address: text.nullable(),
  family: z.literal([4, 6]).nullable(),
  port: count.nullable(),
  control: z.boolean(),
  at: count,
  ms: count,
  failure: failure.nullable(),
  facts: z.discriminatedUnion('kind', [dns, smtp, version]).nullable(),
}) satisfies z.ZodType<Observation>;

const answer = z.object({ observations: z.array(observation).max(500) });

/** Another machine's words are a stranger's: shape, size and characters are checked. */
function readAnswer(stdout: string): readonly Observation[] | null {
  try {
    const parsed = answer.safeParse(JSON.parse(stdout));
    return parsed.success ? parsed.data.observations : null;
  } catch {
    return null;
  }
}
