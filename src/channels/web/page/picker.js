/**
 * @import { Picker } from '../../../contracts/messages.ts'
 * @import { Lang } from '../../../contracts/lang.ts'
 * @typedef {{ id: string, label: string }} Answer
 * @typedef {{ element: HTMLElement, close: () => void, open: () => void }} PickerBox
 */
import { make } from './dom.js';
import { NameList } from './name-list.js';

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
  const input = makeInput(id);
  const list = make('ul', { class: 'picker-list', id: `${id}-list`, role: 'listbox', 'aria-label': picker.placeholder, hidden: true });
  const note = make('p', { class: 'picker-note', role: 'status' });
  const label = make('label', { class: 'picker-label', for: id }, picker.placeholder);
  const names = new NameList({
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
    if (!event.isComposing && pressKey(event.key, names, () => act.write(input.value))) event.preventDefault();
  });
  return {
    element: make('div', { class: 'picker' }, label, input, list, note),
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

/** @param {string} id */
function makeInput(id) {
  return make('input', {
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
}

/**
 * What a key does in the box; false when it does nothing of its own.
 * @param {string} key
 * @param {NameList} names
 * @param {() => void} write
 */
function pressKey(key, names, write) {
  switch (key) {
    case 'ArrowDown':
      names.move(1);
      return true;
    case 'ArrowUp':
      names.move(-1);
      return true;
    case 'Escape':
      return names.hide();
    case 'Enter':
      if (!names.pickActive()) write();
      return true;
    default:
      return false;
  }
}
