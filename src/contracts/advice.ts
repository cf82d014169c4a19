import type { MailClientRow, MailProviderRow, OutgoingServer } from './catalogue.ts';
import type { CauseId, Evidence, Fix } from './diagnosis.ts';
import type { Lang } from './lang.ts';
import type { Block, Phrase } from './messages.ts';
import type { Observation } from './probes.ts';

/** What a cure is made for. */
export interface AdviceRequest {
  readonly cause: CauseId;
  readonly provider: MailProviderRow | null;
  /** The provider's servers, best first, as measured and recorded. */
  readonly client: MailClientRow | null;
  readonly evidence: Evidence;
  /** Language of the person's screen: labels are said in it, whatever the chat's language. */
  readonly screen: Lang;
  /** What was measured, where the server's own words matter (SIZE). */
  readonly observations?: readonly Observation[];
  /** Row whose click path stands in for a program without one of its own: plain Outlook → Outlook classic. */
  readonly standIn?: MailClientRow | null;
}

/** A cure: ordered parts of a reply, as message keys. */
export interface Advice {
  readonly cause: CauseId;
  /** Null where no settings change cures it. */
  readonly fix: Fix | null;
  /** The row the fix rests on, null where it is measured only. */
  readonly server: OutgoingServer | null;
  readonly blocks: readonly Block<Phrase>[];
  /** The card to keep at the end; null where there is nothing to keep. */
  readonly card: Block<Phrase> | null;
}
