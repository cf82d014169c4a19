import type { Phrase } from '../../contracts/messages.ts';
import { type Cure, type CureContext, factOf } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { settingsBlocks } from '../parts/settings.ts';
import { steps, text } from '../words.ts';

const MORE: readonly Phrase[] = [
  { key: 'advice:cure.sender_ip_blocklisted.router' },
  { key: 'advice:cure.sender_ip_blocklisted.virus' },
  { key: 'advice:cure.sender_ip_blocklisted.tell' },
  { key: 'advice:cure.sender_ip_blocklisted.webmail' },
];

/** The address is on a list: signed-in submission is not judged by it; what the provider's own server is listed for, only they can mend. */
export function cureSenderIpBlocklisted(context: CureContext): Cure {
  const { target, request } = context;
  const more = steps({ key: 'advice:cure.sender_ip_blocklisted.title' }, MORE);
  const port = factOf(request, 'current_port');
  const submits = port !== null && port !== 25 && factOf(request, 'auth_enabled') !== false;
  if (target === null || submits) {
    return { settings: false, blocks: [text({ key: 'advice:cure.sender_ip_blocklisted.already' }), ...more, meanwhile(context)] };
  }
  const lead = text({ key: 'advice:cure.sender_ip_blocklisted.lead', params: { port: target.fix.port } });
  return { settings: true, blocks: [lead, ...settingsBlocks(context, target), ...more] };
}
