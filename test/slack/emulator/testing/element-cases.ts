import type { Fields } from '../index.ts';
import type { BlockCase } from './block-cases.ts';
import { actionsOf, buttonOf, inputOf, marked, optionOf, plain, sectionOf, times } from './payloads.ts';

const menu = (more: Fields): Fields => ({ type: 'static_select', action_id: 'm', ...more });

/** The rules of elements, in the blocks they stand in. */
export const ELEMENT_CASES: readonly BlockCase[] = [
  {
    rule: '25 things in actions',
    keeps: [actionsOf(...times(25, (n) => buttonOf({ action_id: `a${n}` })))],
    breaks: [actionsOf(...times(26, (n) => buttonOf({ action_id: `a${n}` })))],
    at: '/blocks/0/elements',
  },
  {
    rule: 'action_id once a block',
    keeps: [actionsOf(buttonOf({ action_id: 'a' })), actionsOf(buttonOf({ action_id: 'a' }))],
    breaks: [actionsOf(buttonOf({ action_id: 'a' }), buttonOf({ action_id: 'a' }))],
    at: '/blocks/0/elements',
  },
  {
    rule: 'action_id of 255',
    keeps: [actionsOf(buttonOf({ action_id: 'x'.repeat(255) }))],
    breaks: [actionsOf(buttonOf({ action_id: 'x'.repeat(256) }))],
    at: '/blocks/0/elements/0/action_id',
  },
  {
    rule: 'button text of 75',
    keeps: [actionsOf(buttonOf({ text: plain('x'.repeat(75)) }))],
    breaks: [actionsOf(buttonOf({ text: plain('x'.repeat(76)) }))],
    at: '/blocks/0/elements/0/text/text',
  },
  {
    rule: 'plain button text',
    keeps: [actionsOf(buttonOf())],
    breaks: [actionsOf(buttonOf({ text: marked('a') }))],
    at: '/blocks/0/elements/0/text/type',
  },
  {
    rule: 'button value of 2000',
    keeps: [actionsOf(buttonOf({ value: 'x'.repeat(2_000) }))],
    breaks: [actionsOf(buttonOf({ value: 'x'.repeat(2_001) }))],
    at: '/blocks/0/elements/0/value',
  },
  {
    rule: 'button style',
    keeps: [actionsOf(buttonOf({ style: 'primary' }))],
    breaks: [actionsOf(buttonOf({ style: 'default' }))],
    at: '/blocks/0/elements/0/style',
  },
  {
    rule: 'button address',
    keeps: [actionsOf(buttonOf({ url: 'https://a.example' }))],
    breaks: [actionsOf(buttonOf({ url: 'nowhere' }))],
    at: '/blocks/0/elements/0/url',
  },
  {
    rule: 'whole confirm',
    keeps: [actionsOf(buttonOf({ confirm: { title: plain('a'), text: plain('b'), confirm: plain('c'), deny: plain('d') } }))],
    breaks: [actionsOf(buttonOf({ confirm: { title: plain('a') } }))],
    at: '/blocks/0/elements/0/confirm',
  },
  {
    rule: 'confirm title of 100',
    keeps: [actionsOf(buttonOf({ confirm: { title: plain('x'.repeat(100)), text: plain('b'), confirm: plain('c'), deny: plain('d') } }))],
    breaks: [actionsOf(buttonOf({ confirm: { title: plain('x'.repeat(101)), text: plain('b'), confirm: plain('c'), deny: plain('d') } }))],
    at: '/blocks/0/elements/0/confirm/title/text',
  },
  {
    rule: '100 options',
    keeps: [actionsOf(menu({ options: times(100, (n) => optionOf(`${n}`)) }))],
    breaks: [actionsOf(menu({ options: times(101, (n) => optionOf(`${n}`)) }))],
    at: '/blocks/0/elements/0/options',
  },
  {
    rule: 'option text of 75',
    keeps: [actionsOf(menu({ options: [{ text: plain('x'.repeat(75)), value: 'a' }] }))],
    breaks: [actionsOf(menu({ options: [{ text: plain('x'.repeat(76)), value: 'a' }] }))],
    at: '/blocks/0/elements/0/options/0/text/text',
  },
  {
    rule: 'option value of 150',
    keeps: [actionsOf(menu({ options: [optionOf('x'.repeat(60))] }))],
    breaks: [actionsOf(menu({ options: [{ text: plain('a'), value: 'x'.repeat(151) }] }))],
    at: '/blocks/0/elements/0/options/0/value',
  },
  {
    rule: 'options or groups',
    keeps: [actionsOf(menu({ option_groups: [{ label: plain('g'), options: [optionOf('a')] }] }))],
    breaks: [actionsOf(menu({}))],
    at: '/blocks/0/elements/0',
  },
  {
    rule: 'option values once a menu',
    keeps: [actionsOf(menu({ options: [optionOf('a'), optionOf('b')] }))],
    breaks: [actionsOf(menu({ options: [optionOf('a'), optionOf('a')] }))],
    at: '/blocks/0/elements/0',
  },
  {
    rule: 'initial option among the options',
    keeps: [actionsOf(menu({ options: [optionOf('a')], initial_option: optionOf('a') }))],
    breaks: [actionsOf(menu({ options: [optionOf('a')], initial_option: optionOf('b') }))],
    at: '/blocks/0/elements/0',
  },
  {
    rule: 'placeholder of 150',
    keeps: [actionsOf({ type: 'external_select', placeholder: plain('x'.repeat(150)) })],
    breaks: [actionsOf({ type: 'external_select', placeholder: plain('x'.repeat(151)) })],
    at: '/blocks/0/elements/0/placeholder/text',
  },
  {
    rule: 'whole min_query_length',
    keeps: [actionsOf({ type: 'external_select', min_query_length: 1 })],
    breaks: [actionsOf({ type: 'external_select', min_query_length: '1' })],
    at: '/blocks/0/elements/0/min_query_length',
  },
  {
    rule: 'no options of an external select',
    keeps: [sectionOf({ type: 'multi_external_select' })],
    breaks: [sectionOf({ type: 'external_select', options: [optionOf('a')] })],
    at: '/blocks/0/accessory',
  },
  {
    rule: 'five options of an overflow menu',
    keeps: [actionsOf({ type: 'overflow', options: times(5, (n) => optionOf(`${n}`)) })],
    breaks: [actionsOf({ type: 'overflow', options: times(6, (n) => optionOf(`${n}`)) })],
    at: '/blocks/0/elements/0/options',
  },
  {
    rule: 'ten radio buttons',
    keeps: [actionsOf({ type: 'radio_buttons', options: times(10, (n) => optionOf(`${n}`)) })],
    breaks: [actionsOf({ type: 'radio_buttons', options: times(11, (n) => optionOf(`${n}`)) })],
    at: '/blocks/0/elements/0/options',
  },
  {
    rule: 'ten checkboxes',
    keeps: [sectionOf({ type: 'checkboxes', options: times(10, (n) => optionOf(`${n}`)) })],
    breaks: [sectionOf({ type: 'checkboxes', options: times(11, (n) => optionOf(`${n}`)) })],
    at: '/blocks/0/accessory/options',
  },
  {
    rule: 'dates',
    keeps: [actionsOf({ type: 'datepicker', initial_date: '2026-11-24' })],
    breaks: [actionsOf({ type: 'datepicker', initial_date: '24 Nov' })],
    at: '/blocks/0/elements/0/initial_date',
  },
  {
    rule: 'text boxes in input blocks only',
    keeps: [inputOf({ type: 'plain_text_input' })],
    breaks: [actionsOf({ type: 'plain_text_input' })],
    at: '/blocks/0/elements/0/type',
  },
  {
    rule: 'no buttons in input blocks',
    keeps: [inputOf({ type: 'email_text_input' })],
    breaks: [inputOf(buttonOf())],
    at: '/blocks/0/element/type',
  },
  {
    rule: 'input label of 2000',
    keeps: [inputOf({ type: 'url_text_input' }, { label: plain('x'.repeat(2_000)) })],
    breaks: [inputOf({ type: 'url_text_input' }, { label: plain('x'.repeat(2_001)) })],
    at: '/blocks/0/label/text',
  },
  {
    rule: 'numbers say whether they have decimals',
    keeps: [inputOf({ type: 'number_input', is_decimal_allowed: false })],
    breaks: [inputOf({ type: 'number_input' })],
    at: '/blocks/0/element',
  },
  {
    rule: 'text boxes of 3000',
    keeps: [inputOf({ type: 'plain_text_input', max_length: 3_000 })],
    breaks: [inputOf({ type: 'plain_text_input', max_length: 3_001 })],
    at: '/blocks/0/element/max_length',
  },
  {
    rule: 'one focus',
    keeps: [inputOf({ type: 'plain_text_input', focus_on_load: true })],
    breaks: [inputOf({ type: 'plain_text_input', focus_on_load: true }), inputOf({ type: 'plain_text_input', focus_on_load: true })],
    at: '/blocks',
  },
];
