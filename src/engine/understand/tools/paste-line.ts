import type { Observation, SmtpFacts } from '../../../contracts/probes.ts';
import { isFailureKind, isStep } from './okuru-check.ts';

const LINE = /okuru-check:1;([\w.:/=@;*\s-]{1,20000}?)end/;
const ENTRY = /^(\*?)([a-z0-9.-]{1,253}):(\d{1,5})\/([046])=([a-z_]{1,30})(?:@([\w.-]{1,253}))?$/i;

/** Looks from the one line that `okuru check` prints for pasting (grammar: bin/probe/paste-line); empty where there is none. */
export function readPasteLine(original: string, now: number): readonly Observation[] {
  const entries = LINE.exec(original)?.[1]?.replaceAll(/\s+/g, '').split(';') ?? [];
  return entries.map((entry) => readEntry(entry, now)).filter((look) => look !== null);
}

function readEntry(entry: string, now: number): Observation | null {
  const [, star, host, port, family, result, detail] = ENTRY.exec(entry) ?? [];
  const failure = failureOf(result, detail);
  if (host === undefined || failure === undefined) return null;
  return {
    id: `smtp/line/${host}/pasted-${family}/${port}`,
    probe: 'smtp',
    vantage: 'line',
    host: host.toLowerCase(),
    address: null,
    family: family === '4' ? 4 : family === '6' ? 6 : null,
    port: Number(port),
    control: star === '*',
    at: now,
    ms: 0,
    failure,
    facts: failure === null ? greeting(detail ?? null, Number(port)) : null,
  };
}

/** Undefined for what no report of ours says. */
function failureOf(kind = '', step = ''): Observation['failure'] | undefined {
  if (kind === 'ok') return null;
  return isFailureKind(kind) && isStep(step) ? { kind, step, code: null } : undefined;
}

/** All that the line tells of a server that answered: who it says it is. */
function greeting(bannerHost: string | null, port: number): SmtpFacts {
  return {
    kind: 'smtp',
    banner: null,
    bannerHost,
    greetingCode: 220,
    implicitTls: port === 465,
    extensionsBefore: [],
    extensionsInside: [],
    starttls: 'not_tried',
    authBefore: [],
    authInside: [],
    size: null,
    tls: null,
  };
}
