import type { Fields } from '../index.ts';
import type { Case } from './component-cases.ts';
import { choiceOf, commandOf, inputOf, labelOf, modalOf, optionOf, selectOf, textOf, times } from './payloads.ts';

const some = [optionOf('a'), optionOf('b')];
const filled = [labelOf(inputOf())];

/** A rule of a text input in its label. */
function inputRule(rule: string, keeps: Fields, breaks: Fields, at: string): Case {
  return {
    rule,
    keeps: modalOf([labelOf(inputOf(keeps))]),
    breaks: modalOf([labelOf(inputOf(breaks))]),
    at: `data.components.0.component.${at}`,
  };
}

/** The rules of a form. */
export const MODAL_CASES: readonly Case[] = [
  {
    rule: 'a title of 45',
    keeps: modalOf(filled, { title: 'x'.repeat(45) }),
    breaks: modalOf(filled, { title: 'x'.repeat(46) }),
    at: 'data.title',
  },
  { rule: 'a title', keeps: modalOf(filled), breaks: modalOf(filled, { title: '' }), at: 'data.title' },
  {
    rule: 'a custom id of 100',
    keeps: modalOf(filled, { custom_id: 'x'.repeat(100) }),
    breaks: modalOf(filled, { custom_id: 'x'.repeat(101) }),
    at: 'data.custom_id',
  },
  {
    rule: 'five boxes',
    keeps: modalOf(times(5, (number) => labelOf(inputOf({ custom_id: `i${number}` })))),
    breaks: modalOf(times(6, (number) => labelOf(inputOf({ custom_id: `i${number}` })))),
    at: 'data.components',
  },
  { rule: 'a box at all', keeps: modalOf(filled), breaks: modalOf([]), at: 'data.components' },
  { rule: 'texts and labels', keeps: modalOf([textOf('Read'), ...filled]), breaks: modalOf([inputOf()]), at: 'data.components.0.type' },
  {
    rule: 'a label of 45',
    keeps: modalOf([labelOf(inputOf(), { label: 'x'.repeat(45) })]),
    breaks: modalOf([labelOf(inputOf(), { label: 'x'.repeat(46) })]),
    at: 'data.components.0.label',
  },
  {
    rule: 'a description of 100',
    keeps: modalOf([labelOf(inputOf(), { description: 'x'.repeat(100) })]),
    breaks: modalOf([labelOf(inputOf(), { description: 'x'.repeat(101) })]),
    at: 'data.components.0.description',
  },
  inputRule('two styles', { style: 2 }, { style: 3 }, 'style'),
  inputRule('4000 characters at most', { max_length: 4_000 }, { max_length: 4_001 }, 'max_length'),
  inputRule('at least 0', { min_length: 0 }, { min_length: -1 }, 'min_length'),
  inputRule('no less than the least', { min_length: 2, max_length: 2 }, { min_length: 3, max_length: 2 }, 'min_length'),
  inputRule('a placeholder of 100', { placeholder: 'x'.repeat(100) }, { placeholder: 'x'.repeat(101) }, 'placeholder'),
  inputRule('a value of 4000', { value: 'x'.repeat(4_000) }, { value: 'x'.repeat(4_001) }, 'value'),
  inputRule('one label', {}, { label: 'Name' }, 'label'),
  {
    rule: 'an old input with its label',
    keeps: modalOf([{ type: 1, components: [inputOf({ label: 'Name' })] }]),
    breaks: modalOf([{ type: 1, components: [inputOf()] }]),
    at: 'data.components.0.components.0.label',
  },
  {
    rule: 'nothing disabled',
    keeps: modalOf([labelOf(selectOf(some))]),
    breaks: modalOf([labelOf(selectOf(some, { disabled: true }))]),
    at: 'data.components.0.component.disabled',
  },
  {
    rule: 'none chosen only where none is required',
    keeps: modalOf([labelOf(selectOf(some, { min_values: 0, required: false }))]),
    breaks: modalOf([labelOf(selectOf(some, { min_values: 0 }))]),
    at: 'data.components.0.component.min_values',
  },
  {
    rule: 'each custom id once',
    keeps: modalOf([labelOf(inputOf()), labelOf(selectOf(some))]),
    breaks: modalOf([labelOf(inputOf()), labelOf(inputOf())]),
    at: 'data.components.1.component.custom_id',
  },
];

const optionAs = (more: Fields): Fields => ({ type: 3, name: 'isp', description: 'Line', ...more });

function commandRule(rule: string, keeps: Fields, breaks: Fields, at: string): Case {
  return { rule, keeps: [commandOf(keeps)], breaks: [commandOf(breaks)], at: `0.${at}` };
}

function optionRule(rule: string, keeps: Fields, breaks: Fields, at: string): Case {
  return commandRule(rule, { options: [optionAs(keeps)] }, { options: [optionAs(breaks)] }, `options.0.${at}`);
}

