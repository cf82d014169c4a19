/** How a person comes to the bot, and what of the answer's buttons they press. */
export interface Habit {
  /**
   * `commands`: `/mailfix` in a server. `commands directly`: the same in the bot's direct messages. `commands anywhere`: where the bot is not, by the
   * app in the person's account. `diagnoses`: the context command on a message of somebody else.
   */
  readonly way: 'writes' | 'commands' | 'commands directly' | 'commands anywhere' | 'diagnoses' | 'asks the help desk' | 'asks the forum';
  /** Said one after another, each when the bot has answered the one before. */
  readonly says: readonly string[];
  /** Pressed where it can be, in this order; else the first button that is an answer, until none is left. */
  readonly prefers: readonly string[];
}

/** Tells all that has to be known. */
export const FOUNDING =
  'NUROに変えたら、ニフティのメールが送れなくなりました。受信はできます。Outlook 2007を使っています。エラーは出ません。ポートは25です。';
const VAGUE = 'メールが送れません。受信はできます。';
const PRESSED = ['after:fixed', 'isp:nuro', 'mail_provider:nifty', 'client:outlook_classic', 'error_codes:none_shown', 'current_port:25'];

/** Small talk and a question: each of these is one answer, and no look. */
const TALK = ['こんにちは', 'ポートって何ですか？', 'メールが送れません'];

/**
 * As different as the ways in are. Half of them are talk: in its own name the bot may make fifty calls a second, and as many by the tokens of interactions,
 * while first answers are not counted.
 */
export const HABITS: readonly Habit[] = [
  { way: 'commands', says: [FOUNDING], prefers: PRESSED },
  { way: 'commands', says: TALK, prefers: [] },
  { way: 'writes', says: [FOUNDING], prefers: PRESSED },
  { way: 'commands anywhere', says: TALK, prefers: [] },
  { way: 'diagnoses', says: [FOUNDING], prefers: ['after:why', ...PRESSED] },
  { way: 'commands directly', says: TALK, prefers: [] },
  { way: 'commands', says: [VAGUE], prefers: PRESSED },
  { way: 'asks the help desk', says: [FOUNDING], prefers: ['offer:here', ...PRESSED] },
  { way: 'commands', says: TALK, prefers: [] },
  { way: 'commands anywhere', says: [FOUNDING], prefers: PRESSED },
  { way: 'commands directly', says: TALK, prefers: [] },
  { way: 'asks the forum', says: [FOUNDING], prefers: ['offer:private', ...PRESSED] },
  { way: 'commands', says: TALK, prefers: [] },
  { way: 'commands', says: [VAGUE], prefers: PRESSED },
  { way: 'commands anywhere', says: TALK, prefers: [] },
  { way: 'commands directly', says: [FOUNDING], prefers: PRESSED },
];

/** The button this person presses next; null where there is nothing more to say. */
export function chooseButton({ prefers }: Habit, buttons: readonly string[], pressed: readonly string[]): string | null {
  if (prefers.length === 0 || pressed.length >= 8) return null;
  const left = buttons.filter((button) => !pressed.includes(button));
  return (
    prefers.find((button) => left.includes(button)) ?? left.find((button) => !/:(?:unknown|how|human|not_fixed|no)$/.test(button)) ?? null
  );
}
