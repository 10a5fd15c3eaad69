import type { Json, Reference } from '@patchbay/expression';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, hasRight, operators, type Question, readCondition, writeCondition } from './condition.ts';

const left: Reference = { kind: 'reference', step: 'order', path: ['body', 'total'] };

const reference = fc.record({
  kind: fc.constant('reference' as const),
  step: fc
    .stringMatching(/^[a-z][a-z0-9]{0,6}$/)
    .filter((id) => !['true', 'false', 'null', 'in', 'as', 'if'].includes(id)),
  path: fc.array(fc.oneof(fc.stringMatching(/^[a-zA-Z "'&|<>=!()]{1,8}$/), fc.nat(9)), { maxLength: 3 }),
});
const source = fc.constantFrom(
  'upper(order.status)',
  'order.total * 1.19',
  '(order.a + 1) * (order.b - 1)',
  'order.gift || order.note == "a, b"',
  'default(order.note, ")")',
);
const plugged = fc.oneof(
  reference,
  source.map((it) => ({ kind: 'formula' as const, source: it })),
);
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.string(),
  fc.constantFrom('a && b', '"', "'", '\\', ') == (', '||'),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
);
const question: fc.Arbitrary<Question> = fc
  .tuple(
    plugged,
    fc.constantFrom(...operators),
    fc.oneof(
      plugged,
      value.map((it) => ({ kind: 'literal' as const, value: it })),
    ),
  )
  .map(([from, { operator }, right]) => ({ left: from, operator, right: hasRight(operator) ? right : undefined }));

describe('a condition', () => {
  it('is read from its formula as it was written', () => {
    const condition = fc.record<Condition>({
      join: fc.constantFrom('all', 'any'),
      questions: fc.array(question, { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(condition, (before) => {
        const { source } = writeCondition(before) ?? { source: '' };
        const join = before.questions.length > 1 ? before.join : 'all';
        expect(readCondition(source)).toEqual({ ...before, join });
      }),
    );
  });

  it.each([
    ['order.body.total > 500', 'more'],
    ['order.body.total == true', 'yes'],
    ['!isEmpty(order.body.total)', 'not-empty'],
    ['contains(order.body.total, "x")', 'contains'],
    ['order.body.total > round(order.body.limit)', 'more'],
  ])('reads %s', (source, operator) => {
    expect(readCondition(source)?.questions).toMatchObject([{ left, operator }]);
  });

  it.each([
    'order.body.total * 2 > 500',
    'a.b > 1 && c.d > 2 || e.f > 3',
    '(a.b) + (c.d) > 1',
    'upper(a.b)',
    '',
    'a.b',
  ])('leaves %j to the formula editor', (source) => {
    expect(readCondition(source)).toBeUndefined();
  });

  it('keeps a function of a value on its left side', () => {
    expect(readCondition('upper(a.b) == "X"')?.questions[0]?.left).toEqual({ kind: 'formula', source: 'upper(a.b)' });
  });

  it('is no condition until a question is complete', () => {
    expect(writeCondition({ join: 'all', questions: [{ left, operator: 'more', right: undefined }] })).toBeUndefined();
    const empty = { kind: 'formula' as const, source: '' };
    expect(
      writeCondition({ join: 'all', questions: [{ left: empty, operator: 'empty', right: undefined }] }),
    ).toBeUndefined();
  });
});
