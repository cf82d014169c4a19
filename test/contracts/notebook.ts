import fc from 'fast-check';
import type { Notebook } from '../../src/contracts/ports.ts';

/** What every notebook must do. `notes` gives it, `restart` stops its store and opens it again. */
export function describeNotebook(notes: () => Notebook, restart: () => Promise<void>): void {
  describe('notes', () => {
    it('keep the last value written, over a stop', async () => {
      const { write } = notes();
      expect(await notes().read('slack/T1/token')).toBeNull();

      await write('slack/T1/token', 'old');
      await write('slack/T1/token', 'new');
      await write('slack/T2/token', '');
      await restart();

      expect(await notes().read('slack/T1/token')).toBe('new');
      expect(await notes().read('slack/T2/token')).toBe('');
      expect(await notes().read('slack/T1')).toBeNull();
    });

    it('are erased by the beginning of their names, exactly', async () => {
      const names = [
        'slack/T1/',
        'slack/T1/U1/origin',
        'slack/T1/U%/origin',
        'slack/T1',
        'slack/T10/U1/origin',
        'slack/t1/U1',
        'slack/T_/x',
        'slack/T1/ü😀',
      ];
      await Promise.all(names.map((name) => notes().write(name, name)));

      await notes().erase('slack/T1/');
      await notes().erase('slack/T_');
      await notes().erase('slack/%');
      await restart();

      const left = await Promise.all(names.map((name) => notes().read(name)));
      expect(left.filter((value) => value !== null)).toEqual(['slack/T1', 'slack/T10/U1/origin', 'slack/t1/U1']);
    });

    it('give back any value exactly', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (value) => {
          await notes().write('any', value);

          expect(await notes().read('any')).toBe(value);
        }),
        { numRuns: 60 },
      );
    });

    it('written at the same time are all kept', async () => {
      const names = Array.from({ length: 100 }, (_, index) => `slack/T1/U${index}/origin`);

      await Promise.all(names.map((name) => notes().write(name, name)));

      expect(await Promise.all(names.map((name) => notes().read(name)))).toEqual(names);
    });
  });
}
