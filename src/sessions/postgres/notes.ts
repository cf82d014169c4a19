import type { Notebook } from '../../contracts/ports.ts';
import type { Database } from './pool.ts';

/** What channels keep beside the cases. */
export function createNotebook({ ask }: Database): Notebook {
  return {
    async read(name) {
      const [row] = await ask<{ value: string }>('SELECT value FROM note WHERE name = $1', [name]);
      return row === undefined ? null : JSON.parse(row.value);
    },
    async write(name, value) {
      await ask('INSERT INTO note (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [
        name,
        JSON.stringify(value),
      ]);
    },
    async erase(prefix) {
      await ask('DELETE FROM note WHERE starts_with(name, $1)', [prefix]);
    },
  };
}
