/**
 * @import { Message } from '../../../contracts/messages.ts'
 * @typedef {{ id: string, label: string }} Answer
 * @typedef {{ element: HTMLElement, mark: (text: string) => Answer | null, free: () => void, pass: () => void }} ChoiceGroup
 */
import { make } from './dom.js';
import { makePicker } from './picker.js';
import { word } from './words.js';

/**
 * The buttons and the search box of a message; null when it has neither. `mark` shows which was chosen, by id or label, and closes
 * the question; `free` opens it again; `pass` says that the talk went on without an answer here.
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
    mark(text) {
      const index = message.choices.findIndex((choice) => choice.id === text || choice.label === text);
      const picked = message.picker !== null && text.startsWith(`${message.picker.question}:`);
      if (index < 0 && !picked) return null;
      close(buttons[index] ?? null);
      return message.choices[index] ?? null;
    },
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
