import type { Fields } from '../index.ts';
import { ELEMENT_CASES } from './element-cases.ts';
import { cellOf, marked, plain, richOf, times } from './payloads.ts';

/** A rule of Block Kit: what keeps it, what breaks it, and where Slack says it is broken. */
export interface BlockCase {
  readonly rule: string;
  readonly keeps: readonly Fields[];
  readonly breaks: readonly Fields[];
  readonly at: string;
}

const section = { type: 'section', text: marked('Hello') };
const word = (text: string): Fields => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
const row = (width: number): readonly Fields[] => times(width, (number) => cellOf(`c${number}`));

const ofBlocks: readonly BlockCase[] = [
  { rule: 'at most 50 blocks', keeps: times(50, () => section), breaks: times(51, () => section), at: '/blocks' },
  { rule: 'a known type', keeps: [section], breaks: [{ type: 'carousel', elements: [] }], at: '/blocks/0/type' },
  { rule: 'no unknown members', keeps: [section], breaks: [{ ...section, colour: 'red' }], at: '/blocks/0' },
  {
    rule: 'block_id of 255',
    keeps: [{ ...section, block_id: 'x'.repeat(255) }],
    breaks: [{ ...section, block_id: 'x'.repeat(256) }],
    at: '/blocks/0/block_id',
  },
  {
    rule: 'block_id once a message',
    keeps: [
      { ...section, block_id: 'a' },
      { ...section, block_id: 'b' },
    ],
    breaks: [
      { ...section, block_id: 'a' },
      { ...section, block_id: 'a' },
    ],
    at: '/blocks/1/block_id',
  },
  {
    rule: 'section text of 3000',
    keeps: [{ type: 'section', text: marked('x'.repeat(3_000)) }],
    breaks: [{ type: 'section', text: marked('x'.repeat(3_001)) }],
    at: '/blocks/0/text/text',
  },
  { rule: 'section text not empty', keeps: [section], breaks: [{ type: 'section', text: marked('') }], at: '/blocks/0/text/text' },
  { rule: 'text or fields', keeps: [{ type: 'section', fields: [marked('a')] }], breaks: [{ type: 'section' }], at: '/blocks/0' },
  {
    rule: 'ten fields',
    keeps: [{ type: 'section', fields: times(10, () => marked('a')) }],
    breaks: [{ type: 'section', fields: times(11, () => marked('a')) }],
    at: '/blocks/0/fields',
  },
  {
    rule: 'fields of 2000',
    keeps: [{ type: 'section', fields: [marked('x'.repeat(2_000))] }],
    breaks: [{ type: 'section', fields: [marked('x'.repeat(2_001))] }],
    at: '/blocks/0/fields/0/text',
  },
  {
    rule: 'plain header',
    keeps: [{ type: 'header', text: plain('a') }],
    breaks: [{ type: 'header', text: marked('a') }],
    at: '/blocks/0/text/type',
  },
  {
    rule: 'header of 150',
    keeps: [{ type: 'header', text: plain('x'.repeat(150)) }],
    breaks: [{ type: 'header', text: plain('x'.repeat(151)) }],
    at: '/blocks/0/text/text',
  },
  {
    rule: 'ten things of context',
    keeps: [{ type: 'context', elements: times(10, () => marked('a')) }],
    breaks: [{ type: 'context', elements: times(11, () => marked('a')) }],
    at: '/blocks/0/elements',
  },
  {
    rule: 'emoji with plain text only',
    keeps: [{ type: 'section', text: { ...plain('a'), emoji: true } }],
    breaks: [{ type: 'section', text: { ...marked('a'), emoji: true } }],
    at: '/blocks/0/text',
  },
  {
    rule: 'markdown of 12000 in all',
    keeps: [
      { type: 'markdown', text: 'x'.repeat(6_000) },
      { type: 'markdown', text: 'x'.repeat(6_000) },
    ],
    breaks: [
      { type: 'markdown', text: 'x'.repeat(6_000) },
      { type: 'markdown', text: 'x'.repeat(6_001) },
    ],
    at: '/blocks',
  },
  {
    rule: 'pictures with alt text',
    keeps: [{ type: 'image', image_url: 'https://a.example/a.png', alt_text: 'a' }],
    breaks: [{ type: 'image', image_url: 'https://a.example/a.png' }],
    at: '/blocks/0',
  },
  {
    rule: 'one source of a picture',
    keeps: [{ type: 'image', slack_file: { id: 'F1' }, alt_text: 'a' }],
    breaks: [{ type: 'image', image_url: 'https://a.example/a.png', slack_file: { id: 'F1' }, alt_text: 'a' }],
    at: '/blocks/0',
  },
  { rule: 'no text of a divider', keeps: [{ type: 'divider' }], breaks: [{ type: 'divider', text: plain('a') }], at: '/blocks/0' },
  {
    rule: 'files from outside',
    keeps: [{ type: 'file', external_id: 'a', source: 'remote' }],
    breaks: [{ type: 'file', external_id: 'a', source: 'local' }],
    at: '/blocks/0/source',
  },
];

