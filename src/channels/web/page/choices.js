/**
 * @import { Message } from '../../../contracts/messages.ts'
 * @typedef {{ id: string, label: string }} Answer
 * @typedef {{ element: HTMLElement, mark: (id: string) => { label: string, name: (() => Promise<string>) | null } | null, findLabel: (label: string) => string | null, free: () => void, pass: () => void }} ChoiceGroup
 */
import { make } from './dom.js';
import { makePicker, nameRow } from './picker.js';
import { word } from './words.js';

/**
 * The buttons and the search box of a message; null when it has neither. `mark` shows which was chosen, closes the question and gives
 * the words of the choice (those of a picked row come later), null when it is none of this question's; `findLabel` gives the id of the choice with these words; `free`
 * opens the question again; `pass` says that the talk went on without an answer here.
 * @param {Message} message
 * @param {{ choose: (answer: Answer) => void, write: (text: string) => void }} act
 * @returns {ChoiceGroup | null}
 */
export function makeChoices(message, act) {
  if (message.choices.length === 0 && message.picker === null) return null;
  const { lang } = message;
  const element = make('div', { class: 'choices', role: 'group', 'aria-label': word('choices', lang) });
  const buttons = message.choices.map((choice) => {
    const button = make('button', { class: `choice ${choice.style}`, type: 'button' }, choice.label);
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true') act.choose(choice);
    });
    return button;
  });
  const picker = message.picker === null ? null : makePicker(message.picker, lang, act);
  if (picker !== null) element.append(picker.element);
  element.append(make('div', { class: 'buttons' }, ...buttons));

  /** @param {HTMLButtonElement | null} chosen */
  const close = (chosen) => {
    element.classList.add('used');
    picker?.close();
    for (const button of buttons) {
      // aria-disabled, not disabled: the focus stays where the person is.
      button.setAttribute('aria-disabled', 'true');
      button.tabIndex = button === chosen ? 0 : -1;
      if (button === chosen) button.setAttribute('aria-pressed', 'true');
    }
  };
  return {
    element,
    mark(id) {
      const index = message.choices.findIndex((choice) => choice.id === id);
      const choice = message.choices[index];
      if (choice !== undefined) {
        close(buttons[index] ?? null);
        return { label: choice.label, name: null };
      }
      const directory = message.picker;
      if (directory === null || !id.startsWith(`${directory.question}:`)) return null;
      close(null);
      const row = id.slice(directory.question.length + 1);
      return { label: row, name: () => nameRow(directory, row, lang) };
    },
    findLabel: (label) => message.choices.find((choice) => choice.label === label)?.id ?? null,
    free() {
      element.classList.remove('used');
      picker?.open();
      for (const button of buttons) {
        button.removeAttribute('aria-disabled');
        button.removeAttribute('aria-pressed');
        button.tabIndex = 0;
      }
    },
    pass: () => element.classList.add('passed'),
  };
}
