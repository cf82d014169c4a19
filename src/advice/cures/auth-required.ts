import type { Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { datePhrase } from '../date-phrase.ts';
import { settingsCure } from '../parts/settings.ts';

/** SMTP AUTH (RFC 4954) is off: switch it on, on the submission port. */
export function cureAuthRequired(context: CureContext): Cure {
  return settingsCure(context, [{ key: 'advice:cure.auth_required.lead' }, ...popEnded(context)]);
}

/** POP-before-SMTP no longer works at this provider: a dated, recorded fact. */
function popEnded({ request: { provider } }: CureContext): readonly Phrase[] {
  if (provider === null || provider.popBeforeSmtpEnded === null) {
    return [];
  }
  const date = datePhrase(provider.popBeforeSmtpEnded.date);
  return [{ key: 'advice:cure.auth_required.pop_ended', params: { provider: provider.names, date } }];
}
