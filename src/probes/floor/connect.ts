import { connect, type Socket } from 'node:net';
import type { Outcome } from './classify.ts';
import { isTimedOut, waitFor } from './deadline.ts';
import type { TalkTime } from './smtp-talk.ts';

/** An address that the guard has let through, and the port. Never a name: a second resolution could change it. */
export interface Door {
  readonly address: string;
  readonly port: number;
}

/** Opens a TCP connection by address. The caller destroys the socket; after a failure there is none. */
export async function openConnection({ address, port }: Door, { deadline, stepMs }: TalkTime): Promise<Outcome<Socket>> {
  if (deadline.over()) return { ok: false, trouble: { kind: 'timeout' } };
  const socket = connect({ host: address, port, autoSelectFamily: false });
  // An error after the wait has ended is nobody's business any more, but must not end the process.
  socket.on('error', () => {});
  const result = await waitFor<Outcome<Socket>>({
    deadline,
    ms: stepMs,
    start(settle) {
      const onConnect = () => settle({ ok: true, value: socket });
      const onError = (error: Error) => settle({ ok: false, trouble: { kind: 'error', error } });
      socket.once('connect', onConnect);
      socket.once('error', onError);
      return () => {
        socket.off('connect', onConnect);
        socket.off('error', onError);
      };
    },
  });
  const outcome: Outcome<Socket> = isTimedOut(result) ? { ok: false, trouble: { kind: 'timeout' } } : result;
  if (!outcome.ok) socket.destroy();
  return outcome;
}
