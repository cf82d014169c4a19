import type { Engine, Envelope, Session, Turn, Wish } from '../../src/contracts/turn.ts';
import { draftOf, emptySession } from './cases.ts';

/**
 * A reducer small enough to reckon with: answers the n-th event with `<n>:<text>`. Some texts do more: `look` starts a look, `looks` two,
 * `secret` asks for its deletion, `forget` forgets, `many` answers three times, `quiet` not at all, `bug` throws.
 */
export function createFakeEngine(): Engine {
  return {
    decide,
    report: (session) => ({ asked: null, facts: {}, causes: [], verdict: null, fix: null, closed: session.step === 'closed' }),
    concerns: (text) => text === 'help',
  };
}

function decide(before: Session | null, envelope: Envelope): Turn {
  const session = before ?? emptySession();
  switch (envelope.event.kind) {
    case 'text':
      return answer(session, envelope, envelope.event.text);
    case 'choose':
      return answer(session, envelope, envelope.event.choice);
    case 'probe_progress':
      return showProgress(session, envelope.event.soFar.map(({ step, state }) => `${step}=${state}`).join(' '));
    case 'probe_result':
      return takeResult(session, envelope.event.run, envelope.event.observations.length);
    default:
      return answer(session, envelope, envelope.event.kind);
  }
}

function answer(before: Session, envelope: Envelope, text: string): Turn {
  if (text === 'bug') {
    throw new Error('a bug in the engine');
  }
  const session = { ...before, turn: before.turn + 1 };
  return take(session, wishesOf(session, envelope, text), text);
}

function wishesOf(session: Session, envelope: Envelope, text: string): readonly WishBody[] {
  const reply = say(`${session.turn}:${text}`);
  switch (text) {
    case 'quiet':
      return [];
    case 'many':
      return [reply, reply, reply];
    case 'look':
      return [reply, look(envelope, `${session.turn}a`)];
    case 'looks':
      return [reply, look(envelope, `${session.turn}a`), look(envelope, `${session.turn}b`)];
    case 'secret':
      return [reply, { kind: 'delete_received', eventId: envelope.eventId }];
    case 'forget':
      return [reply, { kind: 'forget' }];
    default:
      return [reply];
  }
}

type WishBody = Wish extends infer W ? (W extends Wish ? Omit<W, 'id'> : never) : never;

function say(text: string): WishBody {
  return { kind: 'say', draft: draftOf('fake:reply', { text }) };
}

function look({ conversation, person, workplace }: Envelope, run: string): WishBody {
  const request = {
    run: `${conversation}#${run}`,
    host: 'smtp.example.com',
    domain: null,
    ports: [587],
    oldTls: false,
    controls: 'none',
    person,
    workplace,
  } as const;
  return { kind: 'probe', request };
}

/** The look's message is the last one said before it: the fake keeps its id as the session's `misread`. */
function showProgress(session: Session, text: string): Turn {
  return {
    session,
    wishes: [{ kind: 'edit', id: 'never-kept', target: `w${session.misread}`, draft: draftOf('fake:progress', { text }) }],
    heard: null,
  };
}

function takeResult(session: Session, run: string, observations: number): Turn {
  const text = `result of ${run}: ${observations}`;
  return take(session, [{ kind: 'edit', target: `w${session.misread}`, draft: draftOf('fake:reply', { text }) }, say(text)], null);
}

function take(session: Session, bodies: readonly WishBody[], heard: string | null): Turn {
  const wishes = bodies.map((body, index) => ({ ...body, id: `w${session.nextId + index}` }));
  const hasLook = bodies.some(({ kind }) => kind === 'probe');
  const misread = hasLook ? session.nextId : session.misread;
  return { session: { ...session, nextId: session.nextId + bodies.length, misread }, wishes, heard };
}
