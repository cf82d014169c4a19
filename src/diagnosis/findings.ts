import type { Finding } from '../contracts/diagnosis.ts';
import type { Observation } from '../contracts/probes.ts';
import { findLineDown, findLineSubmissionBlocked, findPort25 } from './findings/line.ts';
import type { Looks } from './findings/looks.ts';
import { gatherLooks } from './findings/looks.ts';
import { findNames, findRefusals } from './findings/names.ts';
import { findOutlet } from './findings/outlet.ts';
import { findSubmissionAlive, findSubmissionPorts } from './findings/submission.ts';
import { findAuthOffer, findCertificate, findOldTls, findStarttls } from './findings/tls.ts';

const RULES: readonly ((looks: Looks) => readonly Finding[])[] = [
  findOutlet,
  findLineDown,
  findPort25,
  findLineSubmissionBlocked,
  findNames,
  findSubmissionAlive,
  findSubmissionPorts,
  findStarttls,
  findAuthOffer,
  findCertificate,
  findOldTls,
  findRefusals,
];

/** What a look at the network comes to, as names. Pure; every observation may be passed at once, whatever its vantage. */
export function findingsOf(observations: readonly Observation[]): readonly Finding[] {
  const looks = gatherLooks(observations);
  return RULES.flatMap((rule) => rule(looks));
}
