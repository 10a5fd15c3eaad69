import { expect, it } from 'vitest';
import { notedChanges } from './notedChanges.ts';
import { requirePermissions } from './requirePermissions.ts';
import { appRouter } from './router.ts';

it('writes down calls that there are, and that change something', () => {
  const mutations = requirePermissions(appRouter).filter(({ type }) => type === 'mutation');
  const paths = new Set(mutations.map(({ path }) => path));
  expect(Object.keys(notedChanges).filter((path) => !paths.has(path))).toEqual([]);
});
