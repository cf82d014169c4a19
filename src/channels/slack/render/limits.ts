/**
 * Limits of Slack's surfaces (docs.slack.dev/reference/block-kit), with room to spare where Slack counts otherwise than we do.
 * Lengths are in UTF-16 units, the strictest way to count.
 */
export const LIMITS = {
  /** Blocks of a message: 50. */
  blocks: 45,
  /** Text of a block: a section takes 3000. */
  blockText: 2800,
  /** All text of a message: no page names a limit, and 11,341 were refused (github.com/slackapi/bolt-js/issues/2867). */
  messageText: 9000,
  /** `text` of a message: cut at 40,000, best below 4,000. */
  notification: 3000,
  buttonText: 75,
  buttonsPerBlock: 25,
  /** Text of a table's cells: 10,000. */
  tableText: 8000,
  /** Rows of a table, its heading among them. */
  tableRows: 100,
  options: 100,
  optionText: 75,
  placeholder: 150,
  /** Text written into a modal's box. */
  input: 3000,
  contextText: 2000,
} as const;
