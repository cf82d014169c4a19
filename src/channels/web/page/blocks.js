/**
 * @import { Block } from '../../../contracts/messages.ts'
 * @import { Lang } from '../../../contracts/lang.ts'
 */
import { makeCard } from './card.js';
import { breakLines, make } from './dom.js';
import { word } from './words.js';

/**
 * A part of a message as HTML, each kind in the element made for it.
 * @param {Block<string>} block
 * @param {Lang} lang
 * @returns {HTMLElement}
 */
export function makeBlock(block, lang) {
  switch (block.kind) {
    case 'text':
      return make('p', { class: 'text' }, ...breakLines(block.text));
    case 'steps':
      return make(
        'section',
        { class: 'steps' },
        makeTitle(block.title),
        make('ol', {}, ...block.steps.map((step) => make('li', {}, ...breakLines(step)))),
      );
    case 'values':
      return makeValues(block, lang);
    case 'evidence':
      return makeEvidence(block, lang);
    case 'progress':
      return makeProgress(block, lang);
    case 'card':
      return makeCard(block, lang);
  }
}

/**
 * Brings an element up to date with its block without making it anew where only states moved, so that a screen reader says
 * the changed words and nothing else. False when the element has to be made anew.
 * @param {HTMLElement} element
 * @param {Block<string>} block
 * @param {Lang} lang
 * @returns {boolean}
 */
export function updateBlock(element, block, lang) {
  const items = [...element.querySelectorAll('li')];
  const title = element.querySelector('.title');
  if (block.kind !== 'progress' || !element.classList.contains('progress') || items.length !== block.items.length) return false;
  if (title !== null && title.textContent !== block.title) title.textContent = block.title;
  block.items.forEach((item, index) => {
    const line = items[index];
    const isSame = line?.dataset.state === item.state && line.querySelector('.state-what')?.textContent === item.what;
    if (!isSame) line?.replaceWith(makeProgressItem(item, lang));
  });
  return true;
}

/**
 * @param {string | null} title
 * @returns {HTMLElement | null}
 */
function makeTitle(title) {
  return title === null ? null : make('h2', { class: 'title' }, title);
}

/**
 * @param {string} name
 * @param {Lang} lang
 */
function makeHead(name, lang) {
  return make('th', { scope: 'col' }, word(name, lang));
}

/**
 * @param {Extract<Block<string>, { kind: 'values' }>} block
 * @param {Lang} lang
 */
function makeValues(block, lang) {
  const rows = block.rows.map((row) => {
    const changed = row.old !== null && row.old !== row.value;
    const before = changed
      ? [
          make('span', { class: 'hidden' }, `${word('value_old', lang)} `),
          make('del', {}, row.old ?? ''),
          make('span', { class: 'arrow', 'aria-hidden': 'true' }, '→'),
          make('span', { class: 'hidden' }, ` ${word('value_new', lang)} `),
        ]
      : [];
    return make(
      'tr',
      { class: changed ? 'changed' : null },
      make('th', { scope: 'row' }, row.label),
      make('td', {}, ...before, make(changed ? 'mark' : 'span', { class: 'value' }, row.value)),
    );
  });
  const head = make('thead', { class: 'hidden' }, make('tr', {}, makeHead('value_label', lang), makeHead('value_value', lang)));
  return make('section', { class: 'values' }, makeTitle(block.title), make('table', {}, head, make('tbody', {}, ...rows)));
}

/**
 * @param {Extract<Block<string>, { kind: 'evidence' }>} block
 * @param {Lang} lang
 */
function makeEvidence(block, lang) {
  const rows = block.rows.map((row) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, row.what),
      make('td', { class: 'result' }, row.result),
      make('td', { class: 'basis' }, make('span', { class: `badge ${row.basis}` }, word(`basis_${row.basis}`, lang))),
    ),
  );
  const head = make(
    'thead',
    {},
    make('tr', {}, makeHead('evidence_what', lang), makeHead('evidence_result', lang), makeHead('evidence_basis', lang)),
  );
  return make('section', { class: 'evidence' }, makeTitle(block.title), make('table', {}, head, make('tbody', {}, ...rows)));
}

/**
 * @param {Extract<Block<string>, { kind: 'progress' }>} block
 * @param {Lang} lang
 */
function makeProgress(block, lang) {
  return make(
    'section',
    { class: 'progress' },
    makeTitle(block.title),
    make('ul', {}, ...block.items.map((item) => makeProgressItem(item, lang))),
  );
}

/**
 * @param {Extract<Block<string>, { kind: 'progress' }>['items'][number]} item
 * @param {Lang} lang
 */
function makeProgressItem(item, lang) {
  return make(
    'li',
    { 'data-state': item.state },
    make('span', { class: 'state-sign', 'aria-hidden': 'true' }),
    make('span', { class: 'state-what' }, item.what),
    make('span', { class: 'state-words' }, word(`state_${item.state}`, lang)),
  );
}
