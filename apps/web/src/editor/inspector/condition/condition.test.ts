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

/** Of one question alone, all and any are the same: that reads as all. */
const joined = (parts: fc.Arbitrary<Question | Condition>): fc.Arbitrary<Condition> =>
  fc
    .record<Condition>({
      join: fc.constantFrom('all', 'any'),
      questions: fc.array(parts, { minLength: 1, maxLength: 4 }),
    })
    .map(({ join, questions }) => ({ join: questions.length > 1 ? join : 'all', questions }));
const group = joined(question);
const condition = joined(fc.oneof(question, group, joined(fc.oneof(question, group))));

describe('a condition', () => {
  it('is read from its formula as it was written, groups in groups', () => {
    fc.assert(
      fc.property(condition, (before) => {
        expect(readCondition(writeCondition(before)?.source ?? '')).toEqual(before);
      }),
    );
  });

  it('is written as it was read', () => {
    fc.assert(
      fc.property(condition, (before) => {
        const written = writeCondition(before);
        expect(writeCondition(readCondition(written?.source ?? '') ?? before)).toEqual(written);
      }),
    );
  });

  it('leaves out a group without a complete question', () => {
    const open: Question = { left: undefined, operator: 'is', right: undefined };
    const yes: Question = { left, operator: 'yes', right: undefined };
    const before: Condition = { join: 'all', questions: [yes, { join: 'any', questions: [open] }] };
    expect(writeCondition(before)?.source).toBe('order.body.total == true');
  });

  it('leaves brackets too deep to see through to the formula editor', () => {
    expect(readCondition('(((a.b == 1)))')).toBeDefined();
    expect(readCondition('((((a.b == 1))))')).toBeUndefined();
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
    const questions = [{ left: { kind: 'formula', source: 'upper(a.b)' } }];
    expect(readCondition('upper(a.b) == "X"')).toMatchObject({ questions });
  });

  it('is no condition until a question is complete', () => {
    expect(writeCondition({ join: 'all', questions: [{ left, operator: 'more', right: undefined }] })).toBeUndefined();
    const empty = { kind: 'formula' as const, source: '' };
    expect(
      writeCondition({ join: 'all', questions: [{ left: empty, operator: 'empty', right: undefined }] }),
    ).toBeUndefined();
  });
});
