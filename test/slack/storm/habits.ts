/** The help-desk channel of every storm. */
export const HELP_CHANNEL = 'CHELP';
/** A channel like any other. */
export const TALK_CHANNEL = 'CTALK';

/** How a person comes to the bot, and what of the answer's buttons they press. */
export interface Habit {
  readonly way: 'writes' | 'mentions' | 'commands' | 'asks the help desk';
  /** Said one after another; the next without waiting for what the bot says to the one before. */
  readonly says: readonly string[];
  /** Pressed where it can be, in this order; else the first button that is an answer, until none is left. */
  readonly prefers: readonly string[];
}

const FOUNDING =
  'NUROに変えたら、ニフティのメールが送れなくなりました。受信はできます。Outlook 2007を使っています。エラーは出ません。ポートは25です。';
const VAGUE = 'メールが送れません。受信はできます。';
const PRESSED = ['after:fixed', 'isp:nuro', 'mail_provider:nifty', 'client:outlook_classic', 'error_codes:none_shown', 'current_port:25'];

/** As different as the ways in are. */
export const HABITS: readonly Habit[] = [
  { way: 'writes', says: [FOUNDING], prefers: PRESSED },
  { way: 'writes', says: [VAGUE], prefers: PRESSED },
  { way: 'writes', says: ['こんにちは', 'ポートって何ですか？', 'メールが送れません', 'ありがとう'], prefers: [] },
  { way: 'mentions', says: [FOUNDING], prefers: ['after:why', ...PRESSED] },
  { way: 'commands', says: [FOUNDING], prefers: PRESSED },
  { way: 'asks the help desk', says: [FOUNDING], prefers: ['offer:here', ...PRESSED] },
  { way: 'asks the help desk', says: [FOUNDING], prefers: ['offer:private', ...PRESSED] },
];

/** The button this person presses next; null where there is nothing more to say. */
export function chooseButton({ prefers }: Habit, buttons: readonly string[], pressed: readonly string[]): string | null {
  if (prefers.length === 0 || pressed.length >= 8) return null;
  const left = buttons.filter((button) => !pressed.includes(button));
  return (
    prefers.find((button) => left.includes(button)) ?? left.find((button) => !/:(?:unknown|how|human|not_fixed|no)$/.test(button)) ?? null
  );
}
