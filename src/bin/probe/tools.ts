import type { Catalogue } from '../../contracts/catalogue.ts';
import type { Lang } from '../../contracts/lang.ts';
import type { Phrase, Translator } from '../../contracts/messages.ts';
import type { Prober } from '../../contracts/probes.ts';

/** What `okuru probe` and `okuru check` work with. */
export interface LookTools {
  readonly prober: Prober;
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly lang: Lang;
  /** A line for standard output: the result and nothing else. */
  print(line: string): void;
  /** A line for standard error: what goes on, and what is wrong. */
  complain(line: string): void;
}

/** Exit codes of both commands. */
export const EXIT = {
  /** Looked, and what was asked for is there: a live submission port, or a line that lets port 25 through. */
  good: 0,
  /** Looked, and it is proven that something stands in the way. */
  proven: 1,
  /** Not looked: the target can't be one, or the other place can't be used. */
  unusable: 2,
  /** Looked, and nothing certain can be said. */
  unproven: 3,
} as const;

/** Says a phrase in the chosen language. */
export function words({ translator, lang }: LookTools, phrase: Phrase): string {
  return translator.say(phrase, lang);
}
