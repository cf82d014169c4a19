import type { InputBlock, ModalView, PlainTextInput } from '@slack/types';
import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Say } from '../../shared/say.ts';
import { LIMITS } from './limits.ts';
import { renderPicker } from './render-choices.ts';
import { plain } from './rich.ts';

/** `callback_id` of the form. */
export const INTAKE = 'intake';

/** What the form told; or what to say by the boxes, by the id of their block. */
export type IntakeRead =
  | { readonly kind: 'form'; readonly choices: readonly string[]; readonly text: string }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

const PORTS = { '25': 'slack:intake.port_25', '587': 'slack:intake.port_587', '465': 'slack:intake.port_465' } as const satisfies Record<
  string,
  MessageKey
>;

/** "Tell me all at once": every box may stay empty, but not all of them. `metadata` comes back with the answers. */
export function renderIntake({ say, metadata }: { readonly say: Say; readonly metadata: string }): ModalView {
  return {
    type: 'modal',
    callback_id: INTAKE,
    private_metadata: metadata,
    title: plain(say('slack:intake.title')),
    submit: plain(say('slack:intake.submit')),
    close: plain(say('slack:intake.close')),
    blocks: [
      { type: 'section', block_id: 'intro', text: plain(say('slack:intake.intro')) },
      picker({ block: 'isp', directory: 'isp', label: say('slack:intake.isp'), placeholder: say('slack:intake.isp_placeholder') }),
      picker({
        block: 'previous_isp',
        directory: 'isp',
        label: say('slack:intake.previous_isp'),
        placeholder: say('slack:intake.previous_isp_placeholder'),
      }),
      {
        ...box('mail', say('slack:intake.mail'), written('mail', say('slack:intake.mail_placeholder'))),
        hint: plain(say('slack:intake.mail_hint')),
      },
      picker({
        block: 'client',
        directory: 'client',
        label: say('slack:intake.client'),
        placeholder: say('slack:intake.client_placeholder'),
      }),
      ports(say),
      box('story', say('slack:intake.story'), {
        ...written('story', say('slack:intake.story_placeholder')),
        multiline: true,
        max_length: LIMITS.input,
      }),
    ],
  };
}

/** Reads what Slack gives of a form sent (`view.state.values`). */
export function readIntake(state: unknown, say: Say): IntakeRead {
  const chosen = ['isp', 'previous_isp', 'client', 'current_port'].map((block) => answerOf(state, block));
  const mail = answerOf(state, 'mail');
  const story = answerOf(state, 'story');
  const choices = chosen.filter((choice) => choice !== '');
  const text = [...(mail === '' ? [] : [say('slack:intake.said_mail', { mail })]), ...(story === '' ? [] : [story])].join('\n');
  return choices.length === 0 && text === ''
    ? { kind: 'errors', errors: { story: say('slack:intake.nothing') } }
    : { kind: 'form', choices, text };
}

/** What keeps the form open when it could not be taken in. */
export function failIntake(say: Say): Readonly<Record<string, string>> {
  return { story: say('slack:intake.failed') };
}

function picker(of: {
  readonly block: string;
  readonly directory: 'isp' | 'client';
  readonly label: string;
  readonly placeholder: string;
}): InputBlock {
  return box(of.block, of.label, renderPicker({ directory: of.directory, question: of.block, placeholder: of.placeholder }));
}

function ports(say: Say): InputBlock {
  const numbers = Object.entries(PORTS).map(([port, key]) => ({ text: plain(say(key)), value: `current_port:${port}` }));
  return box('current_port', say('slack:intake.port'), {
    type: 'static_select',
    action_id: 'port',
    placeholder: plain(say('slack:intake.port_placeholder')),
    options: [...numbers, { text: plain(say('slack:intake.port_unknown')), value: 'current_port:unknown' }],
  });
}

function written(action: string, placeholder: string): PlainTextInput {
  return { type: 'plain_text_input', action_id: action, placeholder: plain(placeholder), max_length: 300 };
}

function box(block: string, label: string, element: InputBlock['element']): InputBlock {
  return { type: 'input', block_id: block, optional: true, label: plain(label), element };
}

/** The one answer of a block: what was chosen or written; empty for nothing. */
function answerOf(state: unknown, block: string): string {
  const [answer] = Object.values(objectOf(objectOf(state)[block]));
  const { value, selected_option: option } = objectOf(answer);
  const said = value ?? objectOf(option).value;
  return typeof said === 'string' ? said.trim() : '';
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
