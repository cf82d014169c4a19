import { type Fields, isFields } from '../../../helpers/json.ts';
import { allComponents } from './components.ts';

/**
 * What a message may weigh inside Discord, in bytes of UTF-8. Not documented: seen as text plus 12 for each text display, with 10,170 taken and 10,171
 * not (github.com/discord/discord-api-docs/issues/8554). Other components weigh, too (issues 6965 and 7310); how much nobody says: here they
 * weigh as much as texts do.
 */
const HEAVIEST = 10_170;
const EACH = 12;

/** Words of a component that are kept with it. */
const WORDS = ['content', 'label', 'custom_id', 'placeholder', 'url', 'description', 'value'] as const;

/** Why Discord breaks over a message instead of refusing it; null where it does not. */
export function burdenOf(components: readonly Fields[]): string | null {
  const all = allComponents(components);
  const texts = all.flatMap(textsOf);
  if (texts.some((text) => !text.isWellFormed())) {
    return 'a text holds half a character (github.com/discord/discord-api-docs/issues/6561)';
  }
  const weight = texts.reduce((sum, text) => sum + Buffer.byteLength(text), all.length * EACH);
  return weight > HEAVIEST
    ? `the message weighs ${weight} bytes, more than ${HEAVIEST} (github.com/discord/discord-api-docs/issues/8554)`
    : null;
}

function textsOf(component: Fields): readonly string[] {
  const own = WORDS.map((name) => component[name]).filter((text) => typeof text === 'string');
  const options = Array.isArray(component.options) ? component.options.filter(isFields).flatMap(textsOf) : [];
  return [...own, ...options];
}
