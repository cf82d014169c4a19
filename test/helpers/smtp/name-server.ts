import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';

/** What the name server says to a question: addresses, `priority host` for MX, `priority weight port host` for SRV, or one of the ways not to. */
export type NameAnswer = readonly string[] | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'SILENCE';

/** Answers by `<record> <name>`; a function may say something else each time it is asked (rebinding). */
export type Zone = Readonly<Record<string, NameAnswer | ((time: number) => NameAnswer)>>;

/** A small name server on the loopback. */
export interface NameServer {
  /** As OKURU_DNS takes it. */
  readonly address: string;
  /** Every question, as `<record> <name>`. */
  readonly asked: string[];
  close(): void;
}

const TYPES: Readonly<Record<number, string>> = { 1: 'A', 15: 'MX', 28: 'AAAA', 33: 'SRV' };
const CODES = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5 } as const;

/** Starts a name server for a zone. A name of the zone without the record asked for gets an empty answer, another name NXDOMAIN. */
export async function startNameServer(zone: Zone): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query: Buffer, from: RemoteInfo) => {
    const { name, type, end } = readQuestion(query);
    const record = TYPES[type] ?? String(type);
    const time = asked.filter((question) => question === `${record} ${name}`).length;
    asked.push(`${record} ${name}`);
    const answer = answerOf(zone, `${record} ${name}`, time);
    if (answer === 'SILENCE') return;
    socket.send(makeResponse(query, end, { type, answer }), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, asked, close: () => socket.close() };
}

function answerOf(zone: Zone, key: string, time: number): NameAnswer {
  const entry = zone[key];
  if (typeof entry === 'function') return entry(time);
  if (entry !== undefined) return entry;
  const name = key.split(' ')[1];
  return Object.keys(zone).some((known) => known.split(' ')[1] === name) ? [] : 'NXDOMAIN';
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function makeResponse(query: Buffer, end: number, { type, answer }: { type: number; answer: NameAnswer }): Buffer {
  const header = Buffer.from(query.subarray(0, 12));
  const records = typeof answer === 'string' ? [] : answer.map((text) => makeRecord(type, text));
  const code = typeof answer === 'string' && answer !== 'SILENCE' ? CODES[answer] : 0;
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, query.subarray(12, end), ...records]);
}

function makeRecord(type: number, text: string): Buffer {
  const data = makeData(type, text);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(3600, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function makeData(type: number, text: string): Buffer {
  if (type === 1) return Buffer.from(text.split('.').map(Number));
  if (type === 28) return ipv6(text);
  const parts = text.split(' ');
  const host = parts.pop() ?? '';
  const numbers = Buffer.alloc(2 * parts.length);
  parts.forEach((part, index) => {
    numbers.writeUInt16BE(Number(part), 2 * index);
  });
  return Buffer.concat([numbers, name(host)]);
}

function name(host: string): Buffer {
  const labels = host.split('.').filter((label) => label !== '');
  return Buffer.concat([...labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')]), Buffer.from([0])]);
}

function ipv6(text: string): Buffer {
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const whole = isIPv4(tail) ? text.slice(0, -tail.length) + hexOf(tail) : text;
  const [left = '', right = ''] = whole.split('::');
  const groups = (side: string) => side.split(':').filter((group) => group !== '');
  const zeros = Array(8 - groups(left).length - groups(right).length).fill('0');
  const all = [...groups(left), ...(whole.includes('::') ? zeros : []), ...groups(right)];
  return Buffer.concat(all.map((group) => Buffer.from(group.padStart(4, '0'), 'hex')));
}

function hexOf(v4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}
