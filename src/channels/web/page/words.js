/** @import { Lang } from '../../../contracts/lang.ts' */

/** @type {Record<Lang, Record<string, string>>} */
const words = JSON.parse(document.querySelector('meta[name="words"]')?.getAttribute('content') ?? '');

/** @type {Lang} */
let current = document.documentElement.lang === 'en' ? 'en' : 'ja';

/**
 * A sentence of the page in a language.
 * @param {string} name
 * @param {Lang} lang
 */
export function word(name, lang = current) {
  return words[lang][name] ?? '';
}

/** The language the page speaks now. */
export function pageLang() {
  return current;
}

/**
 * Says everything of the page in a language: words, labels, title. Messages keep the language they were said in.
 * @param {Lang} lang
 */
export function speak(lang) {
  current = lang;
  document.documentElement.lang = lang;
  document.title = word('title');
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.getAttribute('data-word') ?? '');
  for (const element of document.querySelectorAll('[data-word-label]')) {
    element.setAttribute('aria-label', word(element.getAttribute('data-word-label') ?? ''));
  }
  for (const element of document.querySelectorAll('[data-word-placeholder]')) {
    element.setAttribute('placeholder', word(element.getAttribute('data-word-placeholder') ?? ''));
  }
  for (const button of document.querySelectorAll('[data-lang]')) {
    button.setAttribute('aria-pressed', String(button.getAttribute('data-lang') === lang));
  }
}
