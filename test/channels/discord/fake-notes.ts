import type { Notebook } from '../../../src/contracts/ports.ts';

/** A notebook in memory, whose pages can be looked at. */
export interface FakeNotes extends Notebook {
  readonly pages: ReadonlyMap<string, string>;
}

/** Makes one. */
export function createFakeNotes(): FakeNotes {
  const pages = new Map<string, string>();
  return {
    pages,
    read: async (key) => pages.get(key) ?? null,
    async write(key, value) {
      pages.set(key, value);
    },
    async erase(prefix) {
      for (const key of pages.keys()) {
        if (key.startsWith(prefix)) pages.delete(key);
      }
    },
  };
}
