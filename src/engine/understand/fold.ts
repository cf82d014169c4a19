/** Characters that people leave out of names or put in: `J:COM`, `J-COM`, `ジェイ・コム`. */
const LOOSE = new Set([...' -ー・:;!.\'_@/()"「」『』'].map((char) => char.charCodeAt(0)));
const SPACE = 0x20;

/** Is this a character that names may have or lack? */
export function isLoose(code: number): boolean {
  return LOOSE.has(code);
}

export function isSpace(code: number): boolean {
  return code === SPACE;
}

/** A name without its loose characters; the input is normalised already. */
export function fold(name: string): string {
  let folded = '';
  for (const char of name) if (!LOOSE.has(char.charCodeAt(0))) folded += char;
  return folded;
}

/** Latin letter or digit. */
export function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

export function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

export function isKatakana(code: number): boolean {
  return (code >= 0x30a1 && code <= 0x30fa) || code === 0x30fc;
}
