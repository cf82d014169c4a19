/**
 * @import { Block } from '../../../contracts/messages.ts'
 * @import { Lang } from '../../../contracts/lang.ts'
 * @typedef {Extract<Block<string>, { kind: 'card' }>} Card
 */
import { breakLines, find, make } from './dom.js';
import { word } from './words.js';

/** How long a button says what it did, in milliseconds. */
const SAID_MS = 2500;

/**
 * A card worth keeping, with ways to keep it.
 * @param {Card} card
 * @param {Lang} lang
 */
export function makeCard(card, lang) {
  const body = makeBody(card);
  const tools = make(
    'div',
    { class: 'card-tools' },
    makeTool('card_save', lang, () => saveCard(card, lang)),
    makeTool('card_copy', lang, (button) => copyCard(card, lang, button)),
    makeTool('card_print', lang, () => printCard(card)),
  );
  return make('section', { class: 'card' }, body, tools);
}

/** @param {Card} card */
function makeBody(card) {
  return make(
    'div',
    { class: 'card-body' },
    make('h2', { class: 'title' }, card.title),
    make('dl', {}, ...card.rows.map((row) => make('div', { class: 'card-row' }, make('dt', {}, row.label), make('dd', {}, row.value)))),
    card.note === null ? null : make('p', { class: 'card-note' }, ...breakLines(card.note)),
  );
}

/**
 * @param {string} name
 * @param {Lang} lang
 * @param {(button: HTMLButtonElement) => void} act
 */
function makeTool(name, lang, act) {
  const button = make('button', { class: 'card-tool', type: 'button' }, word(name, lang));
  button.addEventListener('click', () => act(button));
  return button;
}

/** @param {Card} card */
function writeCard(card) {
  return [card.title, '', ...card.rows.map((row) => `${row.label}: ${row.value}`), ...(card.note === null ? [] : ['', card.note]), ''].join(
    '\r\n',
  );
}

/**
 * @param {Card} card
 * @param {Lang} lang
 */
function saveCard(card, lang) {
  // A byte order mark, since old Windows Notepad takes UTF-8 without it for Shift_JIS.
  const url = URL.createObjectURL(new Blob(['\uFEFF', writeCard(card)], { type: 'text/plain;charset=utf-8' }));
  make('a', { href: url, download: `${word('card_file', lang)}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(url), SAID_MS);
}

/**
 * @param {Card} card
 * @param {Lang} lang
 * @param {HTMLButtonElement} button
 */
async function copyCard(card, lang, button) {
  const copied = await writeClipboard(writeCard(card));
  const words = word(copied ? 'card_copied' : 'card_copy_failed', lang);
  find('status', HTMLElement).textContent = words;
  button.textContent = words;
  setTimeout(() => {
    button.textContent = word('card_copy', lang);
    find('status', HTMLElement).textContent = '';
  }, SAID_MS);
}

/**
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function writeClipboard(text) {
  try {
    // Missing on a page served without TLS from another machine.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {Card} card */
function printCard(card) {
  const sheet = make('div', { id: 'print' }, makeBody(card));
  document.body.append(sheet);
  document.body.classList.add('printing');
  addEventListener(
    'afterprint',
    () => {
      document.body.classList.remove('printing');
      sheet.remove();
    },
    { once: true },
  );
  print();
}
