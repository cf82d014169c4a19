import { name255, webAddress } from './composition.ts';
import { anything, type Check, integerOf, listOf, oneOf, shapeOf, textOf, truth, typedOf } from './schema.ts';

// docs.slack.dev/reference/block-kit/blocks/rich-text-block. It names no lengths; 3,000 is what other texts are held to.

const type = anything;
const style = shapeOf({}, { bold: truth, italic: truth, strike: truth, code: truth, underline: truth, highlight: truth });
const said = textOf(3_000);

const inline = typedOf({
  text: shapeOf({ type, text: said }, { style }),
  link: shapeOf({ type, url: webAddress }, { text: textOf(3_000), style, unsafe: truth }),
  emoji: shapeOf({ type, name: name255 }, { unicode: textOf(255), url: webAddress, style }),
  user: shapeOf({ type, user_id: name255 }, { style }),
  channel: shapeOf({ type, channel_id: name255 }, { style }),
  usergroup: shapeOf({ type, usergroup_id: name255 }, { style }),
  team: shapeOf({ type, team_id: name255 }, { style }),
  broadcast: shapeOf({ type, range: oneOf('here', 'channel', 'everyone') }, { style }),
  color: shapeOf({ type, value: name255 }, { style }),
  date: shapeOf({ type, timestamp: anything, format: name255 }, { url: webAddress, fallback: said, style }),
});

const words = listOf(inline, 1_000, 0);
const border = integerOf(0, 1);
const section = typedOf({ rich_text_section: shapeOf({ type, elements: words }) });

const part = typedOf({
  rich_text_section: shapeOf({ type, elements: words }),
  rich_text_list: shapeOf(
    { type, style: oneOf('bullet', 'ordered'), elements: listOf(section, 1_000) },
    { indent: integerOf(0, 8), offset: integerOf(0, 1_000), border },
  ),
  rich_text_quote: shapeOf({ type, elements: words }, { border }),
  rich_text_preformatted: shapeOf({ type, elements: words }, { border, language: name255 }),
});

/** Text with its own structure: sections, lists, quotes, code. */
export const richText: Check = shapeOf({ type, elements: listOf(part, 1_000) }, { block_id: name255 });
