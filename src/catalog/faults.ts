import type { z } from 'zod';
import type { Phrase } from '../contracts/messages.ts';

// What can be wrong with a row. Words in `cli:catalog.fault.<id>`; each says what to do.
const FAULTS = {
  auth_policy_without_source: true,
  blanks: true,
  cause: true,
  client_confidence: true,
  client_words: true,
  code_not_found: true,
  confidence_without_source: true,
  control_without_source: true,
  controls_not_independent: true,
  country: true,
  date: true,
  day: true,
  domain: true,
  domain_twice: true,
  fact: true,
  host: true,
  host_pattern: true,
  id: true,
  missing_cause: true,
  missing_file: true,
  no_encryption_flag: true,
  not_json: true,
  not_one_of: true,
  other: true,
  path_nowhere: true,
  pattern_broken: true,
  pattern_not_flat: true,
  pattern_unbounded: true,
  policy_without_confidence: true,
  policy_without_source: true,
  port_25_only_flag: true,
  quirk: true,
  same_server_twice: true,
  server_order: true,
  shares: true,
  sign: true,
  too_few: true,
  twice: true,
  unknown_field: true,
  unknown_row: true,
  unsourced_flag: true,
  url: true,
  weights: true,
  wrong_name: true,
  wrong_type: true,
} as const;

/** The name of something wrong with a row. */
export type FaultId = keyof typeof FAULTS;

function isFaultId(value: string): value is FaultId {
  return Object.hasOwn(FAULTS, value);
}

/** A fault as the message of a schema's issue; keeps the names honest. */
export function fault(id: FaultId): FaultId {
  return id;
}

/** A fault in words, with what it needs to know. */
export function faultPhrase(id: FaultId, params: Readonly<Record<string, string>> = {}): Phrase {
  return { key: `cli:catalog.fault.${id}`, params };
}

/** What a schema found, as a fault: our own rules carry the fault's name as message, zod's have a kind. */
export function issuePhrase(issue: z.core.$ZodIssue): Phrase {
  if (isFaultId(issue.message)) return faultPhrase(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return faultPhrase('wrong_type', { expected: issue.expected });
    case 'unrecognized_keys':
      return faultPhrase('unknown_field', { names: issue.keys.join(', ') });
    case 'invalid_value':
      return faultPhrase('not_one_of', { values: issue.values.map(String).join(', ') });
    case 'too_small':
      return faultPhrase('too_few', { least: String(issue.minimum) });
    default:
      return faultPhrase('other', { detail: issue.message });
  }
}

/** Where in the row: `outgoing.0.host`; the row itself is an empty name. */
export function issueField(issue: z.core.$ZodIssue): string {
  return issue.path.map(String).join('.');
}
