import { type App, AuthorizationError } from '@slack/bolt';
import type { Logger } from '../../../contracts/ports.ts';
import { isPermanent } from '../../shared/permanent.ts';

/** What came in by a door, and how often Slack has told it before. */
export interface Incoming {
  readonly body: Record<string, unknown>;
  readonly retryNum: number | undefined;
  readonly retryReason: string | undefined;
}

/** What to tell Slack of it. */
export type Taken =
  /** It is on disk, or not for us. `answer` is the body of the acknowledgement; undefined for none. */
  | { readonly kind: 'done'; readonly answer: unknown }
  /** It is not on disk: not acknowledged, so that Slack tells it again. */
  | { readonly kind: 'failed' };

/**
 * Hands a payload to Bolt. Bolt acknowledges an event before anything was done with it; here its `ack` is kept back until all listeners have
 * ended well (commit, then acknowledge). Never rejects.
 */
export async function take(app: App, incoming: Incoming, logger: Logger): Promise<Taken> {
  let answer: unknown;
  const ack = async (body?: unknown): Promise<void> => {
    answer = body;
  };
  try {
    const { body, retryNum, retryReason } = incoming;
    await app.processEvent({
      body,
      ack,
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
    return { kind: 'done', answer };
  } catch (error) {
    logger.error({ error }, 'Slack payload not taken');
    return { kind: 'failed' };
  }
}

/** Is this Bolt's word for a workspace that has no installation (any more)? Then no repeat can help. */
export function isStranger(error: unknown): boolean {
  return error instanceof AuthorizationError && isPermanent(error.original);
}
