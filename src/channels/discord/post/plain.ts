import { COMPONENTS_V2, type Rendered } from '../render/rendered.ts';

/** Text of a message: 4000 characters (docs.discord.com/developers/components/reference). */
const TEXT = 3_900;

/** The words of a message alone, for where Discord refuses what they stand in; null where that is all it had, or it has none. */
export function plainForm({ components, flags }: Rendered): Rendered | null {
  const [first] = components;
  const words = wordsOf(components).join('\n').slice(0, TEXT).toWellFormed();
  if (first === undefined || words.trim() === '' || (components.length === 1 && first.type === 10)) return null;
  return { flags: flags | COMPONENTS_V2, components: [{ type: 10, content: words, ...(first.id === undefined ? {} : { id: first.id }) }] };
}

function wordsOf(components: unknown): readonly string[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: unknown) => {
    if (typeof component !== 'object' || component === null) return [];
    const own = 'content' in component && typeof component.content === 'string' ? [component.content] : [];
    return 'components' in component ? [...own, ...wordsOf(component.components)] : own;
  });
}
