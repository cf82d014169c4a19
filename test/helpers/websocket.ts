import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

// The server's side of RFC 6455, as far as a chat service needs it: text, ping, pong, close; fragments are put together.

/** RFC 6455 §1.3: what the key of the handshake is hashed with. */
const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Longer messages are refused with 1009 (RFC 6455 §7.4.1). */
const LONGEST_MESSAGE = 1_048_576;

const TEXT = 0x1;
const CONTINUATION = 0x0;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;

/** One connection. */
export interface ServerSocket {
  readonly open: boolean;
  send(text: string): void;
  ping(): void;
  /** Says goodbye and ends once the other side has, too. */
  close(code: number, reason?: string): void;
  /** Tears the line. */
  destroy(): void;
}

/** What is told of a connection. */
export interface SocketEvents {
  readonly onText: (text: string) => void;
  /** `code` is the other side's goodbye (RFC 6455 §7.4); null where the line tore. */
  readonly onClosed: (code: number | null) => void;
}

/** Answers the handshake of RFC 6455 §4.2.2; null where the request is none. */
export function acceptSocket(req: IncomingMessage, stream: Duplex, events: SocketEvents): ServerSocket | null {
  const key = req.headers['sec-websocket-key'];
  if (key === undefined || req.headers.upgrade?.toLowerCase() !== 'websocket' || req.headers['sec-websocket-version'] !== '13') {
    stream.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    return null;
  }
  const accept = createHash('sha1').update(`${key}${HANDSHAKE_GUID}`).digest('base64');
  stream.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  return talk(stream, events);
}

/** A connection being talked on. */
interface Talk {
  readonly stream: Duplex;
  readonly events: SocketEvents;
  open: boolean;
  /** Bytes that are no whole frame yet. */
  waiting: Buffer;
  /** Fragments of a message (RFC 6455 §5.4). */
  pieces: Buffer[];
}

function talk(stream: Duplex, events: SocketEvents): ServerSocket {
  const state: Talk = { stream, events, open: true, waiting: Buffer.alloc(0), pieces: [] };
  stream.on('data', (part: Buffer) => takeBytes(state, part));
  stream.on('error', () => endTalk(state));
  stream.on('close', () => endTalk(state));
  return {
    get open() {
      return state.open;
    },
    send: (text) => void stream.write(frame(TEXT, Buffer.from(text))),
    ping: () => void stream.write(frame(PING, Buffer.from('ping'))),
    close: (code, reason = '') => void stream.write(frame(CLOSE, closing(code, reason))),
    destroy: () => endTalk(state),
  };
}

function takeBytes(state: Talk, part: Buffer): void {
  state.waiting = state.waiting.length === 0 ? part : Buffer.concat([state.waiting, part]);
  while (state.open) {
    const read = readFrame(state.waiting);
    if (read === 'more') {
      return;
    }
    if (read === 'wrong') {
      failTalk(state, 1002);
      return;
    }
    state.waiting = state.waiting.subarray(read.length);
    takeFrame(state, read);
  }
}

function takeFrame(state: Talk, { opcode, final, payload }: Frame): void {
  switch (opcode) {
    case PING:
      state.stream.write(frame(PONG, payload));
      return;
    case PONG:
      return;
    case CLOSE:
      state.stream.end(frame(CLOSE, payload.subarray(0, 2)));
      settleTalk(state, payload.length < 2 ? null : payload.readUInt16BE(0));
      return;
    case TEXT:
    case CONTINUATION:
      takePiece(state, payload, final);
      return;
    default:
      failTalk(state, 1003);
  }
}

function takePiece(state: Talk, payload: Buffer, final: boolean): void {
  state.pieces.push(payload);
  if (state.pieces.reduce((sum, { length }) => sum + length, 0) > LONGEST_MESSAGE) {
    failTalk(state, 1009);
    return;
  }
  if (final) {
    const text = Buffer.concat(state.pieces).toString();
    state.pieces = [];
    state.events.onText(text);
  }
}

function failTalk(state: Talk, code: number): void {
  state.stream.end(frame(CLOSE, closing(code, '')));
  settleTalk(state);
}

function endTalk(state: Talk): void {
  settleTalk(state);
  state.stream.destroy();
}

function settleTalk(state: Talk, code: number | null = null): void {
  if (state.open) {
    state.open = false;
    state.events.onClosed(code);
  }
}

interface Frame {
  readonly opcode: number;
  readonly final: boolean;
  readonly payload: Buffer;
  /** Bytes of the whole frame. */
  readonly length: number;
}

/** RFC 6455 §5.2. What a client sends is masked (§5.1): what is not is `wrong`. */
function readFrame(bytes: Buffer): Frame | 'more' | 'wrong' {
  if (bytes.length < 2) {
    return 'more';
  }
  const first = bytes.readUInt8(0);
  const second = bytes.readUInt8(1);
  if ((first & 0x70) !== 0 || (second & 0x80) === 0) {
    return 'wrong';
  }
  const short = second & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start + 4) {
    return 'more';
  }
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (size > LONGEST_MESSAGE) {
    return 'wrong';
  }
  const length = start + 4 + size;
  if (bytes.length < length) {
    return 'more';
  }
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(bytes.subarray(start + 4, length));
  for (let index = 0; index < size; index += 1) {
    payload[index] = (payload[index] ?? 0) ^ (mask[index & 3] ?? 0);
  }
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, length };
}

function frame(opcode: number, payload: Buffer): Buffer {
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head.writeUInt8(0x80 | opcode, 0);
  if (size < 126) {
    head.writeUInt8(size, 1);
  } else if (size < 65_536) {
    head.writeUInt8(126, 1);
    head.writeUInt16BE(size, 2);
  } else {
    head.writeUInt8(127, 1);
    head.writeBigUInt64BE(BigInt(size), 2);
  }
  return Buffer.concat([head, payload]);
}

function closing(code: number, reason: string): Buffer {
  const body = Buffer.alloc(2 + Buffer.byteLength(reason));
  body.writeUInt16BE(code, 0);
  body.write(reason, 2);
  return body;
}
