import type { Lang } from '../../contracts/lang.ts';
import type { MessageKey } from '../../contracts/message-key.ts';
import type { Translator } from '../../contracts/messages.ts';

/** Says a sentence in the language of who reads it. */
export type Say = (key: MessageKey, params?: Readonly<Record<string, string>>) => string;

/** Sentences of one language, by key. */
export function sayIn(translator: Translator, lang: Lang): Say {
  return (key, params) => translator.say(params === undefined ? { key } : { key, params }, lang);
}
