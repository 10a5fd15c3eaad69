import { expect, it } from 'vitest';
import { previewInputs } from './evaluateInputs.ts';

it('works out each field of a draft by itself, and says why one gives nothing', () => {
  const preview = previewInputs(
    {
      name: { kind: 'reference', step: 'order', path: ['customer', 'name'] },
      total: { kind: 'formula', source: 'order.qty * order.price' },
      broken: { kind: 'formula', source: 'order.customer * 2' },
      missing: { kind: 'reference', step: 'order', path: ['coupon'] },
    },
    { now: 0, value: () => ({ customer: { name: 'Ada' }, qty: 3, price: 19.5 }) },
  );
  expect(preview).toMatchObject({
    name: { ok: true, value: 'Ada' },
    total: { ok: true, value: 58.5 },
    broken: { ok: false, message: expect.any(String) },
    missing: { ok: true, value: undefined },
  });
});
