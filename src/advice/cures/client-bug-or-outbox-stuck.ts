import type { Cure, CureContext } from '../context.ts';
import { quirkTexts } from '../parts/quirks.ts';
import { steps, text } from '../words.ts';

/** A mail stuck in the program: copied first, then moved out of the way; nothing is lost. */
export function cureClientBugOrOutboxStuck(context: CureContext): Cure {
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.client_bug_or_outbox_stuck.lead' }),
      ...steps({ key: 'advice:cure.client_bug_or_outbox_stuck.title' }, [
        { key: 'advice:cure.client_bug_or_outbox_stuck.online' },
        { key: 'advice:cure.client_bug_or_outbox_stuck.copy' },
        { key: 'advice:cure.client_bug_or_outbox_stuck.move' },
        { key: 'advice:cure.client_bug_or_outbox_stuck.restart' },
        { key: 'advice:cure.client_bug_or_outbox_stuck.small' },
        { key: 'advice:cure.client_bug_or_outbox_stuck.rewrite' },
        { key: 'advice:cure.client_bug_or_outbox_stuck.update' },
      ]),
      ...quirkTexts(context),
    ],
  };
}
