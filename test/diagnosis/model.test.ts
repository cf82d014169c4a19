import fc from 'fast-check';
import type { SignId } from '../../src/contracts/signs.ts';
import { compileModel, scoreSigns, shiftsOf } from '../../src/diagnosis/model.ts';
import { realCauses } from '../helpers/diagnosis/rows.ts';

const model = compileModel(realCauses());
const signs = [...model.weights.keys()];

test('adding signs to a case comes to the same as having them from the start', () => {
  fc.assert(
    fc.property(fc.subarray(signs), fc.subarray(signs, { maxLength: 4 }), (first, more) => {
      const shifts = shiftsOf(scoreSigns(model, first), more);
      const before = scoreSigns(model, first).totals;
      const after = scoreSigns(model, [...first, ...more]).totals;

      const sums = before.map((total, cause) => total + (shifts[cause] ?? 0));

      expect(Math.max(...sums.map((sum, cause) => Math.abs(sum - (after[cause] ?? 0))))).toBeLessThan(1e-9);
    }),
  );
});

test('a sign said twice counts once', () => {
  const once: readonly SignId[] = ['port.25', 'receive.ok'];

  expect(scoreSigns(model, [...once, ...once]).totals).toEqual(scoreSigns(model, once).totals);
});
