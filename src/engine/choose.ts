import type { Catalogue } from '../contracts/catalogue.ts';
import type { FactId } from '../contracts/facts.ts';
import { isFactId, QUESTION_FORMS } from './question-forms.ts';
import type { NewFact } from './session.ts';

/** What pressing a button means. */
export type Chosen =
  | { readonly kind: 'fact'; readonly fact: NewFact }
  | { readonly kind: 'unknown' | 'how'; readonly fact: FactId }
  | { readonly kind: 'after'; readonly what: 'fixed' | 'not_fixed' | 'why' | 'human' }
  | { readonly kind: 'stale' };

/** Reads a choice id, `<question>:<value>`. What no question offers is `stale`, never an error. */
export function readChoice(id: string, catalogue: Catalogue): Chosen {
  const colon = id.indexOf(':');
  const question = id.slice(0, colon);
  const value = id.slice(colon + 1);
  if (question === 'after') {
    return afterOf(value);
  }
  if (!isFactId(question)) {
    return { kind: 'stale' };
  }
  if (value === 'unknown' || value === 'how') {
    return { kind: value, fact: question };
  }
  const fact = picked(question, value, catalogue) ?? answered(question, value);
  return fact === null ? { kind: 'stale' } : { kind: 'fact', fact };
}

function afterOf(value: string): Chosen {
  return value === 'fixed' || value === 'not_fixed' || value === 'why' || value === 'human'
    ? { kind: 'after', what: value }
    : { kind: 'stale' };
}

/** A row picked from a long list. */
function picked(question: FactId, value: string, catalogue: Catalogue): NewFact | null {
  switch (question) {
    case 'isp':
    case 'previous_isp':
      return catalogue.isps.has(value) ? { id: question, value, from: 'chosen' } : null;
    case 'mail_provider':
    case 'mail_domain':
      return catalogue.providers.has(value) ? { id: 'mail_provider', value, from: 'chosen' } : null;
    case 'client':
      return catalogue.clients.has(value) ? { id: question, value, from: 'chosen' } : null;
    default:
      return null;
  }
}

function answered(question: FactId, value: string): NewFact | null {
  return QUESTION_FORMS[question].answers.find((answer) => answer.value === value)?.fact ?? null;
}
