import { allOf, anything, type Check, exactlyOne, listOf, oneOf, shapeOf, textOf, truth, typedOf } from './schema.ts';

// Limits: docs.slack.dev/reference/block-kit/composition-objects.

/** `plain_text` of at most so many characters. */
export function plainText(max: number): Check {
  return typedOf({ plain_text: shapeOf({ type: anything, text: textOf(max) }, { emoji: truth }) });
}

/** `mrkdwn` of at most so many characters. */
export function markedText(max: number): Check {
  return typedOf({ mrkdwn: shapeOf({ type: anything, text: textOf(max) }, { verbatim: truth }) });
}

/** `plain_text` or `mrkdwn` of at most so many characters. */
export function anyText(max: number): Check {
  return typedOf({
    plain_text: shapeOf({ type: anything, text: textOf(max) }, { emoji: truth }),
    mrkdwn: shapeOf({ type: anything, text: textOf(max) }, { verbatim: truth }),
  });
}

/** Names of blocks and elements: 255 characters. */
export const name255 = textOf(255);

/** An address on the web, 3,000 characters. */
export const webAddress: Check = allOf(textOf(3_000), (value, pointer, flaws) => {
  if (typeof value === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(value)) {
    flaws.push({ message: 'must be a valid URL', pointer });
  }
});

/** The question before something irrevocable. */
export const confirm = shapeOf(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
);

/** An option of selects and overflow menus. */
export const plainOption = shapeOf({ text: plainText(75), value: textOf(150) }, { description: plainText(75) });

/** An option of overflow menus, which may lead somewhere. */
export const overflowOption = shapeOf({ text: plainText(75), value: textOf(150) }, { description: plainText(75), url: webAddress });

/** An option of checkboxes and radio buttons, which may be marked up. */
export const richOption = shapeOf({ text: anyText(75), value: textOf(150) }, { description: anyText(75) });

/** Options under a heading. */
export const optionGroup = shapeOf({ label: plainText(75), options: listOf(plainOption, 100) });

/** Which conversations a list shows. */
export const conversationFilter = shapeOf(
  {},
  {
    include: listOf(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: truth,
    exclude_bot_users: truth,
  },
);

/** When a text box tells the app. */
export const dispatchAction = shapeOf({}, { trigger_actions_on: listOf(oneOf('on_enter_pressed', 'on_character_entered'), 2) });

/** Where a picture comes from. */
export const slackFile = allOf(shapeOf({}, { id: textOf(255), url: webAddress }), exactlyOne('id', 'url'));
