import { sign } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { parseJson } from '../../../helpers/json.ts';
import type { World } from '../state/world.ts';

/** How a request to the app ended. */
export type Outcome =
  | { readonly ok: true; readonly status: number; readonly json: boolean; readonly body: unknown }
  | { readonly ok: false; readonly status: number | null; readonly reason: 'http_error' | 'http_timeout' | 'connection_failed' };

/** One signed request. */
export interface SignedPost {
  readonly url: string;
  readonly agent: Agent;
  readonly text: string;
  /** Whether the signature is one that must not be taken. */
  readonly forged?: boolean;
}

/** Headers that prove a request is Discord's: docs.discord.com/developers/interactions/overview, "Validating Security Request Headers". */
function signatureOf(world: World, text: string, forged = false): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = sign(null, Buffer.from(`${timestamp}${forged ? `${text} ` : text}`), world.keys.privateKey).toString('hex');
  return { 'X-Signature-Ed25519': signature, 'X-Signature-Timestamp': timestamp };
}

/** Posts and waits for the answer. Trouble of the network is a result. */
export function postSigned(world: World, { url, agent, text, forged = false }: SignedPost): Promise<Outcome> {
  return new Promise((resolve) => {
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      'User-Agent': 'Discord-Interactions/1.0 (+https://discord.com)',
      ...signatureOf(world, text, forged),
    };
    const req = request(url, { method: 'POST', agent, headers }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('error', () => finish({ ok: false, status: null, reason: 'connection_failed' }));
      res.on('end', () => {
        const status = res.statusCode ?? 0;
        const json = res.headers['content-type']?.startsWith('application/json') === true;
        const body = parts.length === 0 ? undefined : parseJson(Buffer.concat(parts).toString());
        finish(status >= 200 && status < 300 ? { ok: true, status, json, body } : { ok: false, status, reason: 'http_error' });
      });
    });
    const timer = setTimeout(() => {
      finish({ ok: false, status: null, reason: 'http_timeout' });
      req.destroy();
    }, world.options.answerMs);
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    req.on('error', () => finish({ ok: false, status: null, reason: 'connection_failed' }));
    req.end(text);
  });
}
