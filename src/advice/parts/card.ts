import type { Block, Phrase } from '../../contracts/messages.ts';
import { type CureContext, programName, type Target } from '../context.ts';
import { literal } from '../words.ts';
import { valueRows } from './values.ts';

/** The card worth keeping: settings change back by themselves, and then it is all there. No password is on it. */
export function settingsCard(context: CureContext, target: Target): Block<Phrase> {
  const { request } = context;
  const names = request.provider?.names ?? null;
  const title: Phrase = names === null ? { key: 'advice:card.title' } : { key: 'advice:card.title_of', params: { provider: names } };
  const rows = valueRows(context, target)
    .filter(({ label }) => label.key !== 'advice:values.password' && (label.key !== 'advice:values.host' || target.fix.host !== null))
    .map(({ label, value }) => ({ label, value }));
  const program = { label: { key: 'advice:card.client' }, value: literal(programName(request)) } satisfies { label: Phrase; value: Phrase };
  return { kind: 'card', title, rows: [...rows, program], note: { key: 'advice:card.note' } };
}
