import { FlowDocument } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { differenceLine, marksOf } from './marksOf.ts';

const step = (id: string, name: string, x = 0) => ({
  id,
  name,
  uses: { connector: 'core', version: '1', operation: 'http' },
  inputs: {},
  position: { x, y: 0 },
});
const flow = (...steps: ReturnType<typeof step>[]) =>
  FlowDocument.parse({
    version: 1,
    steps: Object.fromEntries(steps.map((one) => [one.id, one])),
    edges: {},
    notes: {},
  });

it('marks what is new, changed and gone, and not what was only moved', () => {
  const live = flow(step('a', 'Ask'), step('b', 'Bill'), step('c', 'Call'));
  const draft = flow(step('a', 'Ask', 500), step('b', 'Bill 🧾'), step('d', 'Done'));
  expect(marksOf(live, draft).map(({ name, kind }) => [name, kind])).toEqual([
    ['Done', 'added'],
    ['Bill 🧾', 'changed'],
    ['Call', 'removed'],
  ]);
  expect(differenceLine(live, draft)).toBe('Steps: 1 new, 1 changed, 1 deleted');
});

it('says so where nothing differs', () => {
  const live = flow(step('a', 'Ask'));
  expect(marksOf(live, flow(step('a', 'Ask')))).toEqual([]);
  expect(differenceLine(live, flow(step('a', 'Ask', 20)))).toBe('Says the same as your draft');
});
