import type { Choice, Phrase } from '../contracts/messages.ts';
import { inLanguageOf, learn, MOST_CHARACTERS, readText, withNews } from './hear.ts';
import type { Mind, Moment } from './mind.ts';
import { deleteReceived, edit, forget, say, text, update, type Work } from './work.ts';

/** Where the person wants help, if at all. */
export type OfferAnswer = 'here' | 'private' | 'no';

const OFFER: readonly Choice<Phrase>[] = [
  { id: 'offer:here', label: { key: 'talk:offer.choice.here' }, style: 'plain' },
  { id: 'offer:private', label: { key: 'talk:offer.choice.private' }, style: 'plain' },
  { id: 'offer:no', label: { key: 'talk:offer.choice.no' }, style: 'plain' },
];

/** Is this about mail that can't be sent? In doubt, no. */
export function concernsSending(words: string, { reader }: Mind): boolean {
  return reader.concerns(words.slice(0, MOST_CHARACTERS));
}

/**
 * Offers help for what somebody said to others: one message, and what they said is kept for when they take it. Nothing is kept of
 * what does not concern the bot.
 */
export function offerHelp(work: Work, words: string, moment: Moment): { readonly work: Work; readonly heard: string | null } {
  if (work.session.step !== 'new') {
    return { work, heard: null };
  }
  if (!concernsSending(words, moment.mind)) {
    return { work: forget(work), heard: null };
  }
  const reading = readText(work.session, words, moment);
  const learnt = learn(inLanguageOf(work, reading, moment), reading, moment);
  const kept = reading.secret ? deleteReceived(learnt, moment.envelope.eventId) : learnt;
  const warning = reading.secret ? [text({ key: 'talk:secret' })] : [];
  const said = say(kept, { blocks: [...warning, text({ key: 'talk:offer.ask' })], choices: OFFER });
  return { work: update(said, { step: 'offered' }), heard: reading.text };
}

/** The answer a choice gives to the offer; null for any other choice. */
export function readOfferAnswer(choice: string): OfferAnswer | null {
  switch (choice) {
    case 'offer:here':
      return 'here';
    case 'offer:private':
      return 'private';
    case 'offer:no':
      return 'no';
    default:
      return null;
  }
}

/**
 * Takes the answer to an offer that stands. `here`: goes on as if the words had been said to the bot. Otherwise nothing is kept: the
 * place is the others' again.
 */
export function answerOffer(work: Work, answer: OfferAnswer, moment: Moment): Work {
  const closed = edit(work, offerId(work), { blocks: [text({ key: `talk:offer.${answer}` })] });
  return answer === 'here' ? withNews(update(closed, { step: 'new' }), [text({ key: 'talk:greeting' })], moment) : forget(closed);
}

/** While an offer stands nothing else is said: the last id given is the offer's. */
function offerId({ session }: Work): string {
  return `w${session.nextId - 1}`;
}
