/**
 * @import { Message } from '../../../contracts/messages.ts'
 * @import { PickerBox } from './picker.js'
 * @typedef {{ id: string, label: string }} Answer
 * @typedef {{ choose: (answer: Answer, group: ChoiceGroup) => void, write: (text: string) => void }} Act
 */
import { make } from './dom.js';
import { nameRow } from './name-list.js';
import { makePicker } from './picker.js';
import { word } from './words.js';

/** The buttons and the search box of a message. */
export class ChoiceGroup {
  #message;
  /** @type {HTMLButtonElement[]} */
  #buttons;
  /** @type {PickerBox | null} */
  #picker;
  element;

  /**
   * @param {Message} message
   * @param {Act} act
   */
  constructor(message, act) {
    const { choices, picker, lang } = message;
    /** @param {Answer} answer */
    const choose = (answer) => act.choose(answer, this);
    this.#message = message;
    this.#buttons = choices.map((choice) => makeButton(choice, choice.style, choose));
    this.#picker = picker === null ? null : makePicker(picker, lang, { choose, write: act.write });
    this.element = make(
      'div',
      { class: 'choices', role: 'group', tabindex: '-1', 'aria-label': word('choices', lang) },
      this.#picker?.element ?? null,
      make('div', { class: 'buttons' }, ...this.#buttons),
    );
  }

  /**
   * Closes the question and shows which choice was made. Gives its words, those of a picked row later; null when it is none of this
   * question's.
   * @param {string} id
   * @returns {{ label: string, name: (() => Promise<string>) | null } | null}
   */
  mark(id) {
    const { choices, picker, lang } = this.#message;
    const index = choices.findIndex((choice) => choice.id === id);
    const choice = choices[index];
    if (choice !== undefined) {
      this.#close(this.#buttons[index] ?? null);
      return { label: choice.label, name: null };
    }
    if (picker === null || !id.startsWith(`${picker.question}:`)) return null;
    this.#close(null);
    const row = id.slice(picker.question.length + 1);
    return { label: row, name: () => nameRow(picker, row, lang) };
  }

  /**
   * Id of the choice with these words; null when none has them.
   * @param {string} label
   */
  findLabel(label) {
    return this.#message.choices.find((choice) => choice.label === label)?.id ?? null;
  }

  /** Opens the question again: the answer could not be taken. */
  free() {
    this.element.classList.remove('used');
    this.#picker?.open();
    for (const button of this.#buttons) {
      button.removeAttribute('aria-disabled');
      button.removeAttribute('aria-pressed');
      button.tabIndex = 0;
    }
  }

  /** The talk went on. The buttons stay, quieter: a late answer still says what it means. */
  pass() {
    this.element.classList.add('passed');
  }

  /** @param {HTMLButtonElement | null} chosen */
  #close(chosen) {
    // The search box goes away: a focus in it would be lost.
    if (this.#picker?.element.contains(document.activeElement)) this.element.focus({ preventScroll: true });
    this.element.classList.add('used');
    this.#picker?.close();
    for (const button of this.#buttons) {
      // aria-disabled, not disabled: the focus stays where the person is.
      button.setAttribute('aria-disabled', 'true');
      button.tabIndex = button === chosen ? 0 : -1;
      if (button === chosen) button.setAttribute('aria-pressed', 'true');
    }
  }
}

/**
 * @param {Answer} answer
 * @param {'primary' | 'plain'} style
 * @param {(answer: Answer) => void} choose
 */
function makeButton(answer, style, choose) {
  const button = make('button', { class: `choice ${style}`, type: 'button' }, answer.label);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') choose(answer);
  });
  return button;
}
