import type { Fields } from '../index.ts';
import { buttonOf, containerOf, optionOf, rowOf, sectionOf, selectOf, textOf, times } from './payloads.ts';

/** A rule: what keeps it, what breaks it, and where Discord says it is broken. */
export interface Case {
  readonly rule: string;
  readonly keeps: unknown;
  readonly breaks: unknown;
  readonly at: string;
}

// A character beyond the first 65,536: two UTF-16 units, one code point.
const WIDE = '𠮷';

const buttons: readonly Case[] = [
  ruleOfRow('a label of 80', buttonOf('a', { label: 'x'.repeat(80) }), buttonOf('a', { label: 'x'.repeat(81) }), 'label'),
  ruleOfRow('a label in code points', buttonOf('a', { label: WIDE.repeat(80) }), buttonOf('a', { label: WIDE.repeat(81) }), 'label'),
  ruleOfRow(
    'a label or an emoji',
    { type: 2, style: 1, custom_id: 'a', emoji: { name: '✅' } },
    { type: 2, style: 1, custom_id: 'a' },
    'label',
  ),
  ruleOfRow('a known emoji', buttonOf('a', { emoji: { name: '👍🏽' } }), buttonOf('a', { emoji: { name: 'ok' } }), 'emoji.name'),
  ruleOfRow('a custom id of 100', buttonOf('x'.repeat(100)), buttonOf('x'.repeat(101)), 'custom_id'),
  ruleOfRow('a custom id at all', buttonOf('a'), { type: 2, style: 1, label: 'Yes' }, 'custom_id'),
  ruleOfRow('a known style', buttonOf('a', { style: 4 }), buttonOf('a', { style: 7 }), 'style'),
  ruleOfRow('a style that is a number', buttonOf('a'), buttonOf('a', { style: '1' }), 'style'),
  ruleOfRow('disabled or not', buttonOf('a', { disabled: true }), buttonOf('a', { disabled: 'yes' }), 'disabled'),
  ruleOfRow('a link without custom id', linkOf('https://example.jp'), linkOf('https://example.jp', { custom_id: 'a' }), ''),
  ruleOfRow('a link that leads somewhere', linkOf('https://example.jp'), { type: 2, style: 5, label: 'Go' }, 'url'),
  ruleOfRow('a link of the web', linkOf('discord://-/users/1'), linkOf('javascript:alert(1)'), 'url'),
  ruleOfRow('a link of 512', linkOf(`https://e.jp/${'x'.repeat(499)}`), linkOf(`https://e.jp/${'x'.repeat(500)}`), 'url'),
  {
    rule: 'each custom id once',
    keeps: [rowOf(buttonOf('a'), buttonOf('b'))],
    breaks: [rowOf(buttonOf('a'), buttonOf('a'))],
    at: 'components.0.components.1.custom_id',
  },
  {
    rule: 'each custom id once in the whole message',
    keeps: [rowOf(buttonOf('a')), containerOf(rowOf(buttonOf('b')))],
    breaks: [rowOf(buttonOf('a')), containerOf(rowOf(buttonOf('a')))],
    at: 'components.1.components.0.components.0.custom_id',
  },
  {
    rule: 'five buttons in a row',
    keeps: [rowOf(...times(5, (number) => buttonOf(`b${number}`)))],
    breaks: [rowOf(...times(6, (number) => buttonOf(`b${number}`)))],
    at: 'components.0.components',
  },
  { rule: 'rows that are not empty', keeps: [rowOf(buttonOf('a'))], breaks: [rowOf()], at: 'components.0.components' },
];

function linkOf(url: string, more: Fields = {}): Fields {
  return { type: 2, style: 5, label: 'Go', url, ...more };
}

function ruleOfRow(rule: string, keeps: Fields, breaks: Fields, at: string): Case {
  return {
    rule,
    keeps: [rowOf(keeps)],
    breaks: [rowOf(breaks)],
    at: at === '' ? 'components.0.components.0' : `components.0.components.0.${at}`,
  };
}

const some = [optionOf('a'), optionOf('b')];

