import type { Fields } from '../index.ts';

/** Asks for components of the second kind. */
export const V2 = 1 << 15;

export const EPHEMERAL = 1 << 6;

/** Components as small as Discord takes them. */
export function textOf(content: string): Fields {
  return { type: 10, content };
}

export function buttonOf(id: string, more: Fields = {}): Fields {
  return { type: 2, style: 2, label: 'Yes', custom_id: id, ...more };
}

export function rowOf(...components: readonly Fields[]): Fields {
  return { type: 1, components };
}

export function selectOf(options: readonly Fields[], more: Fields = {}): Fields {
  return { type: 3, custom_id: 'select', options, ...more };
}

export function optionOf(value: string, more: Fields = {}): Fields {
  return { label: `Option ${value}`, value, ...more };
}

export function sectionOf(accessory: Fields, ...texts: readonly Fields[]): Fields {
  return { type: 9, components: texts.length === 0 ? [textOf('Read')] : texts, accessory };
}

export function containerOf(...components: readonly Fields[]): Fields {
  return { type: 17, components };
}

/** A form's box with its label. */
export function labelOf(component: Fields, more: Fields = {}): Fields {
  return { type: 18, label: 'Name', component, ...more };
}

export function inputOf(more: Fields = {}): Fields {
  return { type: 4, custom_id: 'name', style: 1, ...more };
}

export function modalOf(components: readonly Fields[], more: Fields = {}): Fields {
  return { custom_id: 'form', title: 'Form', components, ...more };
}

/** A command as small as Discord takes it. */
export function commandOf(more: Fields = {}): Fields {
  return { name: 'mailfix', description: 'Helps', ...more };
}

export function choiceOf(value: string, more: Fields = {}): Fields {
  return { name: `Choice ${value}`, value, ...more };
}

/** So many of something, numbered from 1. */
export function times<T>(count: number, make: (number: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
