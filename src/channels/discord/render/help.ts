import type { Lang } from '../../../contracts/lang.ts';
import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Say } from '../../shared/say.ts';
import { escapeMarkdown, heading, row, small } from './markdown.ts';
import { asideButton, buttonRow } from './render-choices.ts';
import { COMPONENTS_V2, type Rendered } from './rendered.ts';

/** Small words that stand alone. */
export type Word = Extract<MessageKey, `discord:word.${string}`>;

/** What the help action of `/mailfix` answers: how to begin, and buttons for the rest. `lang` is what it is read in. */
export function renderHelp(say: Say, lang: Lang): Rendered {
  const other = lang === 'ja' ? 'en' : 'ja';
  const ways = [say('discord:help.command'), say('discord:help.message'), say('discord:help.context')];
  return {
    flags: COMPONENTS_V2,
    components: [
      {
        type: 17,
        components: [
          { type: 10, content: heading(say('discord:help.title')) },
          {
            type: 10,
            content: [escapeMarkdown(say('discord:help.intro')), ...ways.map((way) => row('-', escapeMarkdown(way)))].join('\n'),
          },
          { type: 10, content: escapeMarkdown(say('discord:help.privacy')) },
          { type: 10, content: small(say('discord:help.secret')) },
        ],
      },
      buttonRow(
        asideButton({ kind: 'form' }, say('discord:button.form'), 1),
        asideButton({ kind: 'lang', lang: other }, say(`discord:button.lang_${other}`)),
        asideButton({ kind: 'forget', sure: false }, say('discord:button.forget')),
      ),
    ],
  };
}

/** Asks whether everything kept of the person shall be deleted. */
export function renderForget(say: Say): Rendered {
  return {
    flags: COMPONENTS_V2,
    components: [
      { type: 10, content: `${heading(say('discord:forget.title'))}\n${escapeMarkdown(say('discord:forget.text'))}` },
      buttonRow(
        asideButton({ kind: 'forget', sure: true }, say('discord:forget.yes'), 4),
        asideButton({ kind: 'keep' }, say('discord:forget.no')),
      ),
    ],
  };
}

/** A small word as a message. */
export function renderWord(word: Word, say: Say): Rendered {
  return { flags: COMPONENTS_V2, components: [{ type: 10, content: escapeMarkdown(say(word)) }] };
}
