import type { FlowDocument } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { countMocked } from './countMocked.ts';

const steps = {
  send: { onMock: true, uses: 'known' },
  off: { onMock: true, disabled: true, uses: 'known' },
  gone: { onMock: true, uses: 'unknown' },
  real: { uses: 'known' },
};

it('counts the steps that work on sample data for now, as publishing would', () => {
  const catalog = { find: (uses: unknown) => (uses === 'known' ? {} : undefined) };
  expect(countMocked({ steps } as unknown as FlowDocument, catalog as never)).toBe(1);
});
