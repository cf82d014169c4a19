/** Control characters and direction marks, and half a character: a server's greeting must not steer the person's screen. */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text as it can be put into any payload: well-formed, without steering characters. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(STEERING, '');
}

/** Is there anything to see in it? */
export function hasWords(text: string): boolean {
  return cleanText(text).trim() !== '';
}

/** Is it typed letter by letter, and no words of a language: `smtp.nifty.com`, `587`, `STARTTLS`? */
export function isTyped(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text) && /[0-9]|[a-z]\.[a-z]|^[A-Z]{2,}(?:\/[A-Z]+)*$/.test(text);
}
