import type { RichTextSection } from '@slack/types';
import type { Say } from '../../shared/say.ts';
import type { Rendered } from './rendered.ts';
import { literal, rich, section, styled, titleOf } from './rich.ts';
import { escapeText } from './words.ts';

/** What the assistant pane offers to begin with (assistant.threads.setSuggestedPrompts). */
export interface SuggestedPrompts {
  readonly title: string;
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

/** What `/mailfix help` answers. */
export function renderHelp(say: Say): Rendered {
  const commands = [
    { command: say('slack:help.story_command'), does: say('slack:help.story') },
    { command: '/mailfix', does: say('slack:help.open') },
    { command: '/mailfix lang ja', does: say('slack:help.lang') },
    { command: '/mailfix forget', does: say('slack:help.forget') },
  ];
  const lines = commands.map(({ command, does }) => `${command}  ${does}`);
  return {
    text: escapeText([say('slack:help.title'), ...lines, say('slack:help.ways'), say('slack:help.secret')].join('\n')),
    blocks: [
      rich(...titleOf(say('slack:help.title')), { type: 'rich_text_list', style: 'bullet', elements: commands.map(renderCommand) }),
      rich(section(literal(`${say('slack:help.ways')}\n${say('slack:help.secret')}`))),
    ],
  };
}

/** Ways to begin in the assistant pane; Slack shows four at most. */
export function suggestPrompts(say: Say): SuggestedPrompts {
  return {
    title: say('slack:pane.prompts'),
    prompts: [
      { title: say('slack:pane.prompt_story'), message: say('slack:pane.prompt_story_message') },
      { title: say('slack:pane.prompt_switched'), message: say('slack:pane.prompt_switched_message') },
      { title: say('slack:pane.prompt_error'), message: say('slack:pane.prompt_error_message') },
      { title: say('slack:pane.prompt_port'), message: say('slack:pane.prompt_port_message') },
    ],
  };
}

function renderCommand({ command, does }: { readonly command: string; readonly does: string }): RichTextSection {
  return section(styled(command, { code: true }), literal(`  ${does}`));
}
