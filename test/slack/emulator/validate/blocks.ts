import { type Fields, fieldsAt, isFields, listAt, textAt } from '../json.ts';
import { anyText, markedText, name255, plainText, slackFile, webAddress } from './composition.ts';
import { accessories, actionElements, feedbackElements, image, inputElements } from './elements.ts';
import { richText } from './rich-text.ts';
import {
  allOf,
  anything,
  atLeastOne,
  type Check,
  exactlyOne,
  type Flaw,
  integerOf,
  listOf,
  oneOf,
  shapeOf,
  textOf,
  truth,
  typedOf,
} from './schema.ts';

// docs.slack.dev/reference/block-kit/blocks

const type = anything;
const block_id = name255;
const contextElement = typedOf({ image, ...Object.fromEntries(['plain_text', 'mrkdwn'].map((kind) => [kind, anyText(3_000)])) });

const cell = typedOf({
  raw_text: shapeOf({ type, text: textOf(10_000) }),
  raw_number: shapeOf({ type, value: anything, text: textOf(255) }),
  rich_text: richText,
});

const column = shapeOf({}, { align: oneOf('left', 'center', 'right'), is_wrapped: truth });

const everywhere: Readonly<Record<string, Check>> = {
  actions: shapeOf({ type, elements: listOf(typedOf(actionElements), 25) }, { block_id }),
  context: shapeOf({ type, elements: listOf(contextElement, 10) }, { block_id }),
  divider: shapeOf({ type }, { block_id }),
  header: shapeOf({ type, text: plainText(150) }, { block_id, level: integerOf(1, 4) }),
  image: allOf(
    shapeOf({ type, alt_text: textOf(2_000) }, { block_id, title: plainText(2_000), image_url: webAddress, slack_file: slackFile }),
    exactlyOne('image_url', 'slack_file'),
  ),
  input: shapeOf(
    { type, label: plainText(2_000), element: typedOf(inputElements) },
    { block_id, hint: plainText(2_000), optional: truth, dispatch_action: truth },
  ),
  rich_text: richText,
  section: allOf(
    shapeOf(
      { type },
      { block_id, text: anyText(3_000), fields: listOf(anyText(2_000), 10), accessory: typedOf(accessories), expand: truth },
    ),
    atLeastOne('text', 'fields'),
  ),
  video: shapeOf(
    { type, alt_text: textOf(2_000), title: plainText(200), thumbnail_url: webAddress, video_url: webAddress },
    {
      block_id,
      title_url: webAddress,
      author_name: textOf(50),
      description: plainText(200),
      provider_name: textOf(255),
      provider_icon_url: webAddress,
    },
  ),
};

const ofMessages: Readonly<Record<string, Check>> = {
  alert: shapeOf({ type, text: anyText(200) }, { block_id, level: oneOf('default', 'info', 'warning', 'error', 'success') }),
  context_actions: shapeOf({ type, elements: listOf(typedOf(feedbackElements), 5) }, { block_id }),
  file: shapeOf({ type, external_id: name255, source: oneOf('remote') }, { block_id }),
  markdown: shapeOf({ type, text: textOf(12_000) }, { block_id }),
  table: shapeOf({ type, rows: listOf(listOf(cell, 20), 100) }, { block_id, column_settings: listOf(column, 20, 0) }),
};

/** Where blocks stand, and how many there may be. */
export interface Surface {
  readonly kind: 'message' | 'modal' | 'home';
  readonly max: number;
}

const checks: Readonly<Record<Surface['kind'], Check>> = {
  message: typedOf({ ...everywhere, ...ofMessages }),
  modal: typedOf(everywhere),
  home: typedOf(everywhere),
};

/** What is wrong with the blocks of a message or a view. */
export function checkBlocks(blocks: unknown, surface: Surface): readonly Flaw[] {
  const flaws: Flaw[] = [];
  listOf(checks[surface.kind], surface.max, surface.kind === 'message' ? 0 : 1)(blocks, '/blocks', flaws);
  const known = Array.isArray(blocks) ? blocks.filter(isFields) : [];
  checkNames(known, flaws);
  checkTables(known, flaws);
  checkMarkdown(known, flaws);
  return flaws;
}

function checkNames(blocks: readonly Fields[], flaws: Flaw[]): void {
  const names = new Set<string>();
  let focused = 0;
  blocks.forEach((block, index) => {
    const name = textAt(block, 'block_id');
    if (name !== '' && names.has(name)) {
      flaws.push({ message: `block_id must be unique: ${name}`, pointer: `/blocks/${index}/block_id` });
    }
    names.add(name);
    const elements = elementsOf(block);
    const actions = elements.map((element) => textAt(element, 'action_id')).filter((action) => action !== '');
    if (new Set(actions).size < actions.length) {
      flaws.push({ message: 'action_id must be unique within a block', pointer: `/blocks/${index}/elements` });
    }
    focused += elements.filter((element) => element.focus_on_load === true).length;
  });
  if (focused > 1) {
    flaws.push({ message: 'only one element can have focus_on_load set to true', pointer: '/blocks' });
  }
}

/** The interactive elements of a block, wherever they stand in it. */
export function elementsOf(block: Fields): readonly Fields[] {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return listAt(block, 'elements').filter(isFields);
    case 'section':
      return isFields(block.accessory) ? [block.accessory] : [];
    case 'input':
      return [fieldsAt(block, 'element')];
    default:
      return [];
  }
}

// One table a message, 10,000 characters over all its cells: docs.slack.dev/reference/block-kit/blocks/table-block.
function checkTables(blocks: readonly Fields[], flaws: Flaw[]): void {
  let seen = 0;
  blocks.forEach((block, index) => {
    if (block.type !== 'table') {
      return;
    }
    seen += 1;
    if (seen > 1) {
      flaws.push({ message: 'only_one_table_allowed', pointer: `/blocks/${index}` });
    }
    const letters = listAt(block, 'rows')
      .flat()
      .reduce<number>((sum, each) => sum + lettersOf(each), 0);
    if (letters > 10_000) {
      flaws.push({ message: 'must be less than 10001 characters over all cells', pointer: `/blocks/${index}/rows` });
    }
    const widths = new Set(listAt(block, 'rows').map((row) => (Array.isArray(row) ? row.length : 0)));
    if (widths.size > 1) {
      flaws.push({ message: 'rows must have the same number of cells', pointer: `/blocks/${index}/rows` });
    }
  });
}

// 12,000 characters over all markdown blocks of a payload: docs.slack.dev/reference/block-kit/blocks/markdown-block.
function checkMarkdown(blocks: readonly Fields[], flaws: Flaw[]): void {
  const letters = blocks.filter(({ type: kind }) => kind === 'markdown').reduce((sum, block) => sum + textAt(block, 'text').length, 0);
  if (letters > 12_000) {
    flaws.push({ message: 'markdown must be less than 12001 characters in all', pointer: '/blocks' });
  }
}

/** Characters of all `text` members below a value. */
export function lettersOf(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, each) => sum + lettersOf(each), 0);
  }
  if (!isFields(value)) {
    return 0;
  }
  let sum = 0;
  for (const key in value) {
    const member = value[key];
    sum += key === 'text' && typeof member === 'string' ? member.length : typeof member === 'object' ? lettersOf(member) : 0;
  }
  return sum;
}

/** A `mrkdwn` text of 3,000 characters: of attachments and answers. */
export const mrkdwn = markedText(3_000);
