import type { MessageKey } from '../contracts/message-key.ts';
import type { Block, Phrase } from '../contracts/messages.ts';
import type { Intent, Reading } from '../contracts/reading.ts';
import type { Session } from '../contracts/turn.ts';
import { cureFailed } from './after-cure.ts';
import { sayAndReturn } from './ask.ts';
import type { Moment } from './mind.ts';
import { proceed } from './proceed.ts';
import { QUESTION_FORMS } from './question-forms.ts';
import { AFTER_CURE, close, explain, handOver } from './reply.ts';
import { withFact } from './session.ts';
import { say, text, update, type Work } from './work.ts';

/** What tells nothing: questions to the bot, "I don't know", thanks, and what can't be made out. Fills no slot. */
export function smallTalk(work: Work, reading: Reading, notices: readonly Block<Phrase>[], moment: Moment): Work {
  const answer =
    reading.intent === null
      ? null
      : (questionBack(work, reading, notices, moment) ?? wordOnTheCure(work, reading.intent, moment) ?? courtesy(work, reading.intent));
  return answer ?? unclear(work, reading, notices, moment);
}

/** Questions to the bot, and answers that are none. */
function questionBack(work: Work, { intent, term }: Reading, notices: readonly Block<Phrase>[], moment: Moment): Work | null {
  const { open } = work.session;
  switch (intent) {
    case 'what_is':
      return term === null ? null : sayAndReturn(work, [...notices, text({ key: `glossary:${term}` })]);
    case 'why':
      return open === null
        ? explain(work, moment.mind)
        : sayAndReturn(work, [text({ key: 'talk:why.question' }), text({ key: QUESTION_FORMS[open].why })]);
    case 'how_to_find':
      return sayAndReturn(work, [text({ key: open === null ? 'talk:how_none' : QUESTION_FORMS[open].how })]);
    case 'dont_know':
      return open === null ? null : dontKnow(work, moment);
    case 'cannot_receive_only':
      return handOver(say(work, { blocks: [text({ key: 'talk:not_sending' })] }), 'asked', moment.mind);
    default:
      return null;
  }
}

/** Yes and no answer "can you send now?" where it was asked. */
function wordOnTheCure(work: Work, intent: Intent, moment: Moment): Work | null {
  const { step, turn } = work.session;
  switch (intent) {
    case 'yes':
      return step === 'advised' ? close(work, moment.mind) : null;
    case 'no':
      return step === 'advised' ? cureFailed(work, moment) : null;
    case 'fixed':
      // In a first message it tells of the past ("it worked until…").
      return turn > 1 ? close(work, moment.mind) : null;
    default:
      return null;
  }
}

function courtesy(work: Work, intent: Intent): Work | null {
  if (intent === 'greeting' && work.session.step === 'new') {
    return greet(work);
  }
  if (intent !== 'greeting' && intent !== 'thanks') {
    return null;
  }
  const words = text({ key: intent === 'thanks' ? 'talk:thanks' : 'talk:hello' });
  return work.session.step === 'advised'
    ? say(work, { blocks: [words, text({ key: 'talk:ask_if_cured' })], choices: AFTER_CURE })
    : sayAndReturn(work, [words]);
}

/** "I don't know" is an answer: it is kept, and never asked for again. */
export function dontKnow(work: Work, moment: Moment): Work {
  const { open } = work.session;
  if (open === null) {
    return proceed(work, moment);
  }
  return proceed(update(work, { ...withFact(work.session, { id: open, value: null, from: 'stated' }, moment.now), misread: 0 }), moment);
}

/** Greets and asks for the story in the person's own words. */
function greet(work: Work): Work {
  return update(say(work, { blocks: [text({ key: 'talk:greeting' }), text({ key: 'talk:tell_me' })] }), { step: 'talking' });
}

/** The conversation was opened: by somebody new, or once more. */
export function hello(work: Work): Work {
  return work.session.step === 'new' ? greet(work) : sayAndReturn(work, [text({ key: 'talk:hello' })]);
}

/** Not understood: said so, with the buttons again; the third time it counts as "I don't know". */
function unclear(work: Work, reading: Reading, notices: readonly Block<Phrase>[], moment: Moment): Work {
  const { session } = work;
  if (reading.relevant && session.open === null && (session.step === 'new' || session.step === 'talking')) {
    return proceed(withNotices(update(work, { step: 'talking' }), notices), moment);
  }
  if (session.step === 'new') {
    return greet(work);
  }
  if (session.open !== null && session.misread >= 2) {
    return dontKnow(work, moment);
  }
  const counted = update(work, { misread: session.misread + 1 });
  return sayAndReturn(counted, [...notices, text({ key: whatWasWrong(session, reading) })]);
}

function withNotices(work: Work, notices: readonly Block<Phrase>[]): Work {
  return notices.length === 0 ? work : say(work, { blocks: notices });
}

function whatWasWrong(session: Session, reading: Reading): MessageKey {
  if (session.misread > 0) {
    return 'talk:misread_or_person';
  }
  return session.open === null && !reading.relevant ? 'talk:small_talk' : 'talk:misread';
}
