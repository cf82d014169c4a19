import { type Fields, fieldListAt, isFields } from '../../../helpers/json.ts';
import { button, id, media, selects } from './parts.ts';
import {
  allOf,
  at,
  type Check,
  type Flaw,
  integerOf,
  lengthOf,
  listOf,
  orNull,
  ruleOf,
  shapeOf,
  textOf,
  truth,
  typedOf,
} from './schema.ts';

// docs.discord.com/developers/components/reference

/** "Messages allow up to 40 total components": the same page. */
const MOST_COMPONENTS = 40;

/** All text of a message together: docs.discord.com/developers/components/using-message-components, "Component limits". */
const MOST_TEXT = 4_000;

const BUTTON = 2;

/** Buttons, or one select. */
const row: Check = allOf(
  shapeOf({ components: listOf(typedOf({ [BUTTON]: button, ...selects }), 5, 1) }, { id }),
  ruleOf((fields) => {
    const types = fieldListAt(fields, 'components').map(({ type }) => type);
    const wide = types.length > 1 && types.some((type) => type !== BUTTON);
    return wide
      ? { path: '', code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message: 'The specified component exceeds the maximum width' }
      : null;
  }),
);

const textDisplay = shapeOf({ content: textOf(MOST_TEXT) }, { id });
const picture = { description: orNull(textOf(1_024, 0)), spoiler: truth } as const;
const thumbnail = shapeOf({ media }, { id, ...picture });

const section = shapeOf(
  { components: listOf(typedOf({ 10: textDisplay }), 3, 1), accessory: typedOf({ [BUTTON]: button, 11: thumbnail }) },
  { id },
);

const gallery = shapeOf({ items: listOf(shapeOf({ media }, picture), 10, 1) }, { id });
const file = shapeOf({ file: media }, { id, spoiler: truth });
const separator = shapeOf({}, { id, divider: truth, spacing: integerOf(1, 2) });
const inside: Readonly<Record<number, Check>> = { 1: row, 9: section, 10: textDisplay, 12: gallery, 13: file, 14: separator };

const container = shapeOf(
  { components: listOf(typedOf(inside), MOST_COMPONENTS, 1) },
  { id, accent_color: orNull(integerOf(0, 0xffffff)), spoiler: truth },
);

const modern = listOf(typedOf({ ...inside, 17: container }), MOST_COMPONENTS);
const legacy = listOf(typedOf({ 1: row }), 5);

/** What is wrong with the components of a message. */
export function checkComponents(components: unknown, isModern: boolean, flaws: Flaw[]): void {
  (isModern ? modern : legacy)(components, 'components', flaws);
  const top: readonly unknown[] = Array.isArray(components) ? components : [];
  const all = top.filter(isFields).flatMap((component, index) => spread(component, at('components', index)));
  checkUnique(all, flaws);
  if (!isModern) {
    return;
  }
  if (all.length > MOST_COMPONENTS) {
    const message = `Must be ${MOST_COMPONENTS} or fewer in total, not ${all.length}.`;
    flaws.push({ path: 'components', code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message });
  }
  const letters = all.reduce((sum, { component }) => sum + (typeof component.content === 'string' ? lengthOf(component.content) : 0), 0);
  if (letters > MOST_TEXT) {
    const message = `The total length of the displayable text must be ${MOST_TEXT} or less, not ${letters}.`;
    flaws.push({ path: 'components', code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
  }
}

/** A component with its place. */
interface Placed {
  readonly component: Fields;
  readonly path: string;
}

/** A component and all within it. */
function spread(component: Fields, path: string): readonly Placed[] {
  const children = fieldListAt(component, 'components').flatMap((child, index) => spread(child, at(at(path, 'components'), index)));
  const more = ['accessory', 'component'].flatMap((name) => (isFields(component[name]) ? spread(component[name], at(path, name)) : []));
  return [{ component, path }, ...children, ...more];
}

function checkUnique(all: readonly Placed[], flaws: Flaw[]): void {
  const known = new Set<unknown>();
  for (const { component, path } of all) {
    const { custom_id, id: number } = component;
    if (typeof custom_id === 'string' && known.has(custom_id)) {
      flaws.push({
        path: at(path, 'custom_id'),
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      });
    }
    if (typeof number === 'number' && number !== 0 && known.has(number)) {
      flaws.push({ path: at(path, 'id'), code: 'COMPONENT_ID_DUPLICATED', message: 'Component id cannot be duplicated' });
    }
    known.add(custom_id).add(number);
  }
}

/** Custom ids and numbers that are used twice in a form. */
export function checkUniqueIn(components: readonly Fields[], flaws: Flaw[]): void {
  checkUnique(
    components.flatMap((component, index) => spread(component, at('components', index))),
    flaws,
  );
}

/** Every component of some, those within others among them. */
export function allComponents(components: readonly Fields[]): readonly Fields[] {
  return components.flatMap((component) => spread(component, '').map((placed) => placed.component));
}
