import type { Fields } from '../../../helpers/json.ts';

/** A call of the REST API, as it was answered. */
export interface CallRecord {
  /** `createMessage`, `callback` …: see `rest/routes.ts`. */
  readonly name: string;
  /** `POST /channels/1/messages`. */
  readonly route: string;
  readonly body: unknown;
  /** Null where the answer was never made: a fault came before. */
  readonly status: number | null;
  readonly answer: unknown;
  /** The fault that was injected; null for an honest answer. */
  readonly fault: string | null;
  readonly at: number;
}

/** Something the app sent that Discord would not take. */
export interface Refusal {
  readonly name: string;
  readonly status: number;
  readonly code: number;
  /** What is wrong where: `components.0.label: Must be 80 or fewer in length.` */
  readonly messages: readonly string[];
  readonly payload: unknown;
}

/** One try to bring an interaction to the app. */
export interface Attempt {
  readonly over: 'gateway' | 'http';
  readonly at: number;
  outcome:
    | 'pending'
    | 'answered'
    | 'unanswered'
    | 'accepted'
    | 'not_connected'
    | 'http_error'
    | 'http_timeout'
    | 'connection_failed'
    | 'refused';
  status: number | null;
}

/** An interaction brought to the app. */
export interface Delivery {
  readonly interaction: string;
  readonly type: 'command' | 'component' | 'autocomplete' | 'modal';
  readonly user: string;
  readonly body: Fields;
  readonly attempts: Attempt[];
  acked: boolean;
  /** From the first try to the first answer. */
  ackMs: number | null;
  /** Type of the first answer. */
  answer: number | null;
}

/** Something a person did, and how long the app took to show a sign of life where they did it. */
export interface Action {
  readonly what: string;
  readonly user: string;
  readonly channel: string;
  readonly at: number;
  /** To the first answer to the interaction, or the first message of the app the person sees there; null while there is none. */
  firstAnswerMs: number | null;
}
