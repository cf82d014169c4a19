import type { Rendered } from '../../src/channels/slack/render/rendered.ts';

/** Every word a person sees in blocks or views, in order: of texts, labels, links and placeholders. */
export function readShown(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(readShown).join('');
  }
  if (typeof value !== 'object' || value === null) {
    return '';
  }
  return Object.entries(value)
    .map(([name, part]) => (typeof part === 'string' ? (name === 'text' || name === 'url' ? part : '') : readShown(part)))
    .join('');
}

/** The words of all parts of a message. */
export function readParts(parts: readonly Rendered[]): string {
  return parts.map(({ blocks }) => readShown(blocks)).join('');
}
