/** A language the bot speaks. `ja` is the source language of every text. */
export type Lang = 'ja' | 'en';

/** A name or a screen label in each language; `ja` falls back to `en` where a thing has no Japanese name. */
export interface Localised {
  readonly ja: string;
  readonly en: string;
}
