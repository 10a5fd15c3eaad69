import { describe, expect, it } from 'vitest';
import { measure } from './measure.ts';
import { SPECS, specOf, VENDORS } from './specs.ts';

describe.each(VENDORS)("%s, its vendor's own description", (file, operations) => {
  const source = specOf(file);
  const reason = source === undefined ? ` (skipped: it is not in ${SPECS}; see PATCHBAY_SPECS)` : '';

  it.skipIf(source === undefined)(
    `gives every operation a form, and requests that fit${reason}`,
    () => {
      const judged = measure(source ?? new Uint8Array(), { answersEvery: 12 });
      expect(judged.operations).toBe(operations);
      expect(judged).toMatchObject({ compile: operations, request: operations });
      expect(judged.smallest / operations).toBeGreaterThanOrEqual(0.95);
      expect(judged.fullest / operations).toBeGreaterThanOrEqual(0.95);
      expect(judged.answer / judged.answers).toBeGreaterThanOrEqual(0.95);
      expect(judged.longest).toBeLessThan(300_000);
    },
    120_000,
  );
});
