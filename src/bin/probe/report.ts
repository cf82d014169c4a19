import type { Finding } from '../../contracts/diagnosis.ts';
import type { Phrase } from '../../contracts/messages.ts';
import type { DnsFacts, Failure, FailureKind, Observation, SmtpFacts } from '../../contracts/probes.ts';
import { drawTable } from './table.ts';
import { type LookTools, words } from './tools.ts';

/** What a look came to, ready to be shown. */
export interface Report {
  readonly title: Phrase;
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
  /** The last sentence: what is proven, and what is not. */
  readonly end: Phrase;
  /** One line of the same for pasting into the chat; null where the look was not taken from a person's line. */
  readonly paste: string | null;
}

/** Prints a report for people: tables of what was seen, the findings, and one clear sentence at the end. */
export function printReport({ title, observations, findings, end, paste }: Report, tools: LookTools): void {
  const say = (phrase: Phrase) => words(tools, phrase);
  const own = observations.filter(({ control }) => !control);
  const tables: readonly (readonly [Phrase, readonly (readonly Phrase[])[]])[] = [
    [{ key: 'probe:part.names' }, own.filter(({ probe }) => probe === 'dns').map(nameRow)],
    [{ key: 'probe:part.servers' }, withHead(own.filter(isVisit).map(serverRow))],
    [{ key: 'probe:part.versions' }, own.filter(({ probe }) => probe === 'tls_version').map(versionRow)],
    [{ key: 'probe:part.controls' }, withHead(observations.filter((one) => one.control && isVisit(one)).map(serverRow))],
    [{ key: 'probe:part.findings' }, findings.map((finding) => [findingWords(finding)])],
  ];
  tools.print(say(title));
  for (const [heading, rows] of tables) {
    if (rows.length === 0) continue;
    tools.print('');
    tools.print(say(heading));
    for (const line of drawTable(rows.map((row) => row.map(say)))) tools.print(`  ${line}`);
  }
  if (paste !== null) {
    tools.print('');
    tools.print(say({ key: 'probe:paste' }));
    tools.print(`  ${paste}`);
  }
  tools.print('');
  tools.print(say(end));
}

/** Prints what machines read: `{"observations":[…],"findings":[…]}`. */
export function printJson({ observations, findings }: Pick<Report, 'observations' | 'findings'>, tools: LookTools): void {
  tools.print(JSON.stringify({ observations, findings }));
}

const NONE: Phrase = { key: 'probe:cell.none' };

function isVisit({ probe }: Observation): boolean {
  return probe === 'smtp' || probe === 'tcp';
}

function plain(text: string): Phrase {
  return { key: 'probe:cell.plain', params: { text } };
}

function withHead(rows: readonly (readonly Phrase[])[]): readonly (readonly Phrase[])[] {
  const head = ['server', 'address', 'result', 'encryption', 'sign_in', 'time'] as const;
  return rows.length === 0 ? [] : [head.map((column): Phrase => ({ key: `probe:column.${column}` })), ...rows];
}

function nameRow({ host, failure, facts }: Observation): readonly Phrase[] {
  if (facts?.kind !== 'dns') return [plain('-'), plain(host), failurePhrase(failure)];
  return [plain(facts.record), plain(facts.name), answerPhrase(failure, facts)];
}

function answerPhrase(failure: Failure | null, { record, answers }: DnsFacts): Phrase {
  const isAbsent = failure?.kind === 'name_not_found' && (failure.code === 'ENODATA' || record === 'SRV' || record === 'MX');
  if (isAbsent) return { key: 'probe:cell.no_record' };
  if (failure !== null) return failurePhrase(failure);
  // RFC 2782: a target of "." says that the service is not there.
  return answers.every((answer) => answer.endsWith(' .')) ? { key: 'probe:cell.not_offered' } : plain(answers.join(', '));
}

function serverRow({ host, port, address, failure, facts, ms }: Observation): readonly Phrase[] {
  const smtp = facts?.kind === 'smtp' ? facts : null;
  const result: Phrase = failure === null ? { key: smtp === null ? 'probe:cell.open' : 'probe:cell.answered' } : failurePhrase(failure);
  const time: Phrase = { key: 'probe:cell.milliseconds', params: { ms } };
  return [plain(`${host}:${port}`), plain(address ?? '-'), result, encryptionPhrase(smtp), signInPhrase(smtp), time];
}

function encryptionPhrase(smtp: SmtpFacts | null): Phrase {
  if (smtp === null) return NONE;
  const protocol = smtp.tls?.protocol;
  if (protocol !== undefined) return { key: smtp.implicitTls ? 'probe:cell.tls_first' : 'probe:cell.starttls', params: { protocol } };
  return smtp.starttls === 'not_offered' ? { key: 'probe:cell.no_encryption' } : NONE;
}

/** Sign-in methods are told as far as the talk went: before TLS nothing is expected of a server that offers TLS. */
function signInPhrase(smtp: SmtpFacts | null): Phrase {
  if (smtp === null) return NONE;
  const methods = smtp.authInside.length > 0 ? smtp.authInside : smtp.authBefore;
  if (methods.length > 0) return plain(methods.join(' '));
  const wasAsked = smtp.extensionsBefore.length > 0 || smtp.extensionsInside.length > 0;
  return wasAsked ? { key: 'probe:cell.no_sign_in' } : NONE;
}

function versionRow({ host, port, failure, facts }: Observation): readonly Phrase[] {
  if (facts?.kind !== 'tls_version') return [plain(`${host}:${port}`), NONE, failurePhrase(failure)];
  return [plain(`${host}:${port}`), plain(facts.version), { key: facts.accepted ? 'probe:cell.accepted' : 'probe:cell.not_accepted' }];
}

/** Failures whose code says more than their name: a reply's number, what TLS did not like. */
const TELLING_CODES: ReadonlySet<FailureKind> = new Set([
  'greeting_refused',
  'starttls_stripped',
  'tls_failed',
  'unreachable',
  'unknown_failure',
]);

function failurePhrase(failure: Failure | null): Phrase {
  if (failure === null) return NONE;
  const isSilent = failure.kind === 'timeout' && failure.step !== 'connect';
  const said: Phrase = { key: isSilent ? 'probe:failure.silent' : `probe:failure.${failure.kind}` };
  return failure.code === null || !TELLING_CODES.has(failure.kind)
    ? said
    : { key: 'probe:cell.with_code', params: { words: said, code: failure.code } };
}

function findingWords({ id, host, port }: Finding): Phrase {
  const said: Phrase = { key: `signs:finding.${id}` };
  if (host === null) return said;
  const place = port === null ? host : `${host}:${port}`;
  return { key: 'probe:finding.with_place', params: { words: said, place } };
}
