import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallRecord } from '../emulator/index.ts';
import { readText } from '../emulator/web-api/incoming.ts';

/** What must stay in a workspace: its token, its channels, and words of its people's cases. */
export interface Secrets {
  readonly team: string;
  readonly channels: readonly string[];
  readonly words: readonly string[];
}

/** Calls with the token of a workspace that name another's channels or say another's words. */
export function findLeaks(calls: readonly CallRecord[], all: readonly Secrets[]): readonly string[] {
  return calls.flatMap(({ team, method, args }) => {
    if (team === null || team === '') return [];
    const told = JSON.stringify(args);
    const others = all.filter((each) => each.team !== team);
    const leaked = others.flatMap(({ channels, words }) => [...channels, ...words]).filter((secret) => told.includes(secret));
    return leaked.map((secret) => `${method} with the token of ${team}: ${secret}`);
  });
}

/** A call on its way. */
export interface PassingCall {
  /** The header: `Bearer xoxb-…`. */
  readonly authorization: string;
  readonly body: string;
}

/** What a program that mixes workspaces up would have sent instead. */
export type Mixup = (call: PassingCall) => PassingCall;

/** An address for the program in Slack's place, which hands every call on, mixed up. */
export async function openMixer(apiUrl: string, mix: Mixup): Promise<{ readonly apiUrl: string; readonly close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { status, text } = await handOn(request, { apiUrl, mix });
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { apiUrl: `http://127.0.0.1:${portOf(server)}/api/`, close: () => close(server) };
}

async function handOn(
  request: IncomingMessage,
  { apiUrl, mix }: { readonly apiUrl: string; readonly mix: Mixup },
): Promise<{ readonly status: number; readonly text: string }> {
  const { authorization: given = '', 'content-type': type = '' } = request.headers;
  const { authorization, body } = mix({ authorization: given, body: await readText(request) });
  const answer = await fetch(new URL((request.url ?? '').replace('/api/', ''), apiUrl), {
    method: 'POST',
    headers: { 'Content-Type': type, ...(authorization === '' ? {} : { Authorization: authorization }) },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
