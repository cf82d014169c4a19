/** Characters a typed text may have at most; longer ones are refused with a word about what to leave out. */
export const MAX_TEXT = 16_384;

/** What a person typed, without what is not writing: control characters, lone surrogates, spaces around. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ')
    .trim();
}
