/**
 * @import { Picker } from '../../../contracts/messages.ts'
 * @import { Lang } from '../../../contracts/lang.ts'
 * @typedef {{ id: string, label: string }} Answer
 * @typedef {{ element: HTMLElement, close: () => void, open: () => void }} PickerBox
 */
import { make } from './dom.js';
import { word } from './words.js';

/** A pause in typing after which names are looked up, in milliseconds. */
const PAUSE_MS = 120;

let made = 0;

/**
 * A search box over a directory: the combobox pattern of the ARIA practices guide, list below, focus stays in the box.
 * @param {Picker<string>} picker
 * @param {Lang} lang
 * @param {{ choose: (answer: Answer) => void, write: (text: string) => void }} act
 * @returns {PickerBox}
 */
export function makePicker(picker, lang, act) {
  made += 1;
  const id = `picker-${made}`;
  const input = make('input', {
    class: 'picker-box',
    id,
    type: 'search',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': `${id}-list`,
    enterkeyhint: 'done',
  });
  const list = make('ul', { class: 'picker-list', id: `${id}-list`, role: 'listbox', 'aria-label': picker.placeholder, hidden: true });
  const note = make('p', { class: 'picker-note', role: 'status' });
  const element = make(
    'div',
    { class: 'picker' },
    make('label', { class: 'picker-label', for: id }, picker.placeholder),
    input,
    list,
    note,
  );
  const names = createNames({
    input,
    list,
    note,
    lang,
    pick: (row) => act.choose({ id: `${picker.question}:${row.id}`, label: row.label }),
  });

  input.addEventListener('input', () => names.search(picker.directory));
  // The list stays when the focus leaves: closing it then would move a button away from under the pointer that presses it.
  input.addEventListener('blur', () => names.leave());
  input.addEventListener('keydown', (event) => {
    if (!event.isComposing && pressKey(event.key)) event.preventDefault();
  });

  /**
   * What a key does here; false when it does nothing of its own.
   * @param {string} key
   */
  function pressKey(key) {
    if (key === 'ArrowDown' || key === 'ArrowUp') names.move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Escape' && !list.hidden) names.hide();
    else if (key === 'Enter') pressEnter();
    else return false;
    return true;
  }

  function pressEnter() {
    if (!names.pickActive() && input.value.trim() !== '') act.write(input.value);
  }

  return {
    element,
    close() {
      input.disabled = true;
      names.hide();
      note.textContent = '';
    },
    open() {
      input.disabled = false;
    },
  };
}

/**
 * The names below the box and the one the arrow keys stand on.
 * @param {{ input: HTMLInputElement, list: HTMLUListElement, note: HTMLElement, lang: Lang, pick: (row: Answer) => void }} box
 */
function createNames({ input, list, note, lang, pick }) {
  /** @type {readonly Answer[]} */
  let rows = [];
  let active = -1;
  let timer = 0;
  let asked = 0;

  /** @param {number} index */
  const activate = (index) => {
    active = index;
    [...list.children].forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === index));
      if (at === index) option.scrollIntoView({ block: 'nearest' });
    });
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `${list.id}-${index}`);
  };
  const hide = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    activate(-1);
  };
  /** @param {readonly Answer[]} found */
  const show = (found) => {
    rows = found;
    list.replaceChildren(...rows.map((row, index) => makeOption(row, `${list.id}-${index}`, () => pick(row))));
    hide();
    list.hidden = rows.length === 0;
    input.setAttribute('aria-expanded', String(rows.length > 0));
    note.textContent = rows.length > 0 ? word('picker_results', lang).replace('{n}', String(rows.length)) : word('picker_none', lang);
  };
  return {
    hide,
    leave: () => activate(-1),
    /** @param {string} directory */
    search(directory) {
      clearTimeout(timer);
      asked += 1;
      const mine = asked;
      const query = input.value.trim();
      if (query === '') {
        rows = [];
        note.textContent = '';
        hide();
        return;
      }
      timer = setTimeout(async () => {
        const found = await lookUp(directory, query, lang);
        if (mine === asked) show(found);
      }, PAUSE_MS);
    },
    /** @param {1 | -1} by */
    move(by) {
      if (rows.length === 0) return;
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      activate(active < 0 && by < 0 ? rows.length - 1 : (active + by + rows.length) % rows.length);
    },
    /** Picks the name the arrow keys stand on; false when they stand on none. */
    pickActive() {
      const row = rows[active];
      if (row === undefined) return false;
      pick(row);
      return true;
    },
  };
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
