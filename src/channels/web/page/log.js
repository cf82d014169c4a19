/**
 * @import { Message } from '../../../contracts/messages.ts'
 * @import { BotLine } from './bot-line.js'
 * @import { Act } from './choices.js'
 * @typedef {{ element: HTMLElement, text: string }} Echo
 */
import { makeBotLine, updateBotLine } from './bot-line.js';
import { makePersonLine, markDelay, markKept, setWords } from './person-line.js';

/** The conversation on the page. Lines may come twice and changed: each is shown once, in place. */
export class Log {
  /** @type {Map<string, BotLine>} */
  #bots = new Map();
  /** @type {Map<number, HTMLElement>} */
  #persons = new Map();
  /** What was done here and is not known to be kept. @type {Map<string, Echo>} */
  #echoes = new Map();
  #last = 0;
  #element;
  #act;

  /**
   * @param {HTMLElement} element
   * @param {Act} act
   */
  constructor(element, act) {
    this.#element = element;
    this.#act = act;
  }

  /** Number of the last line known. */
  get last() {
    return this.#last;
  }

  /** The message said last, null before the first. */
  get lastMessage() {
    return [...this.#bots.values()].at(-1)?.message ?? null;
  }

  /** @param {{ seq: number, message: Message }} line */
  showBot({ seq, message }) {
    this.#last = Math.max(this.#last, seq);
    const old = this.#bots.get(message.id);
    if (old !== undefined) {
      keepEnd(() => this.#bots.set(message.id, updateBotLine(old, message, this.#act)));
      return;
    }
    const line = makeBotLine(message, this.#act);
    if (line.group !== null) this.#passQuestions();
    this.#bots.set(message.id, line);
    this.#append(line.element);
  }

  /**
   * A line of the person's as it is kept; `eventId` where the line is an act of a page of this browser.
   * @param {{ seq: number, text: string, eventId: string | null }} line
   */
  showPerson({ seq, text, eventId }) {
    this.#last = Math.max(this.#last, seq);
    if (this.#persons.has(seq)) return;
    const echo = [...this.#echoes].find(([id, { text: said }]) => id === eventId || (eventId === null && said === text))?.[1];
    const element = echo?.element ?? this.#makeKeptLine(text);
    this.#persons.set(seq, element);
    if (echo !== undefined) return;
    this.#passQuestions();
    this.#append(element);
  }

  /**
   * Shows at once what the person did, before it is known to be kept.
   * @param {string} eventId
   * @param {string} text
   */
  echo(eventId, text) {
    const element = makePersonLine(text);
    element.classList.add('pending');
    this.#echoes.set(eventId, { element, text });
    this.#passQuestions();
    this.#append(element);
  }

  /**
   * @param {string} eventId
   * @param {string} words
   */
  delay(eventId, words) {
    const echo = this.#echoes.get(eventId);
    if (echo !== undefined) markDelay(echo.element, words);
  }

  /**
   * The act is kept as line `seq`; null where the server had it already and does not know the line. `text` is what was typed as it
   * is kept: a password in it is masked.
   * @param {string} eventId
   * @param {{ seq: number, text: string | null } | null} line
   */
  confirm(eventId, line) {
    const echo = this.#echoes.get(eventId);
    if (echo === undefined) return;
    this.#echoes.delete(eventId);
    if (this.#isShownElsewhere(echo.element, line?.seq ?? null)) {
      echo.element.remove();
      return;
    }
    if (line !== null) this.#persons.set(line.seq, echo.element);
    markKept(echo.element);
    if (line !== null && line.text !== null && line.text !== echo.text) setWords(echo.element, line.text);
  }

  /** @param {string} eventId */
  drop(eventId) {
    this.#echoes.get(eventId)?.element.remove();
    this.#echoes.delete(eventId);
  }

  clear() {
    this.#bots.clear();
    this.#persons.clear();
    this.#echoes.clear();
    this.#last = 0;
    this.#element.replaceChildren();
  }

  /**
   * Did the stream bring the line of this echo as another element? Without a number: every line is told by the stream, so an echo the
   * stream has not taken for its line has one of its own, now or soon.
   * @param {HTMLElement} element
   * @param {number | null} seq
   */
  #isShownElsewhere(element, seq) {
    if (seq === null) return ![...this.#persons.values()].includes(element);
    const shown = this.#persons.get(seq);
    return shown !== undefined && shown !== element;
  }

  /**
   * A choice is kept by its id: its button is marked, and its words are shown.
   * @param {string} text
   */
  #makeKeptLine(text) {
    const groups = [...this.#bots.values()].flatMap(({ group }) => (group === null ? [] : [group])).reverse();
    const id = groups[0]?.findLabel(text) ?? text;
    for (const group of groups) {
      const answer = group.mark(id);
      if (answer === null) continue;
      const line = makePersonLine(answer.label);
      answer.name?.().then((name) => setWords(line, name));
      return line;
    }
    return makePersonLine(text);
  }

  #passQuestions() {
    for (const { group } of this.#bots.values()) group?.pass();
  }

  /** @param {HTMLElement} line */
  #append(line) {
    this.#element.append(line);
    // A line that fits is shown whole; a longer one from its beginning, where reading begins.
    const fits = line.getBoundingClientRect().height < innerHeight * 0.55;
    line.scrollIntoView({ block: fits ? 'end' : 'start' });
  }
}

/**
 * Makes a change to lines above; who stood at the end of the conversation still stands there afterwards.
 * @param {() => void} change
 */
function keepEnd(change) {
  const { scrollHeight, clientHeight } = document.documentElement;
  const stoodAtEnd = scrollHeight - clientHeight - scrollY < 120;
  change();
  if (stoodAtEnd) scrollTo({ top: document.documentElement.scrollHeight });
}
