import type { Rendered } from '../../src/channels/discord/render/rendered.ts';
import { readShown } from './discord-page/markdown.ts';

/** Every word a person sees in components, in order, one component a line: of texts, labels and descriptions. */
export function readComponents(value: unknown): string {
  return wordsIn(value).join('\n');
}

function wordsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(wordsIn);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, part]) => {
    if (typeof part !== 'string') return wordsIn(part);
    if (name === 'content') return [readShown(part)];
    return name === 'label' || name === 'description' ? [part] : [];
  });
}

/** The words of all parts of a message. */
export function readParts(parts: readonly Rendered[]): string {
  return parts.map(({ components }) => readComponents(components)).join('\n');
}
