import type { Lang } from '../../contracts/lang.ts';

const JAPANESE = /[\u3041-\u309f\u30a1-\u30fa\u4e00-\u9fff]/;
const LATIN_WORD = /[a-z]{2,}/g;
const LOOKED_AT = 2000;
const QUOTED = /["「『][^"」』\n]{12,400}["」』]/g;

/** Language of the words typed; null where names and numbers alone don't tell. `words` are small everyday words of English. */
export function tellLanguage(text: string, words: ReadonlySet<string>): Lang | null {
  const looked = text.slice(0, LOOKED_AT);
  if (JAPANESE.test(looked)) return isEnglishAroundQuotes(looked, words) ? 'en' : 'ja';
  return isEnglish(looked, words) ? 'en' : null;
}

/** "It says 「サーバーへの接続は失敗しました」, what now?" is English. */
function isEnglishAroundQuotes(text: string, words: ReadonlySet<string>): boolean {
  const rest = text.replace(QUOTED, ' ');
  return !JAPANESE.test(rest) && isEnglish(rest, words);
}

function isEnglish(text: string, words: ReadonlySet<string>): boolean {
  const latin = text.match(LATIN_WORD) ?? [];
  return latin.length > 5 || latin.some((word) => words.has(word));
}
