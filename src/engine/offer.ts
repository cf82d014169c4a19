import type { Mind } from './mind.ts';

/** Is this about mail that can't be sent? In doubt, no. */
export function concernsSending(text: string, { reader, defaultLang }: Mind): boolean {
  const { relevant, signs } = reader.read(text, { asked: null, lang: defaultLang, now: 0 });
  return relevant && signs.length > 0;
}
