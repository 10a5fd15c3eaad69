import { expect, it } from 'vitest';
import { hasPatterns, loadPatterns, patternCompiler, watchPatterns } from './onDemand.ts';

it('has no engine until a formula asks for it, and tells those who wait when it has come', async () => {
  let told = 0;
  const stop = watchPatterns(() => {
    told += 1;
  });
  expect(hasPatterns()).toBe(false);
  expect(patternCompiler()).toBeUndefined();
  await loadPatterns();
  expect(told).toBe(1);
  expect(hasPatterns()).toBe(true);
  expect(patternCompiler()?.('A-([0-9]+)').first('order A-7')).toEqual(['A-7', '7']);
  stop();
});
