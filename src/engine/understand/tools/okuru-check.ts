import type { FailureKind, Observation, ProbeStep } from '../../../contracts/probes.ts';

const FAILURE_KINDS: ReadonlySet<string> = new Set<FailureKind>([
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
]);
const STEPS: ReadonlySet<string> = new Set<ProbeStep>([
  'resolve',
  'guard',
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'handshake',
  'ehlo_again',
  'quit',
]);
const HOST = /^[a-z0-9.-]{1,253}$/;
const LONGEST_CHECK = 60_000;
const MOST_STARTS = 8;

/** Observations of a pasted `okuru check --json`, always as looks from the person's line; empty for anything else. */
export function readCheck(original: string): readonly Observation[] {
  if (!original.includes('"observations"') || original.length > LONGEST_CHECK) return [];
  const parsed = parseFrom(original);
  const list = isRecord(parsed) ? parsed.observations : null;
  return Array.isArray(list) ? list.map(toObservation).filter((look) => look !== null) : [];
}

/** The JSON may stand among other words: tried from each of the first brackets up to the last. */
function parseFrom(original: string): unknown {
  const end = original.lastIndexOf('}') + 1;
  let start = original.indexOf('{');
  for (let tries = 0; tries < MOST_STARTS && start !== -1; tries += 1) {
    try {
      return JSON.parse(original.slice(start, end));
    } catch {
      start = original.indexOf('{', start + 1);
    }
  }
  return null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only what tells about reaching a port is taken over: pasted text is not to be trusted with more. */
function toObservation(value: unknown): Observation | null {
  if (!isRecord(value)) return null;
  const { host, port, address, probe, at, ms, control } = value;
  if (typeof host !== 'string' || !HOST.test(host) || typeof port !== 'number') return null;
  if (probe !== 'tcp' && probe !== 'smtp') return null;
  const where = typeof address === 'string' && /^[0-9a-f.:]{3,45}$/.test(address) ? address : null;
  return {
    id: `${probe}/line/${host}/${where ?? 'pasted'}/${port}`,
    probe,
    vantage: 'line',
    host,
    address: where,
    family: where === null ? null : where.includes(':') ? 6 : 4,
    port,
    control: control === true,
    at: typeof at === 'number' ? at : 0,
    ms: typeof ms === 'number' ? ms : 0,
    failure: toFailure(value.failure),
    facts: toSmtpFacts(value.facts),
  };
}

function toFailure(value: unknown): Observation['failure'] {
  if (!isRecord(value) || typeof value.kind !== 'string' || typeof value.step !== 'string') return null;
  const { kind, step } = value;
  if (!isFailureKind(kind) || !isStep(step)) return { kind: 'unknown_failure', step: 'connect', code: null };
  return { kind, step, code: typeof value.code === 'string' ? value.code.slice(0, 60) : null };
}

/** Is this word one of the ways a look fails? */
export function isFailureKind(kind: string): kind is FailureKind {
  return FAILURE_KINDS.has(kind);
}

/** Is this word a step of a look? */
export function isStep(step: string): step is ProbeStep {
  return STEPS.has(step);
}

function toSmtpFacts(value: unknown): Observation['facts'] {
  if (!isRecord(value) || value.kind !== 'smtp') return null;
  const words = (list: unknown) => (Array.isArray(list) ? list.filter((word) => typeof word === 'string').slice(0, 40) : []);
  const starttls = value.starttls;
  return {
    kind: 'smtp',
    banner: typeof value.banner === 'string' ? value.banner.slice(0, 300) : null,
    bannerHost: typeof value.bannerHost === 'string' ? value.bannerHost.slice(0, 253) : null,
    greetingCode: typeof value.greetingCode === 'number' ? value.greetingCode : null,
    implicitTls: value.implicitTls === true,
    extensionsBefore: words(value.extensionsBefore),
    extensionsInside: words(value.extensionsInside),
    starttls: starttls === 'not_offered' || starttls === 'refused' || starttls === 'done' || starttls === 'failed' ? starttls : 'not_tried',
    authBefore: words(value.authBefore),
    authInside: words(value.authInside),
    size: typeof value.size === 'number' ? value.size : null,
    tls: null,
  };
}