const menus: readonly Case[] = [
  ruleOfRow(
    '25 options',
    selectOf(times(25, (number) => optionOf(`o${number}`))),
    selectOf(times(26, (number) => optionOf(`o${number}`))),
    'options',
  ),
  ruleOfRow('options at all', selectOf(some), selectOf([]), 'options'),
  ruleOfRow(
    'options of 100',
    selectOf([optionOf('a', { label: 'x'.repeat(100) })]),
    selectOf([optionOf('a', { label: 'x'.repeat(101) })]),
    'options.0.label',
  ),
  ruleOfRow(
    'values of 100',
    selectOf([optionOf('x'.repeat(100), { label: 'l' })]),
    selectOf([optionOf('x'.repeat(101), { label: 'l' })]),
    'options.0.value',
  ),
  ruleOfRow(
    'descriptions of 100',
    selectOf([optionOf('a', { description: 'x'.repeat(100) })]),
    selectOf([optionOf('a', { description: 'x'.repeat(101) })]),
    'options.0.description',
  ),
  ruleOfRow('each value once', selectOf(some), selectOf([optionOf('a'), optionOf('a')]), 'options.1.value'),
  ruleOfRow(
    'a placeholder of 150',
    selectOf(some, { placeholder: 'x'.repeat(150) }),
    selectOf(some, { placeholder: 'x'.repeat(151) }),
    'placeholder',
  ),
  ruleOfRow('no more values than options', selectOf(some, { max_values: 2 }), selectOf(some, { max_values: 3 }), 'max_values'),
  ruleOfRow(
    'no more defaults than values',
    selectOf([optionOf('a', { default: true }), optionOf('b')]),
    selectOf([optionOf('a', { default: true }), optionOf('b', { default: true })]),
    'options',
  ),
  {
    rule: 'one select in a row',
    keeps: [rowOf(selectOf(some))],
    breaks: [rowOf(selectOf(some), buttonOf('a'))],
    at: 'components.0',
  },
];

const picture = { media: { url: 'https://example.jp/a.png' } };

const layout: readonly Case[] = [
  {
    rule: '40 components in all',
    keeps: times(40, () => textOf('a')),
    breaks: [containerOf(...times(40, () => textOf('a')))],
    at: 'components',
  },
  { rule: 'known types', keeps: [textOf('a')], breaks: [{ type: 18, label: 'a', component: buttonOf('a') }], at: 'components.0.type' },
  { rule: 'no button outside a row', keeps: [rowOf(buttonOf('a'))], breaks: [buttonOf('a')], at: 'components.0.type' },
  { rule: 'a text of 4000', keeps: [textOf('x'.repeat(4_000))], breaks: [textOf('x'.repeat(4_001))], at: 'components.0.content' },
  { rule: 'texts that say something', keeps: [textOf('a')], breaks: [textOf('')], at: 'components.0.content' },
  { rule: 'texts that are texts', keeps: [textOf('1')], breaks: [{ type: 10, content: 1 }], at: 'components.0.content' },
  {
    rule: '4000 characters in all texts',
    keeps: [textOf(WIDE.repeat(2_000)), containerOf(textOf('x'.repeat(2_000)))],
    breaks: [textOf('x'.repeat(2_000)), containerOf(textOf('x'.repeat(2_001)))],
    at: 'components',
  },
  {
    rule: 'one to three texts in a section',
    keeps: [sectionOf(buttonOf('a'), textOf('1'), textOf('2'), textOf('3'))],
    breaks: [sectionOf(buttonOf('a'), textOf('1'), textOf('2'), textOf('3'), textOf('4'))],
    at: 'components.0.components',
  },
  {
    rule: 'a section with something beside',
    keeps: [sectionOf({ type: 11, ...picture })],
    breaks: [{ type: 9, components: [textOf('a')] }],
    at: 'components.0.accessory',
  },
  {
    rule: 'a button or a picture beside a section',
    keeps: [sectionOf(buttonOf('a'))],
    breaks: [sectionOf(selectOf(some))],
    at: 'components.0.accessory.type',
  },
  {
    rule: 'no container in a container',
    keeps: [containerOf(textOf('a'))],
    breaks: [containerOf(containerOf(textOf('a')))],
    at: 'components.0.components.0.type',
  },
  { rule: 'containers that hold something', keeps: [containerOf(textOf('a'))], breaks: [containerOf()], at: 'components.0.components' },
  {
    rule: 'a colour that is one',
    keeps: [{ ...containerOf(textOf('a')), accent_color: 0xffffff }],
    breaks: [{ ...containerOf(textOf('a')), accent_color: 0x1000000 }],
    at: 'components.0.accent_color',
  },
  {
    rule: 'two spacings',
    keeps: [textOf('a'), { type: 14, spacing: 2 }],
    breaks: [textOf('a'), { type: 14, spacing: 3 }],
    at: 'components.1.spacing',
  },
  {
    rule: 'ten pictures',
    keeps: [{ type: 12, items: times(10, () => picture) }],
    breaks: [{ type: 12, items: times(11, () => picture) }],
    at: 'components.0.items',
  },
  {
    rule: 'each number once',
    keeps: [
      { ...textOf('a'), id: 1 },
      { ...textOf('b'), id: 2 },
    ],
    breaks: [
      { ...textOf('a'), id: 1 },
      { ...textOf('b'), id: 1 },
    ],
    at: 'components.1.id',
  },
  { rule: 'a list', keeps: [textOf('a')], breaks: textOf('a'), at: 'components' },
  { rule: 'objects', keeps: [textOf('a')], breaks: ['a'], at: 'components.0' },
];

/** The rules of components in a message. */
export const COMPONENT_CASES: readonly Case[] = [...buttons, ...menus, ...layout];
