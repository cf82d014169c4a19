import type { Intent, Term } from '../../contracts/reading.ts';
import { firstMatch, type Pattern, type Selection } from './pattern-set.ts';

/** Most telling first: "いいえ、わかりません" is not knowing. */
const INTENTS: readonly Intent[] = [
  'forget',
  'start_over',
  'human',
  'use_japanese',
  'use_english',
  'how_to_find',
  'what_is',
  'back',
  'not_fixed',
  'fixed',
  'cannot_receive_only',
  'why',
  'dont_know',
  'yes',
  'no',
  'thanks',
  'greeting',
];

const TERMS: readonly Term[] = [
  'port',
  'op25b',
  'smtp',
  'authentication',
  'starttls',
  'isp',
  'mail_provider',
  'mail_client',
  'outgoing_server',
  'outbox',
  'webmail',
  'app_password',
  'oauth',
  'vpn',
  'certificate',
  'probe',
];

/**
 * What the message wants of the conversation. Lexicon groups: `intents/<intent>` anywhere, `intents_short/<intent>`
 * anywhere in a short message, `intents_whole/<intent>` where nothing stands around but `fillers/any`.
 */
export function readIntent(text: string, selection: Selection, short: Selection): Intent | null {
  const bare = strip(text, short);
  const isShort = bare.length <= LONGEST_SHORT;
  const says = (patterns: readonly Pattern[], where: string) => firstMatch(patterns, where) !== null;
  const isBriefly = (intent: Intent) =>
    says(short.group(`intents_short/${intent}`), bare) || says(short.group(`intents_whole/${intent}`), bare);
  return INTENTS.find((intent) => says(selection.group(`intents/${intent}`), text) || (isShort && isBriefly(intent))) ?? null;
}

/** What "what is …?" asks about; null where the word is not one of the glossary's. */
export function readTerm(text: string, selection: Selection): Term | null {
  return TERMS.find((term) => firstMatch(selection.group(`terms/${term}`), text) !== null) ?? null;
}

const LONGEST_SHORT = 60;
const EDGES = /^[\s。、.,!?~…'"()・ー-]{1,20}|[\s。、.,!?~…'"()・ー-]{1,20}$/g;

function strip(text: string, selection: Selection): string {
  if (text.length > LONGEST_SHORT * 2) return text;
  let bare = text.replace(EDGES, '');
  for (const { regex } of selection.group('fillers/any')) {
    const without = bare.replace(regex, '').replace(EDGES, '');
    if (without !== '') bare = without;
  }
  return bare;
}