/** The rules of commands. */
export const COMMAND_CASES: readonly Case[] = [
  commandRule('a name of 32', { name: 'x'.repeat(32) }, { name: 'x'.repeat(33) }, 'name'),
  commandRule('a name in small letters', { name: 'メール' }, { name: 'Mailfix' }, 'name'),
  commandRule('a name without spaces', { name: 'mail-fix' }, { name: 'mail fix' }, 'name'),
  commandRule('a description of 100', { description: 'x'.repeat(100) }, { description: 'x'.repeat(101) }, 'description'),
  commandRule('a description', {}, { description: '' }, 'description'),
  commandRule(
    'known languages',
    { name_localizations: { ja: 'メール' } },
    { name_localizations: { jp: 'メール' } },
    'name_localizations.jp',
  ),
  commandRule(
    'good names in all languages',
    { name_localizations: { ja: 'メール' } },
    { name_localizations: { ja: 'メール 直す' } },
    'name_localizations.ja',
  ),
  commandRule(
    'short words in all languages',
    { description_localizations: { ja: 'あ'.repeat(100) } },
    { description_localizations: { ja: 'あ'.repeat(101) } },
    'description_localizations.ja',
  ),
  commandRule('known contexts', { contexts: [0, 1, 2] }, { contexts: [3] }, 'contexts.0'),
  commandRule('known installations', { integration_types: [0, 1] }, { integration_types: [2] }, 'integration_types.0'),
  commandRule(
    '25 options',
    { options: times(25, (number) => optionAs({ name: `o${number}` })) },
    { options: times(26, (number) => optionAs({ name: `o${number}` })) },
    'options',
  ),
  commandRule(
    'each option once',
    { options: [optionAs({}), optionAs({ name: 'b' })] },
    { options: [optionAs({}), optionAs({})] },
    'options.1.name',
  ),
  commandRule(
    'what is required first',
    { options: [optionAs({ required: true }), optionAs({ name: 'b' })] },
    { options: [optionAs({}), optionAs({ name: 'b', required: true })] },
    'options.1',
  ),
  optionRule('a known type', {}, { type: 12 }, 'type'),
  optionRule(
    '25 choices',
    { choices: times(25, (number) => choiceOf(`c${number}`)) },
    { choices: times(26, (number) => choiceOf(`c${number}`)) },
    'choices',
  ),
  optionRule(
    'choices of 100',
    { choices: [choiceOf('x'.repeat(100), { name: 'n' })] },
    { choices: [choiceOf('x'.repeat(101), { name: 'n' })] },
    'choices.0.value',
  ),
  optionRule('choices or autocomplete', { autocomplete: true }, { autocomplete: true, choices: [choiceOf('a')] }, 'autocomplete'),
  optionRule('6000 characters', { max_length: 6_000 }, { max_length: 6_001 }, 'max_length'),
  {
    rule: 'a menu entry without description',
    keeps: [{ type: 3, name: 'Diagnose it' }],
    breaks: [{ type: 3, name: 'Diagnose it', description: 'x' }],
    at: '0.description',
  },
  { rule: 'each name once', keeps: [commandOf(), { type: 3, name: 'mailfix' }], breaks: [commandOf(), commandOf()], at: '1.name' },
  {
    rule: '8000 characters in all',
    keeps: [
      commandOf({
        options: [optionAs({ choices: times(25, (number) => choiceOf(String(number).padStart(100, 'x'), { name: 'x'.repeat(100) })) })],
      }),
    ],
    breaks: [
      commandOf({
        options: times(25, (number) =>
          optionAs({
            name: `o${number}`,
            choices: [1, 2].map((each) => choiceOf(String(each).padStart(100, 'x'), { name: 'x'.repeat(100) })),
          }),
        ),
      }),
    ],
    at: '0',
  },
];

/** The rules of what an autocomplete offers. */
export const CHOICE_CASES: readonly Case[] = [
  {
    rule: '25 choices',
    keeps: times(25, (number) => choiceOf(`c${number}`)),
    breaks: times(26, (number) => choiceOf(`c${number}`)),
    at: 'data.choices',
  },
  {
    rule: 'names of 100',
    keeps: [choiceOf('a', { name: 'あ'.repeat(100) })],
    breaks: [choiceOf('a', { name: 'あ'.repeat(101) })],
    at: 'data.choices.0.name',
  },
  {
    rule: 'values of 100',
    keeps: [choiceOf('x'.repeat(100), { name: 'n' })],
    breaks: [choiceOf('x'.repeat(101), { name: 'n' })],
    at: 'data.choices.0.value',
  },
  { rule: 'none at all', keeps: [], breaks: undefined, at: 'data.choices' },
];
