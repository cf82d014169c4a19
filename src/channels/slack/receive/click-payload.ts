import { z } from 'zod';
import type { Who } from '../people.ts';

const label = z.object({ text: z.string() });

/** docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const click = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().default(''),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).nullish(),
  container: z
    .object({
      channel_id: z.string().optional(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      is_ephemeral: z.boolean().default(false),
    })
    .default({ is_ephemeral: false }),
  message: z.object({ ts: z.string().optional(), text: z.string().default(''), blocks: z.unknown() }).optional(),
  view: z.object({ id: z.string(), hash: z.string().default(''), type: z.string() }).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string().default(''),
        value: z.string().optional(),
        text: label.optional(),
        selected_option: z.object({ value: z.string(), text: label }).nullish(),
      }),
    )
    .min(1),
});

/** A click as Slack tells it. */
export type Click = z.infer<typeof click>;

/** A click on a choice of a message. */
export interface Chosen {
  readonly who: Who;
  readonly conversation: string;
  /** Number of the message's line. */
  readonly seq: number;
  readonly choice: string;
  /** As it stands on the button or in the list. */
  readonly label: string;
  readonly channel: string;
  readonly ts: string;
  readonly click: Click;
}
