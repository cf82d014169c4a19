import { isFields } from '../json.ts';

/** Something wrong at a place in a payload. */
export interface Flaw {
  readonly message: string;
  /** JSON pointer: `/blocks/0/text`. */
  readonly pointer: string;
}

/** Looks at a value and notes what is wrong with it. */
export type Check = (value: unknown, pointer: string, flaws: Flaw[]) => void;

/** A flaw as Slack words it in `response_metadata.messages`. */
export function wordFlaw({ message, pointer }: Flaw): string {
  return `[ERROR] ${message} [json-pointer:${pointer}]`;
}

/** A string of `min` to `max` characters. Characters are counted as UTF-16 units, which is never less than Slack counts. */
export function textOf(max: number, min = 1): Check {
  return (value, pointer, flaws) => {
    if (typeof value !== 'string') {
      flaws.push({ message: 'must be a string', pointer });
    } else if (value.length > max) {
      flaws.push({ message: `must be less than ${max + 1} characters`, pointer });
    } else if (value.length < min) {
      flaws.push({ message: `must be more than ${min - 1} characters`, pointer });
    }
  };
}

/** A string of a form. */
export function textLike(form: RegExp, name: string): Check {
  return (value, pointer, flaws) => {
    if (typeof value !== 'string' || !form.test(value)) {
      flaws.push({ message: `must be a valid ${name}`, pointer });
    }
  };
}

/** One of a few words. */
export function oneOf(...words: readonly string[]): Check {
  return (value, pointer, flaws) => {
    if (typeof value !== 'string' || !words.includes(value)) {
      flaws.push({ message: `must be a valid enum value: ${words.join(', ')}`, pointer });
    }
  };
}

/** True or false. */
export const truth: Check = (value, pointer, flaws) => {
  if (typeof value !== 'boolean') {
    flaws.push({ message: 'must be a boolean', pointer });
  }
};

/** A whole number within bounds. */
export function integerOf(min: number, max: number): Check {
  return (value, pointer, flaws) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      flaws.push({ message: 'must be an integer', pointer });
    } else if (value < min || value > max) {
      flaws.push({ message: `must be from ${min} to ${max}`, pointer });
    }
  };
}

/** A list of `min` to `max` items, each of them checked. */
export function listOf(item: Check, max: number, min = 1): Check {
  return (value, pointer, flaws) => {
    if (!Array.isArray(value)) {
      flaws.push({ message: 'must be an array', pointer });
      return;
    }
    if (value.length > max) {
      flaws.push({ message: `no more than ${max} items allowed`, pointer });
    }
    if (value.length < min) {
      flaws.push({ message: `no less than ${min} items allowed`, pointer });
    }
    for (let index = 0; index < value.length; index += 1) {
      item(value[index], `${pointer}/${index}`, flaws);
    }
  };
}

/** An object with members that must be there and members that may; no others. `type` is known to be right. */
export function shapeOf(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  const checks = new Map([...Object.entries(required), ...Object.entries(optional)]);
  const names = Object.keys(required);
  return (value, pointer, flaws) => {
    if (!isFields(value)) {
      flaws.push({ message: 'must be an object', pointer });
      return;
    }
    for (const name of names) {
      if (value[name] === undefined) {
        flaws.push({ message: `missing required field: ${name}`, pointer });
      }
    }
    for (const name in value) {
      const check = checks.get(name);
      if (check === undefined) {
        flaws.push({ message: `invalid additional property: ${name}`, pointer });
      } else if (value[name] !== undefined) {
        check(value[name], `${pointer}/${name}`, flaws);
      }
    }
  };
}

/** An object whose `type` says which check it must pass. */
export function typedOf(kinds: Readonly<Record<string, Check>>): Check {
  const table = new Map(Object.entries(kinds));
  return (value, pointer, flaws) => {
    if (!isFields(value)) {
      flaws.push({ message: 'must be an object', pointer });
      return;
    }
    const check = typeof value.type === 'string' ? table.get(value.type) : undefined;
    if (check === undefined) {
      flaws.push({ message: `unsupported type: ${String(value.type)}`, pointer: `${pointer}/type` });
      return;
    }
    check(value, pointer, flaws);
  };
}

/** Several checks of one value. */
export function allOf(...checks: readonly Check[]): Check {
  return (value, pointer, flaws) => {
    for (const check of checks) {
      check(value, pointer, flaws);
    }
  };
}

/** Exactly one of some members must be there. */
export function exactlyOne(...names: readonly string[]): Check {
  return (value, pointer, flaws) => {
    if (isFields(value) && names.filter((name) => value[name] !== undefined).length !== 1) {
      flaws.push({ message: `must have exactly one of: ${names.join(', ')}`, pointer });
    }
  };
}

/** At least one of some members must be there. */
export function atLeastOne(...names: readonly string[]): Check {
  return (value, pointer, flaws) => {
    if (isFields(value) && names.every((name) => value[name] === undefined)) {
      flaws.push({ message: `must have at least one of: ${names.join(', ')}`, pointer });
    }
  };
}

/** Anything at all. */
export const anything: Check = () => undefined;
