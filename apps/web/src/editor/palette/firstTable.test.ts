import { expect, it } from 'vitest';
import { firstTable } from './firstTable.ts';

const addsRows = { typedBy: { kind: 'table', by: 'table', takes: 'row' } } as const;
const sick = { id: 't1', name: 'Sick notes' };
const trips = { id: 't2', name: 'Trips' };

it('takes the only table there is, and asks where there are two or none', () => {
  expect(firstTable(addsRows, [sick])).toEqual({ table: { kind: 'literal', value: 't1' } });
  expect(firstTable(addsRows, [sick, trips])).toEqual({});
  expect(firstTable(addsRows, [])).toEqual({});
});

it('fills nothing of a step that works with no table', () => {
  expect(firstTable({}, [sick])).toEqual({});
  expect(firstTable({ typedBy: { kind: 'flow', by: 'flow' } }, [sick])).toEqual({});
  expect(firstTable(undefined, [sick])).toEqual({});
});
