/**
 * Limits of Discord's surfaces (docs.discord.com/developers/components/reference), with room to spare where something is added later.
 * Discord counts code points; lengths here are in UTF-16 units, which are never fewer.
 */
export const LIMITS = {
  /** Components of a message, those inside others among them: 40. */
  components: 39,
  /** All text of a message: 4000. What is chosen is written into it when its buttons go. */
  messageText: 3700,
  /** Bytes of UTF-8 in all. Not documented: a message of more than about 10,170 is answered with 500 (github.com/discord/discord-api-docs/issues/8554). */
  messageWeight: 9000,
  /** What is not torn apart when a message is split. */
  pieceText: 1500,
  buttonLabel: 80,
  buttonsPerRow: 5,
  /** Rows of buttons that stay together; a message of the older kind took five. */
  rowsPerPiece: 5,
  options: 25,
  optionLabel: 100,
  /** `custom_id` of buttons, lists, modals and boxes. */
  customId: 100,
  modalTitle: 45,
  boxLabel: 45,
  boxDescription: 100,
  placeholder: 100,
  /** A name written into a box. */
  name: 300,
  /** Text written into a box: 4000. */
  input: 3000,
  /** Choices while the person types an option. */
  suggestions: 25,
  suggestionName: 100,
} as const;
