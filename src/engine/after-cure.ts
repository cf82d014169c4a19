import type { Session } from '../contracts/turn.ts';
import { askInWords } from './ask.ts';
import type { Moment } from './mind.ts';
import { proceed } from './proceed.ts';
import { handOver } from './reply.ts';
import { known, withFact, withoutFact } from './session.ts';
import { say, text, update, type Work } from './work.ts';

/** Causes whose cure may fail before a person takes over (design §1 rule 10). */
const MOST_FAILED_CURES = 2;

/** Signs that a program or a server showed, as against those of the story. */
const SHOWN = /^(stage|connect|tls|reply|greet|auth|from|relay|rcpt|size|quota|limit|listed|foreign|network)\./;

/** The person tried the cure and it did not help: the next best cause, never the same again; after two, a person. */
export function cureFailed(work: Work, moment: Moment): Work {
  const { verdict, failed } = work.session;
  if (verdict === null || failed.includes(verdict.cause)) {
    return proceed(work, moment);
  }
  const tried = update(work, {
    ...withFixApplied(work.session, moment.now),
    failed: [...failed, verdict.cause],
    verdict: null,
    fix: null,
    step: 'talking',
  });
  if (tried.session.failed.length >= MOST_FAILED_CURES) {
    return handOver(tried, 'second', moment.mind);
  }
  const next = [text({ key: `causes:${verdict.cause}.not_this` }), text({ key: 'talk:next_cause' })];
  if (known(tried.session.facts, 'error_codes') !== null) {
    return proceed(say(tried, { blocks: next }), moment);
  }
  return askInWords(tried, 'error_codes', [...next, text({ key: 'talk:what_now' })]);
}

/** The settings are now as the cure said. Errors shown before it are old, unless this very turn brought them. */
function withFixApplied(session: Session, now: number): Session {
  const isNew = session.facts.error_codes?.turn === session.turn;
  const fresh = isNew ? session : withoutOldErrors(session);
  if (session.fix === null) {
    return fresh;
  }
  const { port, security, auth } = session.fix;
  const withPort = withFact(fresh, { id: 'current_port', value: port, from: 'stated' }, now);
  const withSecurity = withFact(withPort, { id: 'security', value: security, from: 'stated' }, now);
  return withFact(withSecurity, { id: 'auth_enabled', value: auth, from: 'stated' }, now);
}

/** What a server or program said before a cure was tried says nothing about how things stand now. */
export function withoutOldErrors(session: Session): Session {
  const kept = session.signs.filter((sign) => !SHOWN.test(sign));
  return { ...withoutFact(session, 'error_codes'), signs: kept };
}
