import { expect, it } from 'vitest';
import { loadPatterns, patternCompiler } from './onDemand.ts';

it('knows no pattern before the engine is there, begins to fetch it when asked, and then finds matches', async () => {
  expect(patternCompiler()).toBeUndefined();
  await loadPatterns();
  const isOrderId = patternCompiler()?.('^A-[0-9]+$');
  expect(isOrderId?.('A-7')).toBe(true);
  expect(isOrderId?.('B-7')).toBe(false);
});
