import type { Block, Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { settingsBlocks } from '../parts/settings.ts';
import { steps, text } from '../words.ts';

/** The server's name is not found: compared with the recorded one, or read letter by letter. */
export function cureDnsFailure(context: CureContext): Cure {
  const { target } = context;
  if (target === null) {
    return { settings: false, blocks: [text({ key: 'advice:cure.dns_failure.lead' }), ...checks(), meanwhile(context)] };
  }
  return { settings: true, blocks: [text({ key: 'advice:cure.dns_failure.lead_known' }), ...checks(), ...settingsBlocks(context, target)] };
}

function checks(): readonly Block<Phrase>[] {
  return steps({ key: 'advice:cure.dns_failure.title' }, [
    { key: 'advice:cure.dns_failure.spell' },
    { key: 'advice:cure.dns_failure.retype' },
    { key: 'advice:cure.dns_failure.mail_ok' },
    { key: 'advice:cure.dns_failure.router' },
  ]);
}
