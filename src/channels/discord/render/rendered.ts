import type { APIMessageTopLevelComponent } from 'discord.js';

/** IS_COMPONENTS_V2: the components are the message. It can't be taken back (docs.discord.com/developers/resources/message). */
export const COMPONENTS_V2 = 1 << 15;

/** SUPPRESS_NOTIFICATIONS: nobody's device sounds. Only for new messages: an edit takes COMPONENTS_V2 alone. */
export const QUIET = 1 << 12;

/** One message of Discord: `components` are its words and buttons. Whether it is ephemeral is said by who sends it. */
export interface Rendered {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
}
