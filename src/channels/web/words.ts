import type { Lang } from '../../contracts/lang.ts';
import type { MessageKey } from '../../contracts/message-key.ts';
import type { Translator } from '../../contracts/messages.ts';
import { MAX_TEXT } from './options.ts';
import type { PostTrouble } from './read-event.ts';

/** Every sentence of the page, by the name its HTML and its script use. */
const PAGE_WORDS = {
  title: 'web:page.title',
  tagline: 'web:page.tagline',
  description: 'web:page.description',
  skip: 'web:page.skip',
  language: 'web:page.language',
  fresh: 'web:page.fresh',
  fresh_short: 'web:page.fresh_short',
  fresh_yes: 'web:page.fresh_yes',
  fresh_no: 'web:page.fresh_no',
  fresh_ask: 'web:page.fresh_ask',
  log: 'web:page.log',
  you: 'web:page.you',
  bot: 'web:page.bot',
  text_label: 'web:page.text_label',
  text_placeholder: 'web:page.text_placeholder',
  send: 'web:page.send',
  privacy: 'web:page.privacy',
  thinking: 'web:page.thinking',
  not_sent: 'web:page.not_sent',
  offline: 'web:page.offline',
  online: 'web:page.online',
  no_script: 'web:page.no_script',
  choices: 'web:page.choices',
  picker_results: 'web:page.picker_results',
  picker_none: 'web:page.picker_none',
  value_label: 'web:page.value_label',
  value_value: 'web:page.value_value',
  value_old: 'web:page.value_old',
  value_new: 'web:page.value_new',
  evidence_what: 'web:page.evidence_what',
  evidence_result: 'web:page.evidence_result',
  evidence_basis: 'web:page.evidence_basis',
  card_save: 'web:page.card_save',
  card_copy: 'web:page.card_copy',
  card_copied: 'web:page.card_copied',
  card_copy_failed: 'web:page.card_copy_failed',
  card_print: 'web:page.card_print',
  card_file: 'web:page.card_file',
  basis_stated: 'web:basis.stated',
  basis_recorded: 'web:basis.recorded',
  basis_measured: 'web:basis.measured',
  state_waiting: 'web:progress.waiting',
  state_running: 'web:progress.running',
  state_done: 'web:progress.done',
  state_failed: 'web:progress.failed',
  state_skipped: 'web:progress.skipped',
  trouble_failed: 'web:trouble.failed',
  trouble_no_conversation: 'web:trouble.no_conversation',
} as const satisfies Record<string, MessageKey>;

const TROUBLE_WORDS = {
  broken: 'web:trouble.broken',
  empty: 'web:trouble.empty',
  too_long: 'web:trouble.too_long',
  busy: 'web:trouble.busy',
  failed: 'web:trouble.failed',
  not_here: 'web:trouble.not_here',
  no_conversation: 'web:trouble.no_conversation',
} as const satisfies Record<PostTrouble, MessageKey>;

/** Blanks the page itself fills: it puts a number where `{n}` stands. */
const PAGE_PARAMS = { limit: MAX_TEXT, count: '{n}' };

/** The page's sentences in a language. */
export function sayPageWords(translator: Translator, lang: Lang): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(PAGE_WORDS).map(([name, key]) => [name, translator.say({ key, params: PAGE_PARAMS }, lang)]));
}

/** What the page says when a post was refused. */
export function sayTrouble(translator: Translator, trouble: PostTrouble, lang: Lang): string {
  return translator.say({ key: TROUBLE_WORDS[trouble], params: PAGE_PARAMS }, lang);
}
