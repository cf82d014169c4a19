import type { Lang } from '../contracts/lang.ts';
import type { Phrase, Translator } from '../contracts/messages.ts';

/** The operator's language: OKURU_LANG, else the system's, else English. */
export function operatorLang(env: NodeJS.ProcessEnv): Lang {
  const wanted = env.OKURU_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return wanted.startsWith('ja') ? 'ja' : 'en';
}

/** Tells a broken setting or file in words, on standard error; anything else is a bug and keeps its stack. */
export function tellTrouble(error: unknown, translator: Translator, lang: Lang): void {
  const words = isAdvised(error) ? error.advice.map((phrase) => translator.say(phrase, lang)).join('\n') : stackOf(error);
  process.stderr.write(`${words}\n`);
}

/** Errors that say what the operator should do: `BotError`, and those of rooms that may not know it. */
function isAdvised(error: unknown): error is Error & { readonly advice: readonly Phrase[] } {
  return error instanceof Error && 'advice' in error && Array.isArray(error.advice);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
