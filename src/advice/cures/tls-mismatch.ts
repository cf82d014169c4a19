import type { Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { hasFinding, hasSign, programName } from '../context.ts';
import { securityWord } from '../parts/program-words.ts';
import { settingsCure } from '../parts/settings.ts';

/** Port and encryption don't belong together: STARTTLS on 587 (RFC 6409, RFC 3207), TLS from the start on 465 (RFC 8314 §3.3). */
export function cureTlsMismatch(context: CureContext): Cure {
  return settingsCure(context, [leadOf(context), ...oldProgram(context)]);
}

function leadOf({ request, target }: CureContext): Phrase {
  if (target === null) {
    return { key: 'advice:cure.tls_mismatch.lead_plain' };
  }
  const { port, security } = target.fix;
  return { key: 'advice:cure.tls_mismatch.lead', params: { port, word: securityWord(request, security) } };
}

function oldProgram({ request }: CureContext): readonly Phrase[] {
  const old = hasSign(request, 'client.old_tls', 'tls.old_version') || hasFinding(request, 'old_tls_refused');
  return old ? [{ key: 'advice:cure.tls_mismatch.old_program', params: { client: programName(request) } }] : [];
}
