/**
 * @import { Message } from '../../../contracts/messages.ts'
 * @import { ChoiceGroup } from './choices.js'
 * @typedef {{ message: Message, element: HTMLElement, blocks: HTMLElement, group: ChoiceGroup | null }} BotLine
 * @typedef {{ id: string, label: string }} Answer
 */
import { makeBlock, updateBlock } from './blocks.js';
import { makeChoices } from './choices.js';
import { breakLines, make } from './dom.js';
import { word } from './words.js';

/**
 * The conversation on the page. Lines may come twice and changed: each is shown once, in place.
 * @param {HTMLElement} element
 * @param {{ choose: (answer: Answer, group: ChoiceGroup) => void, write: (text: string) => void }} act
 */
export function createLog(element, act) {
  /** @type {Map<string, BotLine>} */
  const bots = new Map();
  /** @type {Map<number, HTMLElement>} */
  const persons = new Map();
  /** What was typed here and is not known to be kept. @type {Map<string, { element: HTMLElement, text: string }>} */
  const echoes = new Map();
  let last = 0;

  /** @param {Message} message */
  const show = (message) => {
    const old = bots.get(message.id);
    const line = old === undefined ? makeBotLine(message, act) : updateBotLine(old, message, act);
    bots.set(message.id, line);
    if (old !== undefined) return;
    if (line.group !== null) passOthers(line);
    element.append(line.element);
    scrollToLine(line.element);
  };
  /** @param {BotLine | null} but */
  const passOthers = (but) => {
    for (const line of bots.values()) if (line !== but) line.group?.pass();
  };
  /**
   * Shows a line of the person's. A choice is kept by its id: its button is marked, and its words are shown.
   * @param {string} text
   */
  const makeKeptLine = (text) => {
    const groups = [...bots.values()].flatMap(({ group }) => (group === null ? [] : [group])).reverse();
    const id = groups[0]?.findLabel(text) ?? text;
    for (const group of groups) {
      const answer = group.mark(id);
      if (answer === null) continue;
      const line = makePersonLine(answer.label);
      answer.name?.().then((name) => setWords(line, name));
      return line;
    }
    return makePersonLine(text);
  };

  return {
    last: () => last,
    lastMessage: () => [...bots.values()].at(-1)?.message ?? null,
    /** @param {{ seq: number, message: Message }} line */
    showBot({ seq, message }) {
      last = Math.max(last, seq);
      show(message);
    },
    /** @param {{ seq: number, text: string, eventId: string | null }} line */
    showPerson({ seq, text, eventId }) {
      last = Math.max(last, seq);
      if (persons.has(seq)) return;
      const found = [...echoes].find(([id, echo]) => id === eventId || (eventId === null && echo.text === text));
      if (found !== undefined) {
        persons.set(seq, found[1].element);
        return;
      }
      const line = makeKeptLine(text);
      passOthers(null);
      persons.set(seq, line);
      element.append(line);
      scrollToLine(line);
    },
    /**
     * Shows at once what the person did, before it is known to be kept.
     * @param {string} eventId
     * @param {string} text
     */
    echo(eventId, text) {
      const line = makePersonLine(text);
      line.classList.add('pending');
      echoes.set(eventId, { element: line, text });
      passOthers(null);
      element.append(line);
      scrollToLine(line);
    },
    /**
     * @param {string} eventId
     * @param {string} words
     */
    delay(eventId, words) {
      const line = echoes.get(eventId)?.element;
      if (line === undefined || line.querySelector('.delay') !== null) return;
      line.append(make('span', { class: 'delay' }, words));
    },
    /**
     * The act is kept. `text` is the line as it is kept, where it was typed: a password in it is masked.
     * @param {string} eventId
     * @param {{ seq: number, text: string | null } | null} line
     */
    confirm(eventId, line) {
      const echo = echoes.get(eventId);
      if (echo === undefined) return;
      echoes.delete(eventId);
      const shown = line === null ? undefined : persons.get(line.seq);
      if (line === null ? ![...persons.values()].includes(echo.element) : shown !== undefined && shown !== echo.element) {
        echo.element.remove();
        return;
      }
      if (line !== null) persons.set(line.seq, echo.element);
      echo.element.classList.remove('pending');
      echo.element.querySelector('.delay')?.remove();
      if (line !== null && line.text !== null && line.text !== echo.text) setWords(echo.element, line.text);
    },
    /** @param {string} eventId */
    drop(eventId) {
      echoes.get(eventId)?.element.remove();
      echoes.delete(eventId);
    },
    clear() {
      bots.clear();
      persons.clear();
      echoes.clear();
      last = 0;
      element.replaceChildren();
    },
  };
}

/**
 * @param {Message} message
 * @param {{ choose: (answer: Answer, group: ChoiceGroup) => void, write: (text: string) => void }} act
 * @returns {BotLine}
 */
function makeBotLine(message, act) {
  const blocks = make('div', { class: 'blocks' }, ...message.blocks.map((block) => makeBlock(block, message.lang)));
  const group = makeGroup(message, act);
  const who = make('span', { class: 'hidden' }, word('bot', message.lang));
  const element = make('article', { class: 'line bot', lang: message.lang }, who, blocks, group?.element ?? null);
  return { message, element, blocks, group };
}

/**
 * @param {BotLine} line
 * @param {Message} message
 * @param {{ choose: (answer: Answer, group: ChoiceGroup) => void, write: (text: string) => void }} act
 * @returns {BotLine}
 */
function updateBotLine(line, message, act) {
  const old = [...line.blocks.children];
  message.blocks.forEach((block, index) => {
    const element = old[index];
    if (!(element instanceof HTMLElement)) line.blocks.append(makeBlock(block, message.lang));
    else if (JSON.stringify(block) !== JSON.stringify(line.message.blocks[index]) && !updateBlock(element, block, message.lang)) {
      element.replaceWith(makeBlock(block, message.lang));
    }
  });
  for (const element of old.slice(message.blocks.length)) element.remove();
  line.element.lang = message.lang;
  if (JSON.stringify([message.choices, message.picker]) === JSON.stringify([line.message.choices, line.message.picker]))
    return { ...line, message };
  const group = makeGroup(message, act);
  line.group?.element.remove();
  if (group !== null) line.element.append(group.element);
  return { ...line, message, group };
}

/**
 * @param {Message} message
 * @param {{ choose: (answer: Answer, group: ChoiceGroup) => void, write: (text: string) => void }} act
 */
function makeGroup(message, act) {
  /** @type {ChoiceGroup | null} */
  const group = makeChoices(message, { write: act.write, choose: (answer) => group !== null && act.choose(answer, group) });
  return group;
}

/** @param {string} text */
function makePersonLine(text) {
  return make(
    'article',
    { class: 'line person' },
    make('span', { class: 'hidden' }, word('you')),
    make('p', { class: 'said' }, ...breakLines(text)),
  );
}

/**
 * @param {HTMLElement} line
 * @param {string} text
 */
function setWords(line, text) {
  line.querySelector('.said')?.replaceChildren(...breakLines(text));
}

/**
 * A line that fits is shown whole; a longer one from its beginning, where reading begins.
 * @param {HTMLElement} line
 */
function scrollToLine(line) {
  const fits = line.getBoundingClientRect().height < innerHeight * 0.55;
  line.scrollIntoView({ block: fits ? 'end' : 'start' });
}
