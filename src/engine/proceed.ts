import type { Session } from '../contracts/turn.ts';
import { ask } from './ask.ts';
import { isLooking, startLook } from './look.ts';
import { withLookUps } from './look-ups.ts';
import type { Moment } from './mind.ts';
import { handOver, reply } from './reply.ts';
import { questionForCure, tellingQuestion, type Weighed, weigh } from './weigh.ts';
import { say, text, update, type Work } from './work.ts';

/** After anything was learnt: look, ask the most telling question, answer, or hand over; whichever is due. */
export function proceed(work: Work, moment: Moment): Work {
  const { mind, now } = moment;
  const informed = update(work, withLookUps(work.session, mind.knowledge.catalogue, now));
  const weighed = weigh(informed.session, mind);
  const looked = startLook(withoutOverturned(informed, weighed), moment);
  const { verdict } = weighed.judgement;
  const question =
    tellingQuestion(looked.session, weighed, mind) ?? (verdict === null ? null : questionForCure(looked.session, verdict.cause, mind));
  if (question !== null) {
    return ask(looked, question);
  }
  if (isLooking(looked.session)) {
    return waiting(looked, informed.session);
  }
  return verdict === null || verdict.cause === 'other' ? handOver(looked, 'intro', mind) : reply(looked, verdict, weighed, mind);
}

/** A verdict given before does not stand once another cause is likelier. */
function withoutOverturned(work: Work, { judgement }: Weighed): Work {
  const { verdict } = work.session;
  const stands = verdict === null || judgement.ranked[0]?.cause === verdict.cause;
  return stands ? work : update(work, { verdict: null, fix: null, step: 'talking' });
}

/** The look will bring the answer: a question put before is overtaken. Whoever wrote while it was already under way is told so at once. */
function waiting(work: Work, before: Session): Work {
  const next = update(work, { step: 'probing', open: null });
  return isLooking(before) ? say(next, { blocks: [text({ key: 'talk:looking.still' })] }) : next;
}
