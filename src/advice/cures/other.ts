import type { Cure } from '../context.ts';
import { steps, text } from '../words.ts';

/** Not clear: over to a person, with what helps them. */
export function cureOther(): Cure {
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.other.lead' }),
      ...steps({ key: 'advice:cure.other.title' }, [
        { key: 'advice:cure.other.message' },
        { key: 'advice:cure.other.when' },
        { key: 'advice:cure.other.tried' },
        { key: 'advice:cure.other.settings' },
      ]),
    ],
  };
}
