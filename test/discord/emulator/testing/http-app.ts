import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { type Fields, isFields, parseJson } from '../../../helpers/json.ts';
import type { FakeDiscord } from '../index.ts';

/** What an app answers to an interaction over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** An app that gets its interactions over HTTP. */
export interface HttpApp {
  readonly url: string;
  /** The interactions it took, in order. */
  readonly heard: readonly Fields[];
  stop(): Promise<void>;
}

/** RFC 8410 §4: what stands before the 32 bytes of an Ed25519 public key. */
const PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Starts it. `careless`: it takes every signature. */
export async function startHttpApp(
  fake: FakeDiscord,
  answer: (interaction: Fields) => HttpAnswer | Promise<HttpAnswer>,
  careless = false,
): Promise<HttpApp> {
  const key = createPublicKey({ key: Buffer.concat([PREFIX, Buffer.from(fake.verifyKey, 'hex')]), format: 'der', type: 'spki' });
  const heard: Fields[] = [];
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) {
      parts.push(part);
    }
    const text = Buffer.concat(parts).toString();
    const signature = Buffer.from(String(req.headers['x-signature-ed25519']), 'hex');
    const good = verify(null, Buffer.from(`${String(req.headers['x-signature-timestamp'])}${text}`), key, signature);
    const body = parseJson(text);
    if ((!good && !careless) || !isFields(body)) {
      res.writeHead(401).end('invalid request signature');
      return;
    }
    heard.push(body);
    const { status, body: said } = body.type === 1 ? { status: 200, body: { type: 1 } } : await answer(body);
    res.writeHead(status, { 'Content-Type': 'application/json' }).end(said === undefined ? '' : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}/discord/interactions`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  };
  return { url, heard, stop };
}
