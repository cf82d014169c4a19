/**
 * @import { Picker } from '../../../contracts/messages.ts'
 * @import { Lang } from '../../../contracts/lang.ts'
 * @typedef {{ id: string, label: string }} Answer
 * @typedef {{ input: HTMLInputElement, list: HTMLUListElement, note: HTMLElement, lang: Lang, pick: (row: Answer) => void }} Box
 */
import { make } from './dom.js';
import { word } from './words.js';

/** A pause in typing after which names are looked up, in milliseconds. */
const PAUSE_MS = 120;

/** The names below a search box, and the one the arrow keys stand on. */
export class NameList {
  /** @type {readonly Answer[]} */
  #rows = [];
  #active = -1;
  #timer = 0;
  #asked = 0;
  #box;

  /** @param {Box} box */
  constructor(box) {
    this.#box = box;
  }

  /**
   * Looks up what stands in the box once the person pauses; only the newest answer is shown.
   * @param {string} directory
   */
  search(directory) {
    clearTimeout(this.#timer);
    this.#asked += 1;
    const asked = this.#asked;
    const query = this.#box.input.value.trim();
    if (query === '') {
      this.#show([]);
      this.#box.note.textContent = '';
      return;
    }
    this.#timer = setTimeout(async () => {
      const found = await lookUp(directory, query, this.#box.lang);
      if (asked !== this.#asked) return;
      this.#show(found);
      this.#box.note.textContent =
        found.length > 0
          ? word('picker_results', this.#box.lang).replace('{n}', String(found.length))
          : word('picker_none', this.#box.lang);
    }, PAUSE_MS);
  }

  /** @param {1 | -1} by */
  move(by) {
    const { length } = this.#rows;
    if (length === 0) return;
    this.#open(true);
    this.#activate(this.#active < 0 && by < 0 ? length - 1 : (this.#active + by + length) % length);
  }

  /** Picks the name the arrow keys stand on; false when they stand on none. */
  pickActive() {
    const row = this.#rows[this.#active];
    if (row === undefined) return false;
    this.#box.pick(row);
    return true;
  }

  /** No name is stood on any more. */
  leave() {
    this.#activate(-1);
  }

  /** Closes the list; false when it was closed. */
  hide() {
    const wasOpen = !this.#box.list.hidden;
    this.#open(false);
    this.#activate(-1);
    return wasOpen;
  }

  /** @param {readonly Answer[]} rows */
  #show(rows) {
    const { list, pick } = this.#box;
    this.#rows = rows;
    list.replaceChildren(...rows.map((row, index) => makeOption(row, `${list.id}-${index}`, () => pick(row))));
    this.#open(rows.length > 0);
    this.#activate(-1);
  }

  /** @param {boolean} open */
  #open(open) {
    this.#box.list.hidden = !open;
    this.#box.input.setAttribute('aria-expanded', String(open));
  }

  /** @param {number} index */
  #activate(index) {
    const { input, list } = this.#box;
    this.#active = index;
    for (const option of list.children) option.setAttribute('aria-selected', 'false');
    const option = list.children[index];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option === undefined) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', option.id);
  }
}

/**
 * @param {Answer} row
 * @param {string} id
 * @param {() => void} pick
 */
function makeOption(row, id, pick) {
  const option = make('li', { id, role: 'option', 'aria-selected': 'false' }, row.label);
  // The focus stays in the box.
  option.addEventListener('mousedown', (event) => event.preventDefault());
  option.addEventListener('click', pick);
  return option;
}

/**
 * Names that fit; none when the network fails, since free words are an answer too.
 * @param {string} directory
 * @param {string} query
 * @param {Lang} lang
 * @returns {Promise<readonly Answer[]>}
 */
async function lookUp(directory, query, lang) {
  try {
    const response = await fetch(`/api/search?${new URLSearchParams({ kind: directory, q: query.slice(0, 100), lang })}`);
    return response.ok ? (await response.json()).rows : [];
  } catch {
    return [];
  }
}

/**
 * The name of a row picked earlier; its id when it can't be looked up.
 * @param {Picker<string>} picker
 * @param {string} id
 * @param {Lang} lang
 * @returns {Promise<string>}
 */
export async function nameRow(picker, id, lang) {
  const rows = await lookUp(picker.directory, id, lang);
  return rows.find((row) => row.id === id)?.label ?? id;
}
