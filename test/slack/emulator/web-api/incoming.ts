import type { IncomingMessage } from 'node:http';
import { type Fields, isFields, parseJson, textAt } from '../json.ts';

/** A call as it came in. */
export interface Incoming {
  readonly method: string;
  readonly args: Fields;
  readonly token: string | null;
  readonly basic: { readonly id: string; readonly secret: string } | null;
  /** Why the body can't be read; null where it can. */
  readonly unreadable: string | null;
}

/** Reads a call: forms and JSON, the token in the header or among the arguments (docs.slack.dev/apis/web-api, "POST bodies"). */
export function readIncoming(req: IncomingMessage, method: string, body: string): Incoming {
  const authorization = req.headers.authorization ?? '';
  const read = readBody(req, body);
  const { token: inBody, ...args } = read ?? {};
  const token = authorization.startsWith('Bearer ') ? authorization.slice(7) : typeof inBody === 'string' ? inBody : null;
  return { method, args, token, basic: readBasic(authorization), unreadable: read === null ? 'invalid_json' : null };
}

function readBody(req: IncomingMessage, body: string): Fields | null {
  const type = req.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) {
    const read = body === '' ? {} : parseJson(body);
    return isFields(read) ? read : null;
  }
  const query = req.url?.split('?')[1];
  const form = new URLSearchParams(body);
  return { ...(query === undefined ? {} : Object.fromEntries(new URLSearchParams(query))), ...Object.fromEntries(form) };
}

function readBasic(authorization: string): Incoming['basic'] {
  if (!authorization.startsWith('Basic ')) {
    return null;
  }
  const [id = '', secret = ''] = Buffer.from(authorization.slice(6), 'base64').toString().split(':');
  return { id, secret };
}

/** Reads a request's body whole. */
export function readText(req: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => resolve(parts.length === 1 ? String(parts[0]) : Buffer.concat(parts).toString()));
    req.on('error', reject);
  });
}

/** The channel or person a call is about, for records. */
export function subjectOf(args: Fields): string {
  return textAt(args, 'channel') || textAt(args, 'channel_id') || textAt(args, 'users') || textAt(args, 'user');
}
