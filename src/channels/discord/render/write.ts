import type { Say } from '../../shared/say.ts';
import { customId, type SaidAt } from './custom-id.ts';
import { type Modal, readBoxes, renderBox } from './modal.ts';
import { readMarkdown } from './read-markdown.ts';

const BOX = 'words';

/** A modal to write an answer in, where nothing can be typed. `asked`: the components of the message it answers, whose last words stand by the box. */
export function renderWrite(at: SaidAt, asked: unknown, say: Say): Modal {
  const question = lastWords(asked);
  return {
    custom_id: customId(at, 0, { kind: 'say' }),
    title: say('discord:write.title'),
    components: [
      renderBox({
        id: BOX,
        label: say('discord:write.label'),
        description: question === '' ? null : question,
        placeholder: say('discord:write.placeholder'),
        isLong: true,
        isRequired: true,
      }),
    ],
  };
}

/** What was written. */
export function readWrite(components: unknown): string {
  return readBoxes(components)[BOX] ?? '';
}

/** The last words that stand alone in a message: what it asks. */
function lastWords(components: unknown): string {
  const all: readonly unknown[] = Array.isArray(components) ? components : [];
  const texts = all.flatMap((each) =>
    typeof each === 'object' && each !== null && 'content' in each && typeof each.content === 'string' ? [each.content] : [],
  );
  return readMarkdown(texts.at(-1) ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
