import type { State } from './loopback.ts';
import { APP, showMessage } from './payloads.ts';

/** What a call is answered with. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Handler = (found: readonly string[], body: Fields, state: State) => Answer;

const DONE: Answer = { status: 204, text: '' };

/** The calls, the most frequent first. */
const CALLS: readonly (readonly [RegExp, Handler])[] = [
  [/^POST \/api\/v10\/interactions\/(\d+)\/([^/]+)\/callback(\?with_response=true)?/, takeAnswer],
  [/^POST \/api\/v10\/webhooks\/\d+\/([^/?]+)/, takeFollowUp],
  [/^PATCH \/api\/v10\/webhooks\/\d+\/([^/]+)\/messages\/([^/?]+)/, takeChange],
  [/^GET \/api\/v10\/webhooks\/\d+\/([^/]+)\/messages\/@original/, showOriginal],
  [/^POST \/api\/v10\/channels\/(\d+)\/messages/, takePost],
  [/^GET \/api\/v10\/channels\/(\d+)\/messages/, ([channel = ''], _body, { posts }) => ok((posts.get(channel) ?? []).toReversed())],
  [/^PATCH \/api\/v10\/channels\/(\d+)\/messages\/(\d+)/, ([channel = ''], body) => ok(showMessage({ channel, body }))],
  [/^POST \/api\/v10\/users\/@me\/channels/, (_found, body) => ok({ id: directOf(String(body.recipient_id)), type: 1 })],
  [/^GET \/api\/v10\/gateway\/bot/, (_found, _body, { origin }) => ok(gatewayAt(origin))],
  [/^GET \/api\/v10\/applications\/@me/, (_found, _body, { verifyKey }) => ok({ id: APP.id, verify_key: verifyKey, bot: { id: APP.id } })],
  [/^(?:GET|PUT) \/api\/v10\/applications\/\d+\/commands/, () => ok([])],
];

/** Answers one call of the API. */
export function answerCall(call: string, body: string, state: State): Answer {
  for (const [pattern, handle] of CALLS) {
    const found = pattern.exec(call);
    if (found !== null) return handle(found.slice(1), body === '' ? {} : JSON.parse(body), state);
  }
  return { status: 404, text: JSON.stringify({ code: 0, message: `404: ${call}` }) };
}

/** Between a person's id and that of their direct messages. */
const DIRECTS = 1n << 60n;

/** The channel of a person's direct messages with the bot. */
export function directOf(user: string): string {
  return String(BigInt(user) + DIRECTS);
}

function ok(value: unknown): Answer {
  return { status: 200, text: JSON.stringify(value) };
}

function gatewayAt(origin: string): unknown {
  const session_start_limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 16 };
  return { url: `ws://${origin}`, shards: 1, session_start_limit };
}

const TOO_LATE: Answer = { status: 404, text: JSON.stringify({ code: 10_062, message: 'Unknown interaction' }) };
const UNKNOWN: Answer = { status: 404, text: JSON.stringify({ code: 10_015, message: 'Unknown Webhook' }) };

/** docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Callback Response Object" */
function takeAnswer([id = '', token = '', full]: readonly string[], body: Fields, state: State): Answer {
  const exchange = state.exchanges.get(token);
  if (exchange === undefined) return TOO_LATE;
  if (exchange.answer !== null) return { status: 400, text: JSON.stringify({ code: 40_060, message: 'Already acknowledged.' }) };
  const type = Number(body.type);
  exchange.answer = type;
  state.deferred += type === 5 ? 1 : 0;
  state.arrived += 1;
  if (type === 4)
    exchange.original = keep(exchange.interaction.user, showMessage({ channel: APP.channel, body: fieldsOf(body.data) }), state);
  state.answered.get(token)?.();
  state.answered.delete(token);
  if (full === undefined) return DONE;
  return ok({ interaction: { id, type: 2 }, resource: { type, ...(exchange.original === null ? {} : { message: exchange.original }) } });
}

function takeFollowUp([token = '']: readonly string[], body: Fields, state: State): Answer {
  const exchange = state.exchanges.get(token);
  if (exchange === undefined || exchange.answer === null) return UNKNOWN;
  state.arrived += 1;
  return ok(keep(exchange.interaction.user, showMessage({ channel: APP.channel, body }), state));
}

/** What "… is thinking" stands for, or any other change. */
function takeChange([token = '', message = '']: readonly string[], body: Fields, state: State): Answer {
  const exchange = state.exchanges.get(token);
  if (exchange === undefined || exchange.answer === null) return UNKNOWN;
  state.arrived += 1;
  const shown = showMessage({ channel: APP.channel, body });
  if (message === '@original' && exchange.answer === 5 && exchange.original === null) {
    exchange.original = keep(exchange.interaction.user, shown, state);
  }
  return ok(shown);
}

function showOriginal([token = '']: readonly string[], _body: Fields, { exchanges }: State): Answer {
  const original = exchanges.get(token)?.original ?? null;
  return original === null ? UNKNOWN : ok(original);
}

function takePost([channel = '']: readonly string[], body: Fields, state: State): Answer {
  const nonce = `${channel}/${String(body.nonce)}`;
  const known = state.nonces.get(nonce);
  if (known !== undefined) return ok(known);
  const message = showMessage({ channel, body });
  if (body.nonce !== undefined) state.nonces.set(nonce, message);
  state.posts.set(channel, [...(state.posts.get(channel) ?? []), message]);
  state.arrived += 1;
  return ok(keep(String(BigInt(channel) - DIRECTS), message, state));
}

function keep(user: string, message: Fields, { messages }: State): Fields {
  const all = messages.get(user) ?? [];
  all.push(message);
  messages.set(user, all);
  return message;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
