import type { KnownBlock } from '@slack/types';

/** One message of Slack: `text` is what notifications and screen readers get, and never empty. */
export interface Rendered {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}
