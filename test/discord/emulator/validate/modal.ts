import { fieldListAt, fieldsAt, isFields } from '../../../helpers/json.ts';
import { checkUniqueIn } from './components.ts';
import { customId, groupOptions, id, selects } from './parts.ts';
import { allOf, type Check, type Flaw, integerOf, listOf, ruleOf, shapeOf, textOf, truth, typedOf } from './schema.ts';

// docs.discord.com/developers/components/reference, "Label" and what may stand in it.

const inputRules = allOf(
  shapeOf(
    { custom_id: customId, style: integerOf(1, 2) },
    {
      id,
      min_length: integerOf(0, 4_000),
      max_length: integerOf(1, 4_000),
      required: truth,
      value: textOf(4_000, 0),
      placeholder: textOf(100, 0),
    },
  ),
  ruleOf(({ min_length, max_length }) =>
    typeof min_length === 'number' && typeof max_length === 'number' && min_length > max_length
      ? { path: 'min_length', code: 'NUMBER_TYPE_MAX', message: 'min_length is more than max_length' }
      : null,
  ),
);

/** In a label the label says what is asked: the input has none of its own. */
const labelledInput = allOf(
  inputRules,
  ruleOf(({ label }) =>
    label === undefined ? null : { path: 'label', code: 'LABEL_NOT_ALLOWED', message: 'A text input in a label has no label of its own' },
  ),
);

const oldInput = allOf(inputRules, shapeOf({ label: textOf(45) }));

/** In a form nothing is disabled, and what is required takes at least one. */
const formRules = ruleOf(({ disabled, required, min_values }) => {
  if (disabled === true) {
    return { path: 'disabled', code: 'COMPONENT_DISABLED_IN_MODAL', message: 'Modals can not have disabled components' };
  }
  return required !== false && min_values === 0
    ? { path: 'min_values', code: 'NUMBER_TYPE_MIN', message: 'int value should be greater than or equal to 1.' }
    : null;
});

const inLabel: Readonly<Record<number, Check>> = {
  4: labelledInput,
  ...Object.fromEntries(Object.entries(selects).map(([type, check]) => [type, allOf(check, formRules)])),
  19: allOf(
    shapeOf({ custom_id: customId }, { id, min_values: integerOf(0, 10), max_values: integerOf(1, 10), required: truth }),
    formRules,
  ),
  21: shapeOf({ custom_id: customId, options: groupOptions(2) }, { id, required: truth }),
  22: allOf(
    shapeOf(
      { custom_id: customId, options: groupOptions(1) },
      { id, min_values: integerOf(0, 10), max_values: integerOf(1, 10), required: truth },
    ),
    formRules,
  ),
  23: shapeOf({ custom_id: customId }, { id, default: truth }),
};

const label = shapeOf({ label: textOf(45), component: typedOf(inLabel) }, { id, description: textOf(100, 0) });
const oldRow = shapeOf({ components: listOf(typedOf({ 4: oldInput }), 1, 1) }, { id });
const textDisplay = shapeOf({ content: textOf(4_000) }, { id });

const modal = shapeOf({
  custom_id: customId,
  title: textOf(45),
  components: listOf(typedOf({ 1: oldRow, 10: textDisplay, 18: label }), 5, 1),
});

/** What is wrong with a form: docs.discord.com/developers/interactions/receiving-and-responding, "Modal". */
export function checkModal(data: unknown): readonly Flaw[] {
  const flaws: Flaw[] = [];
  modal(data, '', flaws);
  checkUniqueIn(isFields(data) ? fieldListAt(data, 'components') : [], flaws);
  return flaws.map((flaw) => ({ ...flaw, path: flaw.path === '' ? 'data' : `data.${flaw.path}` }));
}

/** The boxes of a form, each with what stands above it. */
export function boxesOf(
  components: readonly Readonly<Record<string, unknown>>[],
): readonly { readonly label: string; readonly box: Record<string, unknown> }[] {
  return components.flatMap((component) => {
    if (component.type === 18) {
      return [{ label: String(component.label), box: fieldsAt(component, 'component') }];
    }
    return component.type === 1 ? fieldListAt(component, 'components').map((box) => ({ label: String(box.label), box })) : [];
  });
}
