import type { ScreenStep } from '../../contracts/catalogue.ts';
import type { Phrase } from '../../contracts/messages.ts';
import { type CureContext, factOf, programRow } from '../context.ts';

/** Not a window one sees: it has to be searched for. */
const CONTROL_PANEL = 'Control Panel';

/** One act on a screen as a sentence, with the label in the screen's language; none where there is nothing to say. */
export function sayStep(context: CureContext, { act, label }: ScreenStep): readonly Phrase[] {
  const word = label?.[context.request.screen] ?? null;
  if (act === 'server') {
    return sayServer(context, word);
  }
  if (act === 'select_server') {
    return [{ key: 'advice:do.select_server' }];
  }
  if (act === 'select_account') {
    return [word === null ? { key: 'advice:do.select_account' } : { key: 'advice:do.select_account_named', params: { label: word } }];
  }
  if (word !== null && (act === 'tick' || act === 'untick') && isPhone(context)) {
    return [{ key: act === 'tick' ? 'advice:do.switch_on' : 'advice:do.switch_off', params: { label: word } }];
  }
  if (word !== null && label?.en === CONTROL_PANEL) {
    return [{ key: 'advice:do.control_panel', params: { label: word } }];
  }
  return word === null ? [] : [{ key: `advice:do.${act}`, params: { label: word } }];
}

/** On phones a box to tick is a switch. */
function isPhone({ request }: CureContext): boolean {
  const platform = programRow(request)?.platform ?? '';
  return platform === 'ios' || platform === 'android';
}

function sayServer({ request, target }: CureContext, word: string | null): readonly Phrase[] {
  const host = target?.fix.host ?? null;
  const label = word ?? { key: `advice:word.server_box.${request.screen}` as const };
  if (host === null || host === factOf(request, 'outgoing_server')) {
    return [];
  }
  return [{ key: 'advice:do.server', params: { label, host } }];
}
