import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

/** A name server on loopback that lets everybody wait, and then knows nothing. */
export interface LateNameServer {
  /** As `OKURU_DNS` takes it. */
  readonly address: string;
  /** Resolves once somebody waits for an answer. */
  readonly asked: Promise<void>;
  /** Answers all who wait, and from now on everybody at once. */
  release(): void;
  close(): void;
}

/** REFUSED, in answer to a recursive question: RFC 1035 §4.1.1. */
const REFUSED = 0x8185;

/** Opens one. */
export async function openLateNameServer(): Promise<LateNameServer> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  const { promise: asked, resolve: noteAsked } = Promise.withResolvers<void>();
  const waiting: (() => void)[] = [];
  let isLate = true;
  socket.on('message', (question: Buffer, from: RemoteInfo) => {
    const answer = (): void => {
      question.writeUInt16BE(REFUSED, 2);
      socket.send(question, from.port, from.address);
    };
    if (isLate) waiting.push(answer);
    else answer();
    noteAsked();
  });
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    release() {
      isLate = false;
      for (const answer of waiting.splice(0)) answer();
    },
    close: () => void socket.close(),
  };
}
