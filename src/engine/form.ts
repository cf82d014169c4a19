import type { Event } from '../contracts/turn.ts';
import { readChoice } from './choose.ts';
import { afresh, hear, withNews } from './hear.ts';
import type { Moment } from './mind.ts';
import { withFact } from './session.ts';
import { hello } from './small-talk.ts';
import { text, update, type Work } from './work.ts';

/** A form, as an event brings it. */
export type Form = Extract<Event, { readonly kind: 'form' }>;

/** Takes in all that a form tells, and answers once. `heard` is what was told, one thing a line; null where nothing was. */
export function takeForm(work: Work, form: Form, moment: Moment): { readonly work: Work; readonly heard: string | null } {
  const start = form.fresh ? afresh(work) : work;
  const chosen = form.choices.filter((id) => readChoice(id, moment.mind.knowledge.catalogue).kind === 'fact');
  const told = chosen.reduce((each, id) => withChoice(each, id, moment), start);
  if (/[\p{L}\p{N}]/u.test(form.text)) {
    const { work: done, heard } = hear(told, form.text, moment);
    return { work: done, heard: [...chosen, heard].join('\n') };
  }
  return chosen.length === 0 ? { work: hello(told), heard: null } : { work: withoutWords(told, moment), heard: chosen.join('\n') };
}

function withChoice(work: Work, id: string, { mind, now }: Moment): Work {
  const chosen = readChoice(id, mind.knowledge.catalogue);
  return chosen.kind === 'fact' ? update(work, withFact(work.session, chosen.fact, now)) : work;
}

function withoutWords(work: Work, moment: Moment): Work {
  return withNews(work, work.session.step === 'new' ? [text({ key: 'talk:greeting' })] : [], moment);
}
