import type { Reference } from '@patchbay/expression';
import { type FlowDocument, StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { type PillWorld, pillFace, pillWords } from './pillFace.ts';

const clock = {
  id: StepId.parse('clock'),
  name: 'On a schedule',
  uses: { connector: 'core', version: '1', operation: 'schedule' },
  inputs: {},
  position: { x: 0, y: 0 },
};
const flow: FlowDocument = { version: 1, steps: { [clock.id]: clock }, edges: {}, notes: {} };
const days = { type: 'array', items: { type: 'object', properties: { total: { type: 'number' } } } } as const;
const world: PillWorld = {
  flow,
  environment: { [clock.id]: { type: 'object', properties: { at: { type: 'string', title: 'Scheduled at' }, days } } },
  faceOf: () => ({
    title: 'On a schedule',
    kind: 'trigger',
    known: true,
    outlets: [],
    connector: { id: 'core', name: 'Patchbay', category: 'logic' },
  }),
};
const words = (source: string) => pillWords(pillFace({ kind: 'formula', source }, world));

it('says all that is done with a value, with its numbers', () => {
  expect(words('toUnix(addDays(clock.at, -14))')).toBe('Add days -14, Date to seconds, On a schedule, Scheduled at');
});

it('names what the clock says', () => {
  expect(words('today()')).toBe('Today');
  expect(words('addDays(now(), -7)')).toBe('Add days -7, Now');
});

it('says which item of a list a value is of', () => {
  const total: Reference = { kind: 'reference', step: 'clock', path: ['days', 0, 'total'] };
  expect(pillWords(pillFace(total, world))).toBe('On a schedule, First item › Total');
});
