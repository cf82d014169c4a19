import type { Fields } from '../json.ts';

/** A call of the Web API, as it was answered. */
export interface CallRecord {
  readonly method: string;
  readonly token: string | null;
  readonly team: string | null;
  readonly args: Fields;
  /** Null where the answer was never made: a fault came before. */
  answer: Fields | null;
  /** The fault that was injected; null for an honest answer. */
  fault: string | null;
  readonly at: number;
}

/** Something the app sent that Slack would not take. */
export interface Refusal {
  readonly method: string;
  readonly error: string;
  /** What is wrong where: `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. */
  readonly messages: readonly string[];
  readonly team: string | null;
  readonly payload: unknown;
}

/** One try to bring something to the app. */
export interface Attempt {
  readonly retry: number;
  readonly at: number;
  ms: number;
  outcome: 'pending' | 'acked' | 'http_error' | 'http_timeout' | 'connection_failed';
  status: number | null;
}

export type DeliveryKind = 'event' | 'interactive' | 'slash' | 'options';

/** Something brought to the app, with every try. */
export interface Delivery {
  readonly id: string;
  readonly kind: DeliveryKind;
  /** Event type, or type of the interaction. */
  readonly type: string;
  readonly team: string;
  readonly body: Fields;
  readonly attempts: Attempt[];
  acked: boolean;
  /** From the first try to the acknowledgement. */
  ackMs: number | null;
  /** What the acknowledgement held: undefined where it was empty. */
  ackBody: unknown;
}
