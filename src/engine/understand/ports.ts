import { isWithin, type Range } from './clauses.ts';
import type { Draft } from './draft.ts';
import { allMatches, type Selection } from './pattern-set.ts';

const HIGHEST_PORT = 65_535;
/** Ports on which mail is only received (RFC 8314 §7, IANA): people mix them up with the outgoing one. */
const INCOMING_PORTS: ReadonlySet<number> = new Set([110, 143, 993, 995]);

/**
 * Reads the outgoing port: what is set now, and what was tried. Lexicon groups `ports/current`, `ports/tried`,
 * `ports/denied`; each pattern has a group `port`, digits or number words.
 */
export function readPorts(
  text: string,
  selection: Selection,
  options: { readonly hypothetical: readonly Range[]; readonly draft: Draft },
): void {
  const read = (group: string) =>
    allMatches(selection.group(group), text)
      .filter((match) => !isWithin(options.hypothetical, match.index))
      .map((match) => toPort(match.groups?.port))
      .filter((port) => port !== null);
  const tried = read('ports/tried').filter((port) => !INCOMING_PORTS.has(port));
  const denied = new Set(read('ports/denied'));
  const current = read('ports/current').filter((port) => !denied.has(port) && !INCOMING_PORTS.has(port));
  if (tried.includes(587)) options.draft.signs.add('port.tried_587');
  if (tried.includes(465)) options.draft.signs.add('port.tried_465');
  const stays = current.find((port) => !tried.includes(port));
  const set = stays ?? (new Set(tried).size > 1 ? undefined : (current.at(-1) ?? tried[0]));
  if (set !== undefined) options.draft.facts.current_port = set;
}

const DIGITS: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};
const TENS: Readonly<Record<string, number>> = { twenty: 20, sixty: 60, eighty: 80 };
const KANJI_DIGITS = '〇一二三四五六七八九';

/** A port from digits, number words ("five eight seven") or kanji digits (五八七, 二十五); null when it is none. */
export function toPort(words: string | undefined): number | null {
  if (words === undefined) return null;
  const number = Number(/^\d+$/.test(words) ? words : spelled(words));
  return Number.isInteger(number) && number > 0 && number <= HIGHEST_PORT ? number : null;
}

function spelled(words: string): string {
  if (/^[〇一二三四五六七八九十百]+$/.test(words)) return kanjiNumber(words);
  const parts = words.split(/[\s-]+/).filter((part) => part !== '' && part !== 'hundred' && part !== 'and');
  let made = '';
  for (const [index, part] of parts.entries()) {
    const ten = TENS[part];
    const next = DIGITS[parts[index + 1] ?? ''];
    if (ten !== undefined) made += next === undefined ? String(ten) : String(ten / 10);
    else made += DIGITS[part] ?? 'x';
  }
  return made;
}

function kanjiNumber(words: string): string {
  if (!/[十百]/.test(words)) return [...words].map((char) => KANJI_DIGITS.indexOf(char)).join('');
  let total = 0;
  let digit = 0;
  for (const char of words) {
    const unit = char === '百' ? 100 : char === '十' ? 10 : 0;
    if (unit === 0) digit = KANJI_DIGITS.indexOf(char);
    else {
      total += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return String(total + digit);
}
