import type { ScreenStep } from '../../contracts/catalogue.ts';
import type { Phrase } from '../../contracts/messages.ts';
import { type CureContext, factOf } from '../context.ts';

/** One act on a screen as a sentence, with the label in the screen's language; none where there is nothing to say. */
export function sayStep(context: CureContext, { act, label }: ScreenStep): readonly Phrase[] {
  const word = label?.[context.request.screen] ?? null;
  if (act === 'server') {
    return sayServer(context, word);
  }
  if (act === 'select_account') {
    return [word === null ? { key: 'advice:do.select_account' } : { key: 'advice:do.select_account_named', params: { label: word } }];
  }
  return word === null ? [] : [{ key: `advice:do.${act}`, params: { label: word } }];
}

function sayServer({ request, target }: CureContext, word: string | null): readonly Phrase[] {
  const host = target?.fix.host ?? null;
  const label = word ?? { key: `advice:word.server_box.${request.screen}` as const };
  if (host === null || host === factOf(request, 'outgoing_server')) {
    return [];
  }
  return [{ key: 'advice:do.server', params: { label, host } }];
}
