import type { Json } from '@patchbay/expression';
import type { Environment } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { comparedAs, operatorChoices, operatorFor } from './comparedAs.ts';
import { hasRight, type Operand, operators, type Question, readCondition, writeCondition } from './condition.ts';

const environment: Environment = {
  ['order' as keyof Environment]: {
    type: 'object',
    properties: {
      due: { type: 'string', format: 'date' },
      paidAt: { type: 'string', format: 'date-time' },
      opens: { type: 'string', format: 'time' },
      callDuration: { type: 'integer' },
      total: { type: 'number' },
      untyped: {},
    },
  },
};
const values = { now: 0, value: () => ({ untyped: '2026-11-23T08:00:00Z', total: 3 }) };
const field = (name: string): Operand & object => ({ kind: 'reference', step: 'order', path: [name] });
const typed = (value: Json): Operand => ({ kind: 'literal', value });
const compared = (left: Question['left'], right?: Operand) => comparedAs({ left, right }, { environment, values });
const from = (name: string) => compared({ kind: 'reference', step: 'order', path: [name] });

it.each([
  ['due', 'moment'],
  ['paidAt', 'moment'],
  ['opens', 'time'],
  ['callDuration', 'duration'],
  ['total', 'plain'],
  ['untyped', 'moment'],
])('knows by type, name or sample that %s is compared as a %s', (name, kind) => {
  expect(from(name)).toBe(kind);
});

it('knows it by the other side or a function where the first says nothing', () => {
  const unknown: Question['left'] = { kind: 'reference', step: 'order', path: ['gone'] };
  expect(compared(unknown, typed('2026-11-23'))).toBe('moment');
  expect(compared(unknown, typed('18:30'))).toBe('time');
  expect(compared({ kind: 'formula', source: 'addDays(order.gone, 3)' })).toBe('moment');
  expect(compared(unknown, field('total'))).toBe('plain');
});

it('asks of dates what is asked of numbers, and back', () => {
  expect(operatorFor('more', 'moment')).toBe('after');
  expect(operatorFor('after', 'plain')).toBe('more');
  expect(operatorFor('contains', 'moment')).toBe('contains');
  for (const { operator } of operators)
    expect(operatorFor(operatorFor(operator, 'moment'), 'plain')).toBe(operatorFor(operator, 'plain'));
});

it('offers words for what is compared, and keeps what is asked already', () => {
  const words = (kind: Parameters<typeof operatorChoices>[1]) => operatorChoices('is', kind).map((one) => one.words);
  expect(words('moment')).toEqual(expect.arrayContaining(['is after', 'is on or before']));
  expect(words('moment')).not.toContain('is more than');
  expect(words('plain')).toContain('is more than');
  expect(words('plain')).not.toContain('is after');
  expect(words('time')).toContain('is later than');
  expect(words('duration')).toContain('is longer than');
  expect(operatorChoices('more', 'moment').map((one) => one.operator)).toContain('more');
});

it('writes dates as calls that compare moments, and reads them again', () => {
  const left: Question['left'] = { kind: 'reference', step: 'order', path: ['due'] };
  for (const { operator } of operators.filter((one) => hasRight(one.operator))) {
    const before = { join: 'all' as const, questions: [{ left, operator, right: typed('2026-11-23') }] };
    expect(readCondition(writeCondition(before)?.source ?? '')).toEqual(before);
  }
  expect(
    writeCondition({ join: 'all', questions: [{ left, operator: 'on-or-before', right: typed('2026-11-23') }] })
      ?.source,
  ).toBe('isOnOrBefore(order.due, "2026-11-23")');
});
