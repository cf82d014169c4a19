import { breakLines, make } from './dom.js';
import { word } from './words.js';

/**
 * A line of the person's.
 * @param {string} text
 */
export function makePersonLine(text) {
  const who = make('span', { class: 'hidden' }, word('you'));
  return make('article', { class: 'line person' }, who, make('p', { class: 'said' }, ...breakLines(text)));
}

/**
 * Puts other words into a line.
 * @param {HTMLElement} line
 * @param {string} text
 */
export function setWords(line, text) {
  line.querySelector('.said')?.replaceChildren(...breakLines(text));
}

/**
 * Says below a line that it has not arrived yet, once.
 * @param {HTMLElement} line
 * @param {string} words
 */
export function markDelay(line, words) {
  if (line.querySelector('.delay') === null) line.append(make('span', { class: 'delay' }, words));
}

/**
 * The line has arrived.
 * @param {HTMLElement} line
 */
export function markKept(line) {
  line.classList.remove('pending');
  line.querySelector('.delay')?.remove();
}
