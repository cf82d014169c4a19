import type { AdviceRequest } from '../../contracts/advice.ts';
import type { MailClientRow } from '../../contracts/catalogue.ts';
import type { Security } from '../../contracts/facts.ts';
import type { Phrase } from '../../contracts/messages.ts';
import { programRow } from '../context.ts';
import { literal } from '../words.ts';

/** Does the program have one box to tick for encryption, instead of a list of words? */
export function hasOneBox(row: MailClientRow): boolean {
  return row.fields.encryption.at(-1)?.act === 'tick';
}

/** Can this protection be set in the person's program, as far as its row tells? */
export function canBeSet(request: AdviceRequest, security: Security): boolean {
  const row = programRow(request);
  const words = row?.encryptionWords;
  if (words === undefined || Object.values(words).every((word) => word === null)) {
    return true;
  }
  return words[security] !== null;
}

/** The word of the program's own screen for a protection; the usual words where no row knows the screen. */
export function securityWord(request: AdviceRequest, security: Security): Phrase {
  const row = programRow(request);
  const box = row?.fields.encryption.at(-1)?.label ?? null;
  if (row !== null && box !== null && hasOneBox(row) && canBeSet(request, security)) {
    const label = box[request.screen];
    return security === 'none' ? { key: 'advice:word.box_off', params: { label } } : { key: 'advice:word.box_on', params: { label } };
  }
  const word = row?.encryptionWords[security] ?? null;
  return word === null ? { key: `advice:word.${security}` } : literal(word[request.screen]);
}
