import type { MessageKey } from '../contracts/message-key.ts';
import type { Block, Phrase } from '../contracts/messages.ts';
import type { Reading } from '../contracts/reading.ts';
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
  const { session } = work;
  switch (reading.intent) {
    case 'what_is':
      return reading.term === null
        ? unclear(work, reading, notices, moment)
        : sayAndReturn(work, [...notices, text({ key: `glossary:${reading.term}` })]);
    case 'why':
      return session.open === null
        ? explain(work, moment.mind)
        : sayAndReturn(work, [text({ key: 'talk:why.question' }), text({ key: QUESTION_FORMS[session.open].why })]);
    case 'how_to_find':
      return sayAndReturn(work, [text({ key: session.open === null ? 'talk:how_none' : QUESTION_FORMS[session.open].how })]);
    case 'dont_know':
      return session.open === null ? unclear(work, reading, notices, moment) : dontKnow(work, moment);
    case 'yes':
      return session.step === 'advised' ? close(work, moment.mind) : unclear(work, reading, notices, moment);
    case 'no':
      return session.step === 'advised' ? cureFailed(work, moment) : unclear(work, reading, notices, moment);
    case 'thanks':
      return courtesy(work, 'talk:thanks');
    case 'greeting':
      return session.step === 'new' ? greet(work) : courtesy(work, 'talk:hello');
    case 'cannot_receive_only':
      return handOver(say(work, { blocks: [text({ key: 'talk:not_sending' })] }), 'asked', moment.mind);
    default:
      return unclear(work, reading, notices, moment);
  }
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
export function greet(work: Work): Work {
  return update(say(work, { blocks: [text({ key: 'talk:greeting' }), text({ key: 'talk:tell_me' })] }), { step: 'talking' });
}

function courtesy(work: Work, key: 'talk:thanks' | 'talk:hello'): Work {
  return work.session.step === 'advised'
    ? say(work, { blocks: [text({ key }), text({ key: 'talk:ask_if_cured' })], choices: AFTER_CURE })
    : sayAndReturn(work, [text({ key })]);
}

/** Not understood: said so, with the buttons again; the third time it counts as "I don't know". */
function unclear(work: Work, reading: Reading, notices: readonly Block<Phrase>[], moment: Moment): Work {
  const { session } = work;
  if (session.step === 'new') {
    return reading.relevant ? proceed(say(update(work, { step: 'talking' }), { blocks: notices }), moment) : greet(work);
  }
  if (session.open !== null && session.misread >= 2) {
    return dontKnow(work, moment);
  }
  const counted = update(work, { misread: session.misread + 1 });
  return sayAndReturn(counted, [...notices, text({ key: whatWasWrong(session, reading) })]);
}

function whatWasWrong(session: Session, reading: Reading): MessageKey {
  if (session.misread > 0) {
    return 'talk:misread_or_person';
  }
  return session.open === null && !reading.relevant ? 'talk:small_talk' : 'talk:misread';
}
