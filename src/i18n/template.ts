/** A sentence cut at its blanks: `texts[0] blanks[0] texts[1] blanks[1] … texts[n]`. */
export interface Template {
  readonly texts: readonly string[];
  readonly blanks: readonly string[];
}

const BLANK = /\{\{([^{}]*)\}\}/u;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/** Cuts a sentence at its `{{name}}` blanks. Throws on any other i18next syntax (formats, `$t()`, `{{- raw}}`), which the product does not use. */
export function compileTemplate(sentence: string, key: string): Template {
  const pieces = sentence.split(BLANK);
  const texts = pieces.filter((_, index) => index % 2 === 0);
  const blanks = pieces.filter((_, index) => index % 2 === 1).map((name) => name.trim());
  const strange = blanks.find((name) => !NAME.test(name));
  if (strange !== undefined) {
    throw new Error(`${key} has the blank "{{${strange}}}": a blank is a plain name such as {{host}}.`);
  }
  if (texts.some((text) => text.includes('{{') || text.includes('}}') || text.includes('$t('))) {
    throw new Error(`${key} has a half-open blank or a nested sentence: write {{name}} and pass the sentence as a value.`);
  }
  return { texts, blanks };
}
