import { expect, it } from 'vitest';
import { createCatalog } from './createCatalog.ts';

const setFields = { connector: 'core', version: '1', operation: 'setFields' };

it('takes what could not be asked for as not yet known, and asks for it again', async () => {
  let isDown = true;
  const asked: unknown[] = [];
  const catalog = createCatalog({
    async resolve(refs) {
      asked.push(...refs);
      if (isDown) throw new Error('The server cannot be reached.');
      return [];
    },
    connectors: async () => [],
    types: async () => [],
  });
  await expect(catalog.need([setFields])).rejects.toThrow('cannot be reached');
  expect(catalog.isLooking()).toBe(true);

  isDown = false;
  await catalog.need([setFields]);
  await catalog.need([setFields]);
  expect(asked).toEqual([setFields, setFields]);
  // Now it is known to be missing.
  expect(catalog.isLooking()).toBe(false);
});
