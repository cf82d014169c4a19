import type { Fields } from '../index.ts';

/** Text objects and elements, as small as Slack takes them. */
export function plain(text: string): Fields {
  return { type: 'plain_text', text };
}

export function marked(text: string): Fields {
  return { type: 'mrkdwn', text };
}

export function buttonOf(more: Fields = {}): Fields {
  return { type: 'button', text: plain('Yes'), ...more };
}

export function optionOf(value: string, more: Fields = {}): Fields {
  return { text: plain(`Option ${value}`), value, ...more };
}

export function inputOf(element: Fields, more: Fields = {}): Fields {
  return { type: 'input', label: plain('Name'), element, ...more };
}

export function actionsOf(...elements: readonly Fields[]): Fields {
  return { type: 'actions', elements };
}

export function sectionOf(accessory: Fields): Fields {
  return { type: 'section', text: marked('Choose'), accessory };
}

export function richOf(...elements: readonly Fields[]): Fields {
  return { type: 'rich_text', elements };
}

export function cellOf(text: string): Fields {
  return { type: 'raw_text', text };
}

/** So many of something, numbered from 1. */
export function times<T>(count: number, make: (number: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
