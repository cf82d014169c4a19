import { confirm, dispatchAction, name255, overflowOption, plainText, richOption, slackFile, webAddress } from './composition.ts';
import { allOf, anything, type Check, exactlyOne, integerOf, listOf, oneOf, shapeOf, textLike, textOf, truth } from './schema.ts';
import { distinctValues, initialAmongOptions, multiSelects, selects } from './selects.ts';

// docs.slack.dev/reference/block-kit/block-elements

const type = anything;
const action_id = name255;
const placeholder = plainText(150);
const focus_on_load = truth;
const writing = { action_id, placeholder, focus_on_load, dispatch_action_config: dispatchAction };
const date = textLike(/^\d{4}-\d{2}-\d{2}$/, 'date: YYYY-MM-DD');
const decimal = textLike(/^-?\d+(\.\d+)?$/, 'number');

/** A picture beside text. */
export const image = allOf(
  shapeOf({ type, alt_text: textOf(2_000) }, { image_url: webAddress, slack_file: slackFile }),
  exactlyOne('image_url', 'slack_file'),
);

/** A button. */
export const button = shapeOf(
  { type, text: plainText(75) },
  { action_id, url: webAddress, value: textOf(2_000), style: oneOf('primary', 'danger'), confirm, accessibility_label: textOf(75) },
);

const workflowButton = shapeOf(
  { type, text: plainText(75), workflow: shapeOf({ trigger: anything }) },
  { action_id, style: oneOf('primary', 'danger'), accessibility_label: textOf(75) },
);

function ticks(extra: Readonly<Record<string, Check>>): Check {
  return allOf(
    shapeOf({ type, options: listOf(richOption, 10) }, { action_id, confirm, focus_on_load, ...extra }),
    initialAmongOptions,
    distinctValues,
  );
}

const pickers: Readonly<Record<string, Check>> = {
  checkboxes: ticks({ initial_options: listOf(richOption, 10) }),
  radio_buttons: ticks({ initial_option: richOption }),
  datepicker: shapeOf({ type }, { action_id, initial_date: date, confirm, focus_on_load, placeholder }),
  datetimepicker: shapeOf({ type }, { action_id, initial_date_time: integerOf(1_000_000_000, 9_999_999_999), confirm, focus_on_load }),
  timepicker: shapeOf(
    { type },
    { action_id, initial_time: textLike(/^\d{2}:\d{2}$/, 'time: HH:mm'), confirm, focus_on_load, placeholder, timezone: textOf(255) },
  ),
};

const textBoxes: Readonly<Record<string, Check>> = {
  plain_text_input: allOf(
    shapeOf(
      { type },
      { ...writing, initial_value: textOf(3_000), multiline: truth, min_length: integerOf(0, 3_000), max_length: integerOf(1, 3_000) },
    ),
  ),
  email_text_input: shapeOf({ type }, { ...writing, initial_value: textOf(3_000) }),
  url_text_input: shapeOf({ type }, { ...writing, initial_value: webAddress }),
  number_input: shapeOf(
    { type, is_decimal_allowed: truth },
    { ...writing, initial_value: decimal, min_value: decimal, max_value: decimal },
  ),
  rich_text_input: shapeOf({ type }, { ...writing, initial_value: anything }),
  file_input: shapeOf({ type }, { action_id, filetypes: listOf(textOf(255), 100), max_files: integerOf(1, 10) }),
};

const overflow = allOf(shapeOf({ type, options: listOf(overflowOption, 5) }, { action_id, confirm }), distinctValues);

/** What a section may carry beside its text. */
export const accessories: Readonly<Record<string, Check>> = {
  button,
  workflow_button: workflowButton,
  image,
  overflow,
  checkboxes: pickers.checkboxes ?? anything,
  radio_buttons: pickers.radio_buttons ?? anything,
  datepicker: pickers.datepicker ?? anything,
  timepicker: pickers.timepicker ?? anything,
  ...selects,
  ...multiSelects,
};

/** What an actions block may hold. */
export const actionElements: Readonly<Record<string, Check>> = {
  button,
  workflow_button: workflowButton,
  overflow,
  ...pickers,
  ...selects,
  ...multiSelects,
};

/** What an input block may hold. */
export const inputElements: Readonly<Record<string, Check>> = { ...pickers, ...textBoxes, ...selects, ...multiSelects };

const opinion = shapeOf({ text: plainText(75), value: textOf(2_000) }, { accessibility_label: textOf(75) });

/** What a context_actions block may hold. */
export const feedbackElements: Readonly<Record<string, Check>> = {
  feedback_buttons: shapeOf({ type, positive_button: opinion, negative_button: opinion }, { action_id }),
  icon_button: shapeOf(
    { type, icon: oneOf('trash'), text: plainText(75) },
    { action_id, value: textOf(2_000), confirm, accessibility_label: textOf(75), visible_to_user_ids: listOf(name255, 100) },
  ),
};
