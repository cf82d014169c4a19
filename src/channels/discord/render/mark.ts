import type { SaidAt } from './custom-id.ts';

/** 31 bits: Discord's ids of components are integers of 32 (docs.discord.com/developers/components/reference#component-object). */
const BITS_31 = 0x7fffffff;

/** Discord numbers components that have no id from one on. */
const FIRST = 1000;

/** The `id` of the first component of a message's part: the same for the same part, and hardly ever for another (FNV-1a). */
export function markOf({ conversation, seq }: SaidAt, part: number): number {
  let hash = 0x811c9dc5;
  for (const unit of `${conversation}#${seq}.${part}`) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  }
  return FIRST + ((hash >>> 0) % (BITS_31 - FIRST));
}

/** The mark of a message as Discord gives it back, also where words were put above it; null where it has none. */
export function readMark(components: unknown): number | null {
  const all: readonly unknown[] = Array.isArray(components) ? components : [];
  return all.map(idOf).find((id) => id >= FIRST) ?? null;
}

function idOf(component: unknown): number {
  return typeof component === 'object' && component !== null && 'id' in component && typeof component.id === 'number' ? component.id : 0;
}
