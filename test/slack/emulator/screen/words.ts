import { type Fields, fieldListAt, fieldsAt, isFields, listAt, textAt } from '../json.ts';
import type { MessageRow, ViewRow } from '../state/rows.ts';
import { elementsOf } from '../validate/blocks.ts';
import { optionsOf } from '../validate/selects.ts';

/** Slack's own marks taken out of a text: `<http://a|b>` reads `b`, `&lt;` reads `<`. */
export function readText(text: string): string {
  return text
    .replace(/<(?:[^<>|]*)\|([^<>]*)>/g, '$1')
    .replace(/<([^<>@#!][^<>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** All words of a message or a view that a person reads: of its blocks, or its text where it has none. */
export function visibleText(thing: MessageRow | ViewRow): string {
  if ('body' in thing) {
    const title = textAt(fieldsAt(thing.body, 'title'), 'text');
    return [title, ...fieldListAt(thing.body, 'blocks').flatMap(blockLines)].filter((line) => line !== '').join('\n');
  }
  return thing.blocks.length === 0 ? readText(thing.text) : thing.blocks.flatMap(blockLines).join('\n');
}

/** A block as a person reads it, line by line: headings, steps, rows of tables, `[buttons]`, `(menus)`. */
export function blockLines(block: Fields): readonly string[] {
  switch (block.type) {
    case 'header':
      return [`# ${wordsOf(block.text)}`];
    case 'section':
      return [...sectionLines(block), ...controlLines(block)];
    case 'context':
      return [
        fieldListAt(block, 'elements')
          .map((element) => wordsOf(element) || textAt(element, 'alt_text'))
          .join(' · '),
      ];
    case 'actions':
    case 'context_actions':
      return controlLines(block);
    case 'input':
      return [
        `${wordsOf(block.label)}: ${controlLines(block).join(' ')}`,
        ...(block.hint === undefined ? [] : [`  ${wordsOf(block.hint)}`]),
      ];
    case 'divider':
      return ['----'];
    case 'image':
      return [`(image: ${textAt(block, 'alt_text')})`];
    case 'table':
      return listAt(block, 'rows').map((row) => `| ${Array.isArray(row) ? row.map(cellText).join(' | ') : ''} |`);
    case 'rich_text':
      return fieldListAt(block, 'elements').flatMap(richLines);
    case 'markdown':
      return [textAt(block, 'text')];
    case 'alert':
      return [`! ${wordsOf(block.text)}`];
    default:
      return [`(${String(block.type)})`];
  }
}

function sectionLines(block: Fields): readonly string[] {
  const fields = fieldListAt(block, 'fields').map((field) => `- ${wordsOf(field)}`);
  return block.text === undefined ? fields : [wordsOf(block.text), ...fields];
}

function controlLines(block: Fields): readonly string[] {
  const controls = elementsOf(block)
    .map(controlText)
    .filter((text) => text !== '');
  return controls.length === 0 ? [] : [controls.join(' ')];
}

function controlText(element: Fields): string {
  const type = textAt(element, 'type');
  const options = optionsOf(element).map((option) => wordsOf(option.text));
  if (type === 'button' || type === 'icon_button') {
    return `[${wordsOf(element.text)}]`;
  }
  if (type === 'feedback_buttons') {
    return `[${wordsOf(fieldsAt(element, 'positive_button').text)}] [${wordsOf(fieldsAt(element, 'negative_button').text)}]`;
  }
  if (type === 'image') {
    return `(image: ${textAt(element, 'alt_text')})`;
  }
  const hint = wordsOf(element.placeholder);
  return `(${[hint, ...options].filter((word) => word !== '').join(' / ') || type})`;
}

function wordsOf(text: unknown): string {
  return isFields(text) ? readText(textAt(text, 'text')) : '';
}

function cellText(cell: unknown): string {
  if (!isFields(cell)) {
    return '';
  }
  return cell.type === 'rich_text' ? fieldListAt(cell, 'elements').flatMap(richLines).join(' ') : textAt(cell, 'text');
}

function richLines(part: Fields): readonly string[] {
  switch (part.type) {
    case 'rich_text_list': {
      const indent = '  '.repeat(Number(part.indent ?? 0));
      const first = Number(part.offset ?? 0) + 1;
      return fieldListAt(part, 'elements').map(
        (item, index) => `${indent}${part.style === 'ordered' ? `${first + index}.` : '-'} ${inlineText(item)}`,
      );
    }
    case 'rich_text_quote':
      return inlineText(part)
        .split('\n')
        .map((line) => `> ${line}`);
    case 'rich_text_preformatted':
      return ['```', inlineText(part), '```'];
    default:
      return [inlineText(part)];
  }
}

function inlineText(part: Fields): string {
  return fieldListAt(part, 'elements')
    .map((element) => {
      switch (element.type) {
        case 'link':
          return textAt(element, 'text') || textAt(element, 'url');
        case 'emoji':
          return `:${textAt(element, 'name')}:`;
        case 'user':
          return `<@${textAt(element, 'user_id')}>`;
        default:
          return textAt(element, 'text');
      }
    })
    .join('');
}