const ofTables: readonly BlockCase[] = [
  {
    rule: '100 rows',
    keeps: [{ type: 'table', rows: times(100, () => row(2)) }],
    breaks: [{ type: 'table', rows: times(101, () => row(2)) }],
    at: '/blocks/0/rows',
  },
  { rule: '20 columns', keeps: [{ type: 'table', rows: [row(20)] }], breaks: [{ type: 'table', rows: [row(21)] }], at: '/blocks/0/rows/0' },
  {
    rule: 'rows of one width',
    keeps: [{ type: 'table', rows: [row(2), row(2)] }],
    breaks: [{ type: 'table', rows: [row(2), row(3)] }],
    at: '/blocks/0/rows',
  },
  {
    rule: 'cells that say something',
    keeps: [{ type: 'table', rows: [[cellOf('-')]] }],
    breaks: [{ type: 'table', rows: [[cellOf('')]] }],
    at: '/blocks/0/rows/0/0/text',
  },
  {
    rule: 'cells of text or rich text',
    keeps: [{ type: 'table', rows: [[richOf(word('a'))]] }],
    breaks: [{ type: 'table', rows: [[marked('a')]] }],
    at: '/blocks/0/rows/0/0/type',
  },
  {
    rule: '10000 characters of cells',
    keeps: [{ type: 'table', rows: [[cellOf('x'.repeat(5_000)), cellOf('x'.repeat(5_000))]] }],
    breaks: [{ type: 'table', rows: [[cellOf('x'.repeat(5_000)), cellOf('x'.repeat(5_001))]] }],
    at: '/blocks/0/rows',
  },
  {
    rule: 'column settings',
    keeps: [{ type: 'table', rows: [row(2)], column_settings: [{ align: 'right' }, { is_wrapped: true }] }],
    breaks: [{ type: 'table', rows: [row(2)], column_settings: [{ align: 'justify' }] }],
    at: '/blocks/0/column_settings/0/align',
  },
];

const ofRichText: readonly BlockCase[] = [
  { rule: 'known parts', keeps: [richOf(word('a'))], breaks: [richOf({ type: 'text', text: 'a' })], at: '/blocks/0/elements/0/type' },
  {
    rule: 'lists of sections',
    keeps: [richOf({ type: 'rich_text_list', style: 'ordered', elements: [word('a')] })],
    breaks: [richOf({ type: 'rich_text_list', style: 'ordered', elements: [{ type: 'text', text: 'a' }] })],
    at: '/blocks/0/elements/0/elements/0/type',
  },
  {
    rule: 'list styles',
    keeps: [richOf({ type: 'rich_text_list', style: 'bullet', indent: 1, elements: [word('a')] })],
    breaks: [richOf({ type: 'rich_text_list', style: 'numbers', elements: [word('a')] })],
    at: '/blocks/0/elements/0/style',
  },
  {
    rule: 'text that says something',
    keeps: [richOf({ type: 'rich_text_quote', elements: [{ type: 'text', text: 'a' }] })],
    breaks: [richOf({ type: 'rich_text_quote', elements: [{ type: 'text', text: '' }] })],
    at: '/blocks/0/elements/0/elements/0/text',
  },
  {
    rule: 'links with an address',
    keeps: [richOf({ type: 'rich_text_preformatted', elements: [{ type: 'link', url: 'https://a.example' }] })],
    breaks: [richOf({ type: 'rich_text_section', elements: [{ type: 'link', text: 'a' }] })],
    at: '/blocks/0/elements/0/elements/0',
  },
  {
    rule: 'known styles',
    keeps: [richOf({ type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true, code: true } }] })],
    breaks: [richOf({ type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { big: true } }] })],
    at: '/blocks/0/elements/0/elements/0/style',
  },
];

/** Every rule of messages that is looked at one payload at a time. */
export const BLOCK_CASES: readonly BlockCase[] = [...ofBlocks, ...ELEMENT_CASES, ...ofTables, ...ofRichText];
