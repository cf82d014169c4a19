import type { Fields } from '../../../helpers/json.ts';
import type { World } from '../state/world.ts';
import { type Flaw, nestFlaws, wordFlaw } from '../validate/schema.ts';

/** What the REST API answers. */
export interface Reply {
  readonly status: number;
  /** Undefined where the answer is empty. */
  readonly body?: unknown;
  /** What is wrong with the request; undefined where it was taken. */
  readonly failure?: {
    readonly code: number;
    readonly messages: readonly string[];
    /** Whether it is the request's fault though the code does not say so. */
    readonly broken?: true;
  };
}

/** A call for a route, ready to be run. */
export interface Call {
  readonly world: World;
  /** What stands in the path: ids and tokens, in order. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** What was asked for. */
export function ok(body: unknown, status = 200): Reply {
  return { status, body };
}

/** Done, and nothing to say. */
export const DONE: Reply = { status: 204 };

/** A refusal in Discord's form: docs.discord.com/developers/topics/opcodes-and-status-codes, "JSON Error Codes". */
export function no(status: number, code: number, message: string): Reply {
  return { status, body: { message, code }, failure: { code, messages: [message] } };
}

/** Discord broke over what it was sent. */
export function broke(why: string): Reply {
  return { status: 500, body: { message: '500: Internal Server Error', code: 0 }, failure: { code: 0, messages: [why], broken: true } };
}

/** A body that is not as it must be: docs.discord.com/developers/reference, "Error Messages". */
export function badForm(flaws: readonly Flaw[]): Reply {
  const body: Fields = { message: 'Invalid Form Body', code: 50_035, errors: nestFlaws(flaws) };
  return { status: 400, body, failure: { code: 50_035, messages: flaws.map(wordFlaw) } };
}

/** A body with one thing wrong. */
export function badField(path: string, code: string, message: string): Reply {
  return badForm([{ path, code, message }]);
}

export const UNKNOWN = {
  channel: no(404, 10_003, 'Unknown Channel'),
  message: no(404, 10_008, 'Unknown Message'),
  user: no(404, 10_013, 'Unknown User'),
  webhook: no(404, 10_015, 'Unknown Webhook'),
  command: no(404, 10_063, 'Unknown application command'),
  interaction: no(404, 10_062, 'Unknown interaction'),
  application: no(404, 10_002, 'Unknown Application'),
} as const;
