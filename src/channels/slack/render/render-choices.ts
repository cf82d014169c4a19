import type { ActionsBlock, Button, ExternalSelect, KnownBlock, PlainTextOption } from '@slack/types';
import type { Choice, Message, Picker } from '../../../contracts/messages.ts';
import { cutLabel } from '../../shared/cut.ts';
import type { Say } from '../../shared/say.ts';
import { LIMITS } from './limits.ts';
import type { Piece } from './piece.ts';
import { literal, plain, rich, section } from './rich.ts';

/** Buttons, and beside them the long list to search; null where a message offers neither. Labels that had to be cut are said in full above. */
export function renderChoices({ choices, picker }: Pick<Message, 'choices' | 'picker'>, say: Say): Piece | null {
  const elements = [...choices.map(renderButton), ...(picker === null ? [] : [renderPicker(picker)])];
  if (elements.length === 0) {
    return null;
  }
  const blocks: KnownBlock[] = [...sayCutLabels(choices, say)];
  for (let start = 0; start < elements.length; start += LIMITS.buttonsPerBlock) {
    const actions: ActionsBlock = { type: 'actions', elements: elements.slice(start, start + LIMITS.buttonsPerBlock) };
    blocks.push(actions);
  }
  return { blocks, words: [...choices.map(({ label }) => label), ...(picker === null ? [] : [picker.placeholder])].join(' / ') };
}

/** The list of a directory, searched as the person types: one character of kana is enough. */
export function renderPicker({ directory, question, placeholder }: Picker<string>): ExternalSelect {
  return {
    type: 'external_select',
    action_id: `pick.${directory}.${question}`,
    placeholder: plain(cutLabel(placeholder, LIMITS.placeholder)),
    min_query_length: 1,
  };
}

/** Reads the `action_id` of a picker; null for any other. */
export function readPicker(actionId: string): Pick<Picker<string>, 'directory' | 'question'> | null {
  const [, directory, question] = /^pick\.(isp|mail_provider|client)\.(\w+)$/.exec(actionId) ?? [];
  if (question === undefined) {
    return null;
  }
  return directory === 'isp' || directory === 'mail_provider' || directory === 'client' ? { directory, question } : null;
}

/** Rows found, as options of a picker: at most 100, and the value of each is a choice id. */
export function renderOptions(rows: readonly { readonly id: string; readonly label: string }[], question: string): PlainTextOption[] {
  return rows.slice(0, LIMITS.options).map(({ id, label }) => ({
    text: plain(cutLabel(label, LIMITS.optionText)),
    value: `${question}:${id}`,
  }));
}

function renderButton({ id, label, style }: Choice<string>, index: number): Button {
  const button: Button = {
    type: 'button',
    action_id: `choice.${index}`,
    text: plain(cutLabel(label, LIMITS.buttonText)),
    value: id,
  };
  return style === 'primary' ? { ...button, style } : button;
}

function sayCutLabels(choices: readonly Choice<string>[], say: Say): readonly KnownBlock[] {
  const lines = choices
    .map(({ label }, index) => ({ label, number: String(index + 1) }))
    .filter(({ label }) => label.length > LIMITS.buttonText)
    .map(({ label, number }) => say('slack:choice.in_full', { number, label }));
  return lines.length === 0 ? [] : [rich(section(literal(lines.join('\n'))))];
}
