import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Say } from '../../shared/say.ts';
import { asideId } from './custom-id.ts';
import { type Modal, readBoxes, renderBox } from './modal.ts';
import { type Asked, tellForm } from './told.ts';

/** What the form told; null where every box was left empty. */
export type IntakeRead = { readonly choices: readonly string[]; readonly text: string } | null;

interface Words {
  readonly label: MessageKey;
  readonly hint: MessageKey | null;
  readonly placeholder: MessageKey;
}

/** Five boxes are all that a modal takes. */
const BOXES = {
  isp: { label: 'discord:intake.isp', hint: null, placeholder: 'discord:intake.isp_placeholder' },
  previous_isp: {
    label: 'discord:intake.previous_isp',
    hint: 'discord:intake.previous_isp_hint',
    placeholder: 'discord:intake.previous_isp_placeholder',
  },
  mail_provider: { label: 'discord:intake.mail', hint: 'discord:intake.mail_hint', placeholder: 'discord:intake.mail_placeholder' },
  client: { label: 'discord:intake.client', hint: null, placeholder: 'discord:intake.client_placeholder' },
  story: { label: 'discord:intake.story', hint: 'discord:intake.story_hint', placeholder: 'discord:intake.story_placeholder' },
} as const satisfies Record<Asked | 'story', Words>;

const ORDER = ['isp', 'previous_isp', 'mail_provider', 'client', 'story'] as const;

/** "Tell me all at once": every box may stay empty. Names are written freely: no list in a modal holds a whole catalogue. */
export function renderIntake(say: Say): Modal {
  return {
    custom_id: asideId({ kind: 'form' }),
    title: say('discord:intake.title'),
    components: ORDER.map((id) => {
      const { label, hint, placeholder } = BOXES[id];
      return renderBox({
        id,
        label: say(label),
        description: hint === null ? null : say(hint),
        placeholder: say(placeholder),
        isLong: id === 'story',
        isRequired: false,
      });
    }),
  };
}

/** Reads the components that Discord gives of a form sent. */
export function readIntake(components: unknown, say: Say): IntakeRead {
  const told = tellForm(readBoxes(components), say);
  return told.choices.length === 0 && told.text === '' ? null : told;
}
