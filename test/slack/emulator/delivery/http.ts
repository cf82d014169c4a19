import { createHmac } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { parseJson } from '../json.ts';
import type { Ack } from './parcel.ts';

/** How a try ended. */
export type Outcome =
  | { readonly ok: true; readonly status: number | null; readonly ack: Ack }
  | {
      readonly ok: false;
      readonly status: number | null;
      readonly reason: 'http_error' | 'http_timeout' | 'connection_failed';
      readonly final: boolean;
    };

/** Where signed requests go. */
export interface HttpTarget {
  readonly url: string;
  readonly signingSecret: string;
}

/** One signed request. */
export interface SignedPost {
  readonly target: HttpTarget;
  readonly agent: Agent;
  readonly contentType: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Headers that prove a request is Slack's: docs.slack.dev/authentication/verifying-requests-from-slack. */
export function sign(text: string, signingSecret: string, seconds = Math.floor(Date.now() / 1_000)): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', signingSecret).update(`v0:${seconds}:${text}`).digest('hex');
  return { 'X-Slack-Request-Timestamp': String(seconds), 'X-Slack-Signature': `v0=${signature}` };
}

/** Posts and waits for the acknowledgement. Trouble of the network is a result. */
export function postSigned({ target, agent, contentType, text, headers, timeoutMs }: SignedPost): Promise<Outcome> {
  return new Promise((resolve) => {
    const req = request(
      target.url,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': contentType,
          'Content-Length': Buffer.byteLength(text),
          'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          ...sign(text, target.signingSecret),
          ...headers,
        },
      },
      (res) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('error', () => finish({ ok: false, status: null, reason: 'connection_failed', final: false }));
        res.on('end', () => {
          const status = res.statusCode ?? 0;
          const final = res.headers['x-slack-no-retry'] === '1';
          const ack = readAck(Buffer.concat(parts).toString(), res.headers['content-type'] ?? '');
          finish(status >= 200 && status < 300 ? { ok: true, status, ack } : { ok: false, status, reason: 'http_error', final });
        });
      },
    );
    const timer = setTimeout(() => {
      finish({ ok: false, status: null, reason: 'http_timeout', final: false });
      req.destroy();
    }, timeoutMs);
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    req.on('error', () => finish({ ok: false, status: null, reason: 'connection_failed', final: false }));
    req.end(text);
  });
}

function readAck(text: string, contentType: string): Ack {
  if (text === '') {
    return { kind: 'empty' };
  }
  if (!contentType.startsWith('application/json')) {
    return { kind: 'text', text };
  }
  const value = parseJson(text);
  return value === undefined ? { kind: 'broken', text } : { kind: 'json', value };
}
