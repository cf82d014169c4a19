import type { Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { factOf, hasFinding, isServerProgram } from '../context.ts';
import { settingsCure } from '../parts/settings.ts';

/** Port 25 blocked: send through the submission port. "Your line blocks 25" is said only where the matched pair proved it (design: never otherwise). */
export function cureOp25b(context: CureContext): Cure {
  return settingsCure(context, [...leadOf(context), ...placeOf(context)]);
}

function leadOf({ request, target }: CureContext): readonly Phrase[] {
  if (target === null) {
    return [{ key: 'advice:cure.op25b.unseen' }];
  }
  const { port } = target.fix;
  const proven = hasFinding(request, 'port_25_blocked_on_line');
  return [proven ? { key: 'advice:cure.op25b.proven', params: { port } } : { key: 'advice:cure.op25b.likely', params: { port } }];
}

function placeOf(context: CureContext): readonly Phrase[] {
  const place = factOf(context.request, 'line_kind');
  if (place === 'cloud_server' || isServerProgram(context.request)) {
    return [{ key: 'advice:cure.op25b.own_server' }];
  }
  return place === 'office' || place === 'school' ? [{ key: 'advice:cure.op25b.office' }] : [];
}
