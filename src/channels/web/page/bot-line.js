/**
 * @import { Message } from '../../../contracts/messages.ts'
 * @import { Act } from './choices.js'
 * @typedef {{ message: Message, element: HTMLElement, blocks: HTMLElement, group: ChoiceGroup | null }} BotLine
 */
import { makeBlock, updateBlock } from './blocks.js';
import { ChoiceGroup } from './choices.js';
import { make } from './dom.js';
import { word } from './words.js';

/**
 * A message of the bot's.
 * @param {Message} message
 * @param {Act} act
 * @returns {BotLine}
 */
export function makeBotLine(message, act) {
  const blocks = make('div', { class: 'blocks' }, ...message.blocks.map((block) => makeBlock(block, message.lang)));
  const group = makeGroup(message, act);
  const who = make('span', { class: 'hidden' }, word('bot', message.lang));
  const element = make('article', { class: 'line bot', lang: message.lang }, who, blocks, group?.element ?? null);
  return { message, element, blocks, group };
}

/**
 * Brings a message up to date where it stands, making anew only what changed.
 * @param {BotLine} line
 * @param {Message} message
 * @param {Act} act
 * @returns {BotLine}
 */
export function updateBotLine(line, message, act) {
  updateBlocks(line, message);
  line.element.lang = message.lang;
  if (isSame([message.choices, message.picker], [line.message.choices, line.message.picker])) return { ...line, message };
  const group = makeGroup(message, act);
  line.group?.element.remove();
  if (group !== null) line.element.append(group.element);
  return { ...line, message, group };
}

/**
 * @param {BotLine} line
 * @param {Message} message
 */
function updateBlocks(line, message) {
  const old = [...line.blocks.children];
  message.blocks.forEach((block, index) => {
    const element = old[index];
    if (!(element instanceof HTMLElement)) line.blocks.append(makeBlock(block, message.lang));
    else if (!isSame(block, line.message.blocks[index]) && !updateBlock(element, block, message.lang)) {
      element.replaceWith(makeBlock(block, message.lang));
    }
  });
  for (const element of old.slice(message.blocks.length)) element.remove();
}

/**
 * @param {Message} message
 * @param {Act} act
 */
function makeGroup(message, act) {
  return message.choices.length === 0 && message.picker === null ? null : new ChoiceGroup(message, act);
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
