import type { Button, HomeView, KnownBlock } from '@slack/types';
import type { CauseId } from '../../../contracts/diagnosis.ts';
import type { Lang } from '../../../contracts/lang.ts';
import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Session } from '../../../contracts/turn.ts';
import type { Say } from '../../shared/say.ts';
import { literal, plain, rich, section, styled, titleOf } from './rich.ts';

/** `action_id`s of the home tab. */
export const HOME_ACTIONS = {
  start: 'home.start',
  form: 'home.form',
  continue: 'home.continue',
  forget: 'home.forget',
  ja: 'home.lang.ja',
  en: 'home.lang.en',
} as const;

/** How the person's case stands: no step where there is none. */
export interface Standing {
  readonly step: Session['step'] | null;
  readonly cause: CauseId | null;
}

/** What the home tab shows. */
export interface HomeOptions {
  readonly lang: Lang;
  readonly say: Say;
  readonly standing: Standing;
}

const STEP_WORDS = {
  new: null,
  offered: null,
  talking: 'slack:home.step_talking',
  probing: 'slack:home.step_probing',
  advised: 'slack:home.step_advised',
  closed: 'slack:home.step_closed',
  handed_over: 'slack:home.step_handed_over',
} as const satisfies Record<Session['step'], MessageKey | null>;

/** The home tab: what the bot does, ways to begin, the person's case, language, and forgetting. */
export function renderHome({ lang, say, standing }: HomeOptions): HomeView {
  return { type: 'home', blocks: [...welcome(say), ...showCase(standing, say), ...settings(lang, say)] };
}

function welcome(say: Say): readonly KnownBlock[] {
  return [
    { type: 'header', text: plain(say('slack:home.title')) },
    { type: 'section', text: plain(`${say('slack:home.intro')}\n${say('slack:home.how')}`) },
    {
      type: 'actions',
      elements: [
        { ...button(HOME_ACTIONS.start, say('slack:home.start')), style: 'primary' },
        button(HOME_ACTIONS.form, say('slack:home.form')),
      ],
    },
    { type: 'divider' },
  ];
}

function showCase({ step, cause }: Standing, say: Say): readonly KnownBlock[] {
  const words = step === null ? null : STEP_WORDS[step];
  if (words === null) {
    return [rich(...titleOf(say('slack:home.case')), section(literal(say('slack:home.case_none')))), { type: 'divider' }];
  }
  const known = cause === null ? [] : [section(literal(say('slack:home.cause', { cause: say(`causes:${cause}.name`) })))];
  return [
    rich(...titleOf(say('slack:home.case')), section(literal(say(words))), ...known),
    { type: 'actions', elements: [button(HOME_ACTIONS.continue, say('slack:home.continue'))] },
    { type: 'divider' },
  ];
}

function settings(lang: Lang, say: Say): readonly KnownBlock[] {
  const languages = (['ja', 'en'] as const).map((each) => {
    const name = say(`slack:home.lang_${each}`);
    return button(HOME_ACTIONS[each], each === lang ? say('slack:home.lang_current', { lang: name }) : name);
  });
  return [
    rich(section(styled(say('slack:home.language'), { bold: true }))),
    { type: 'actions', elements: languages },
    { type: 'divider' },
    { type: 'context', elements: [plain(say('slack:home.privacy'))] },
    { type: 'actions', elements: [forgetButton(say)] },
  ];
}

function forgetButton(say: Say): Button {
  return {
    ...button(HOME_ACTIONS.forget, say('slack:home.forget')),
    style: 'danger',
    confirm: {
      title: plain(say('slack:home.forget_title')),
      text: plain(say('slack:home.forget_text')),
      confirm: plain(say('slack:home.forget_yes')),
      deny: plain(say('slack:home.forget_no')),
      style: 'danger',
    },
  };
}

function button(action: string, label: string): Button {
  return { type: 'button', action_id: action, text: plain(label) };
}
