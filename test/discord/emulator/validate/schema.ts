import { type Fields, isFields } from '../../../helpers/json.ts';

/** Something wrong at a place in a payload. */
export interface Flaw {
  /** `components.0.label`; empty for the payload itself. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Looks at a value and notes what is wrong with it. */
export type Check = (value: unknown, path: string, flaws: Flaw[]) => void;

/** A flaw as it is kept among the refusals. */
export function wordFlaw({ path, message }: Flaw): string {
  return `${path}: ${message}`;
}

/** Flaws as Discord nests them: docs.discord.com/developers/reference, "Error Messages". */
export function nestFlaws(flaws: readonly Flaw[]): Fields {
  const root: Fields = {};
  for (const { path, code, message } of flaws) {
    const place = (path === '' ? [] : path.split('.')).reduce<Fields>((fields, key) => {
      const next = isFields(fields[key]) ? fields[key] : {};
      fields[key] = next;
      return next;
    }, root);
    place._errors = [...(Array.isArray(place._errors) ? place._errors : []), { code, message }];
  }
  return root;
}

/** The place of a member of what stands at a path. */
export function at(path: string, member: string | number): string {
  return path === '' ? String(member) : `${path}.${member}`;
}

/** Characters as Discord counts them: code points, not UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function badLength(min: number, max: number): Pick<Flaw, 'code' | 'message'> {
  return min > 0
    ? { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between ${min} and ${max} in length.` }
    : { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` };
}

/** A string of at most `max` characters, empty where `min` is 0. */
export function textOf(max: number, min: 0 | 1 = 1): Check {
  return (value, path, flaws) => {
    if (typeof value !== 'string') {
      flaws.push({ path, code: 'STRING_TYPE_CONVERT', message: 'Could not interpret value as string.' });
      return;
    }
    if (min > 0 && value.length === 0) {
      flaws.push({ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
      return;
    }
    // There are never more code points than UTF-16 units.
    if (value.length > max && lengthOf(value) > max) {
      flaws.push({ path, ...badLength(min, max) });
    }
  };
}

/** A string of a form. */
export function textLike(form: RegExp, { code, message }: Pick<Flaw, 'code' | 'message'>): Check {
  return (value, path, flaws) => {
    if (typeof value !== 'string' || !form.test(value)) {
      flaws.push({ path, code, message });
    }
  };
}

/** An id. */
export const snowflake = textLike(/^\d{1,20}$/, { code: 'NUMBER_TYPE_COERCE', message: 'Value is not snowflake.' });

/** True or false. */
export const truth: Check = (value, path, flaws) => {
  if (typeof value !== 'boolean') {
    flaws.push({ path, code: 'BOOLEAN_TYPE_PARSE', message: 'Must be either true or false.' });
  }
};

/** A whole number within bounds. */
export function integerOf(min: number, max: number): Check {
  return (value, path, flaws) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      flaws.push({ path, code: 'NUMBER_TYPE_COERCE', message: `Value "${String(value)}" is not int.` });
    } else if (value < min) {
      flaws.push({ path, code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${min}.` });
    } else if (value > max) {
      flaws.push({ path, code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${max}.` });
    }
  };
}

/** One of a few values. */
export function oneOf(...choices: readonly (string | number)[]): Check {
  return (value, path, flaws) => {
    if (!choices.some((choice) => choice === value)) {
      const listed = choices.map((choice) => (typeof choice === 'string' ? `'${choice}'` : choice)).join(', ');
      flaws.push({ path, code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${listed}).` });
    }
  };
}

/** A list of `min` to `max` items, each of them checked. */
export function listOf(item: Check, max: number, min = 0): Check {
  return (value, path, flaws) => {
    if (!Array.isArray(value)) {
      flaws.push({ path, code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' });
      return;
    }
    if (value.length > max || value.length < min) {
      flaws.push({ path, ...badLength(min, max) });
    }
    for (let index = 0; index < value.length; index += 1) {
      item(value[index], at(path, index), flaws);
    }
  };
}

/** What may also be null. */
export function orNull(check: Check): Check {
  return (value, path, flaws) => {
    if (value !== null) {
      check(value, path, flaws);
    }
  };
}

/** An object with members that must be there and members that may. Others are overlooked, as Discord does. */
export function shapeOf(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  const needed = Object.entries(required);
  const free = Object.entries(optional);
  return (value, path, flaws) => {
    if (!isFields(value)) {
      flaws.push({ path, code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' });
      return;
    }
    for (const [name, check] of needed) {
      if (value[name] === undefined || value[name] === null) {
        flaws.push({ path: at(path, name), code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
      } else {
        check(value[name], at(path, name), flaws);
      }
    }
    for (const [name, check] of free) {
      if (value[name] !== undefined) {
        check(value[name], at(path, name), flaws);
      }
    }
  };
}

/** An object whose `type` says which check it must pass. */
export function typedOf(kinds: Readonly<Record<number, Check>>): Check {
  const table = new Map(Object.entries(kinds).map(([type, check]) => [Number(type), check]));
  return (value, path, flaws) => {
    if (!isFields(value)) {
      flaws.push({ path, code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' });
      return;
    }
    const check = typeof value.type === 'number' ? table.get(value.type) : undefined;
    if (check === undefined) {
      const message = `Value of field "type" must be one of (${[...table.keys()].join(', ')}).`;
      flaws.push({ path: at(path, 'type'), code: 'UNION_TYPE_CHOICES', message });
      return;
    }
    check(value, path, flaws);
  };
}

/** Several checks of one value. */
export function allOf(...checks: readonly Check[]): Check {
  return (value, path, flaws) => {
    for (const check of checks) {
      check(value, path, flaws);
    }
  };
}

/** A rule over several members of an object. */
export function ruleOf(broken: (fields: Fields) => Flaw | null): Check {
  return (value, path, flaws) => {
    const flaw = isFields(value) ? broken(value) : null;
    if (flaw !== null) {
      flaws.push({ ...flaw, path: flaw.path === '' ? path : at(path, flaw.path) });
    }
  };
}

/** An object whose values are all checked, under keys of a set. */
export function tableOf(keys: ReadonlySet<string>, check: Check): Check {
  return (value, path, flaws) => {
    if (!isFields(value)) {
      flaws.push({ path, code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' });
      return;
    }
    for (const [key, each] of Object.entries(value)) {
      if (keys.has(key)) {
        orNull(check)(each, at(path, key), flaws);
      } else {
        flaws.push({ path: at(path, key), code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${[...keys].join(', ')}).` });
      }
    }
  };
}
