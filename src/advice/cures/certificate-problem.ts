import type { Block, Phrase } from '../../contracts/messages.ts';
import { type Cure, type CureContext, factOf, hasFinding, hasSign, type Target } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { quirkTexts } from '../parts/quirks.ts';
import { settingsBlocks } from '../parts/settings.ts';
import { steps, text } from '../words.ts';

/** A certificate that cannot be confirmed: the server's own name, the clock, the go-between. Never "accept everything". */
export function cureCertificateProblem(context: CureContext): Cure {
  const lead = text({ key: 'advice:cure.certificate_problem.lead' });
  if (hasFinding(context.request, 'certificate_expired')) {
    const blocks = [lead, text({ key: 'advice:cure.certificate_problem.expired' }), meanwhile(context)];
    return { settings: false, blocks };
  }
  const target = otherName(context);
  const name = text({ key: 'advice:cure.certificate_problem.name' });
  if (target !== null) {
    return { settings: true, blocks: [lead, name, ...settingsBlocks(context, target), ...checks()] };
  }
  const asked = hasSign(context.request, 'tls.certificate_name') ? [name] : [];
  return { settings: false, blocks: [lead, ...asked, ...checks(), ...quirkTexts(context), meanwhile(context)] };
}

/** The recorded server, where the box holds another name: then the name is the likely fault. */
function otherName({ request, target }: CureContext): Target | null {
  const now = factOf(request, 'outgoing_server');
  const differs = target !== null && target.fix.host !== null && now !== null && now !== target.fix.host;
  return differs ? target : null;
}

function checks(): readonly Block<Phrase>[] {
  return steps({ key: 'advice:cure.certificate_problem.title' }, [
    { key: 'advice:cure.certificate_problem.clock' },
    { key: 'advice:cure.certificate_problem.server' },
    { key: 'advice:cure.certificate_problem.update' },
    { key: 'advice:cure.certificate_problem.antivirus' },
    { key: 'advice:cure.certificate_problem.report' },
  ]);
}
