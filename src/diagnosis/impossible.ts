import type { CauseId } from '../contracts/diagnosis.ts';
import type { SignId } from '../contracts/signs.ts';

/** Signs that, all together, leave no room for a cause. Weights can be outvoted; these cannot. */
interface Disproof {
  readonly cause: CauseId;
  readonly by: readonly SignId[];
}

const REACHED_SERVER: readonly SignId[] = [
  'found.line_submission_open',
  'reply.quoted',
  'stage.auth',
  'stage.rcpt',
  'stage.from',
  'stage.data',
  'auth.failed',
  'auth.required',
  'relay.denied',
];

/** The person's program talks to 587 or 465 and gets an answer there: port 25 has no part in it. */
const ON_SUBMISSION: readonly Disproof[] = (['port.587', 'port.465'] as const).flatMap((port) =>
  REACHED_SERVER.map((reached) => ({ cause: 'op25b' as const, by: [port, reached] })),
);

const DISPROOFS: readonly Disproof[] = [
  // A reply, or an own greeting, can't come through a closed port (design rule 2).
  { cause: 'op25b', by: ['reply.on_25'] },
  { cause: 'op25b', by: ['found.line_25_open'] },
  // Programs that send from their maker's cloud never use the person's line for it (design rule 4).
  { cause: 'op25b', by: ['client.cloud'] },
  { cause: 'local_firewall_or_antivirus', by: ['client.cloud'] },
  ...ON_SUBMISSION,
];

/** Causes that the signs at hand rule out for good. */
export function findImpossible(signs: ReadonlySet<SignId>): ReadonlySet<CauseId> {
  return new Set(DISPROOFS.filter((disproof) => disproof.by.every((sign) => signs.has(sign))).map((disproof) => disproof.cause));
}

const TELLING: ReadonlySet<SignId> = new Set(DISPROOFS.flatMap((disproof) => disproof.by));

/** Can this sign have a part in ruling a cause out? */
export function canDisprove(sign: SignId): boolean {
  return TELLING.has(sign);
}
