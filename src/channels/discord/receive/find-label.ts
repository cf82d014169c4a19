/** Which button, or which row of a list. */
export interface Sought {
  readonly id: string;
  /** Of the row; null for a button. */
  readonly value: string | null;
}

/** What stands on a button or in a list of a message, as Discord gave its components back; empty where it is not found. */
export function findLabel(components: unknown, sought: Sought): string {
  const found = findComponent(components, sought.id);
  const options: readonly unknown[] = Array.isArray(found?.options) ? found.options : [];
  const named = sought.value === null ? found : options.map(objectOf).find(({ value }) => value === sought.value);
  return typeof named?.label === 'string' ? named.label : '';
}

function findComponent(components: unknown, id: string): Readonly<Record<string, unknown>> | null {
  const all: readonly unknown[] = Array.isArray(components) ? components : [];
  for (const each of all.map(objectOf)) {
    const found = each.custom_id === id ? each : findComponent(each.components, id);
    if (found !== null) return found;
  }
  return null;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
