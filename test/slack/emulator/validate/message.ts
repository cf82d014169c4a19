import { type Fields, fieldListAt, isFields, listAt, parseJson, textAt } from '../json.ts';
import { checkBlocks, lettersOf } from './blocks.ts';
import { wordFlaw } from './schema.ts';

/** A message that Slack would take, or why it would not. */
export type MessageCheck =
  | { readonly ok: true; readonly text: string; readonly blocks: readonly Fields[] | null; readonly attachments: readonly Fields[] }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] };

/** Longer texts are cut: docs.slack.dev/reference/methods/chat.postMessage, "Truncating content". */
const LONGEST_TEXT = 40_000;

/**
 * Slack documents no sum over all blocks but has one: 13,297 characters of markdown blocks were taken, 11,341 of mixed blocks were not
 * (github.com/slackapi/bolt-js/issues/2509 and 2867). This is below both.
 */
const LONGEST_BLOCKS = 11_000;

/** Checks what a message is made of. `longest`: longer texts are refused instead of cut (chat.update). */
export function checkMessage(args: Fields, longest: number | null = null): MessageCheck {
  const blocks = readList(args.blocks);
  if (blocks === 'unreadable') {
    return {
      ok: false,
      error: 'invalid_blocks_format',
      messages: ['[ERROR] blocks must be a JSON array of objects [json-pointer:/blocks]'],
    };
  }
  const attachments = readList(args.attachments);
  if (attachments === 'unreadable') {
    return { ok: false, error: 'invalid_attachments', messages: ['[ERROR] attachments must be a JSON array [json-pointer:/attachments]'] };
  }
  const text = textAt(args, 'text');
  if (text === '' && (blocks ?? []).length === 0 && (attachments ?? []).length === 0) {
    return { ok: false, error: 'no_text', messages: [] };
  }
  if (longest !== null && text.length > longest) {
    return { ok: false, error: 'msg_too_long', messages: [`[ERROR] must be less than ${longest + 1} characters [json-pointer:/text]`] };
  }
  return checkParts(text.slice(0, LONGEST_TEXT), blocks, attachments ?? []);
}

function checkParts(text: string, blocks: readonly unknown[] | null, attachments: readonly unknown[]): MessageCheck {
  const flaws = [
    ...(blocks === null ? [] : checkBlocks(blocks, { kind: 'message', max: 50 })),
    ...attachments.flatMap((attachment, index) =>
      checkAttachment(attachment).map((flaw) => ({ ...flaw, pointer: `/attachments/${index}${flaw.pointer}` })),
    ),
  ];
  if (flaws.length > 0) {
    const table = flaws.some(({ message }) => message === 'only_one_table_allowed');
    return { ok: false, error: table ? 'invalid_attachments' : 'invalid_blocks', messages: flaws.map(wordFlaw) };
  }
  const said = blocks === null ? [] : blocks.filter(isFields);
  const letters = lettersOf(said.filter(({ type }) => type !== 'table' && type !== 'markdown'));
  if (letters > LONGEST_BLOCKS) {
    return { ok: false, error: 'msg_blocks_too_long', messages: [`[ERROR] ${letters} characters in all blocks [json-pointer:/blocks]`] };
  }
  return { ok: true, text, blocks: blocks === null ? null : said, attachments: attachments.filter(isFields) };
}

function checkAttachment(attachment: unknown): ReturnType<typeof checkBlocks> {
  if (!isFields(attachment)) {
    return [{ message: 'must be an object', pointer: '' }];
  }
  return attachment.blocks === undefined ? [] : checkBlocks(listAt(attachment, 'blocks'), { kind: 'message', max: 50 });
}

/** A list given as JSON or as its text; null where there is none. */
function readList(value: unknown): readonly unknown[] | null | 'unreadable' {
  if (value === undefined || value === null || value === '') {
    return null;
  }
  const read = typeof value === 'string' ? parseJson(value) : value;
  return Array.isArray(read) && read.every(isFields) ? read : 'unreadable';
}

/** Metadata that goes with a message: an event type and a flat payload (docs.slack.dev/messaging/message-metadata). */
export function readMetadata(value: unknown): Fields | null | 'unreadable' {
  if (value === undefined || value === '') {
    return null;
  }
  const read = typeof value === 'string' ? parseJson(value) : value;
  return isFields(read) && textAt(read, 'event_type') !== '' && isFields(read.event_payload) ? read : 'unreadable';
}

/** The options an external select gets for a query; null where they are not as they must be. */
export function readOptions(answer: unknown): readonly Fields[] | null {
  if (!isFields(answer)) {
    return null;
  }
  const groups = fieldListAt(answer, 'option_groups');
  return answer.option_groups === undefined ? fieldListAt(answer, 'options') : groups.flatMap((group) => fieldListAt(group, 'options'));
}
