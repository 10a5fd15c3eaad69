import { describe, expect, it } from 'vitest';
import { cpuClock } from '../../../../tooling/testing/cpuClock.ts';
import { compileMapping, EvaluationError, type Json, loadPatterns } from '../index.ts';

const order: Json = {
  total: 100,
  qty: 3,
  name: 'Ann',
  email: null,
  'unit price': 2.5,
  lines: [
    { sku: 'A', qty: 2, price: 10 },
    { sku: 'B', qty: 1 },
  ],
};

function give(source: string, values: { [step: string]: Json } = { order }): unknown {
  const context = { value: (step: string) => values[step], now: Date.UTC(2026, 10, 22, 9, 30) };
  return compileMapping({ kind: 'formula', source })(context);
}

function failure(source: string, values?: { [step: string]: Json }): EvaluationError {
  try {
    give(source, values);
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
  throw new Error(`${source} did not fail`);
}

describe('formulas', () => {
  it.each([
    ['order.lines.map(l, l.qty * l.price)', [20, null]],
    ['order.lines.map(l, l.qty > 1, l.sku)', ['A']],
    ['order.lines.filter(l, l.qty > 1)[0].sku', 'A'],
    ['order.lines.exists(l, l.sku == "B") && !order.lines.all(l, has(l.price))', true],
    ['order.lines.exists_one(l, l.qty == 1)', true],
    ['order.lines.map(l, order.lines.map(m, l.qty * m.qty).sum()).sum()', 9],
    ['cel.bind(x, order.total / 4, x + x)', 50],
    ['order["unit price"] * order.qty', 7.5],
    ['{"a": order.name, "b": [1, 2.5]}', { a: 'Ann', b: [1, 2.5] }],
    ['[1, 2] + [3]', [1, 2, 3]],
    ['2 in [1, 2.0] && "name" in order && !("x" in order)', true],
    ['order.qty == 3.0 && order.lines[1] == {"qty": 1, "sku": "B"}', true],
    ['-order.qty % 2', -1],
    ['order.total >= 100 ? "large" : "small"', 'large'],
    ['order.name.upper().size()', 3],
    ['"a" < "b" && 1 < 1.5', true],
    ['{"x": order.nothing, "y": 1}', { y: 1 }],
    ['order.lines[order.qty - 2].sku', 'B'],
    ['order.map(key, key)[0]', 'total'],
  ])('%s', (source, result) => {
    expect(give(source)).toEqual(result);
  });

  it.each([
    ['order.email', null],
    ['order.nothing.at.all', undefined],
    ['order.nothing + 1', null],
    ['"Dear " + order.email', null],
    ['upper(order.nothing)', null],
    ['order.nothing.map(x, x)', null],
    ['order.nothing > 3', false],
    ['order.nothing ? 1 : 2', 2],
    ['order.nothing == null', true],
    ['default(order.email, "none")', 'none'],
    ['default(order.nothing.deep * 2, 0)', 0],
    ['gone.field', undefined],
    ['order.name.first', undefined],
  ])('gives a missing value instead of failing: %s', (source, result) => {
    expect(give(source)).toBe(result);
  });

  it.each([
    ['1 / (order.qty - 3)', 'This divides by zero. Check for 0 first, or use a default.', '1 / (order.qty - 3)'],
    [
      '1 + order.name',
      '+ cannot put a number and text together. Write text(...) around the one that is not text.',
      '1 + order.name',
    ],
    [
      '2 * (order.name + "")',
      '* works with numbers, and this is text. Write number(...) around it.',
      '2 * (order.name + "")',
    ],
    ['1 + upper(order.lines)', 'upper wants text as its text, and this is a list.', 'order.lines'],
    [
      'order.total > order.name',
      'You cannot compare a number with text. Write number(...) around the text.',
      'order.total > order.name',
    ],
    ['order.total && true', 'A side of && has to be a yes or no, and this is a number.', 'order.total'],
    ['nofun(1)', 'There is no function nofun.', 'nofun(1)'],
    [
      'formatDate("yesterday", "yyyy")',
      '“yesterday” is not a date like 2026-11-22 or 2026-11-22T09:30:00Z. Read it with parseDate.',
      'formatDate("yesterday", "yyyy")',
    ],
    ['order.total.map(x, x)', 'map goes over a list, and this is a number.', 'order.total'],
    ['1e308 * 10', 'The result is too large for a number.', '1e308 * 10'],
    ['number("12,5")', '“12,5” is not a number like 12.50.', 'number("12,5")'],
  ])('fails in words and marks the place: %s', (source, message, place) => {
    const error = failure(source);
    expect(error.message).toBe(message);
    expect(source.slice(error.position?.from, error.position?.to)).toBe(place);
  });

  it('treats __proto__ and constructor as data', () => {
    const polluted = JSON.parse('{"__proto__": {"admin": true}, "constructor": "c"}') as Json;
    expect(give('order["__proto__"].admin', { order: polluted })).toBe(true);
    expect(give('order.constructor', { order: polluted })).toBe('c');
    expect(give('order.constructor', { order: {} })).toBeUndefined();
    expect(Object.keys(give('merge(order, {"__proto__": 1})', { order: polluted }) as object)).toContain('__proto__');
    give('fromEntries([{"key": "__proto__", "value": {"admin": true}}])');
    give('{"__proto__": {"admin": true}}');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('reads regular expressions in time, whatever they are', async () => {
    await loadPatterns();
    expect(give('matches(order.name, "^A.*n$")')).toBe(true);
    expect(give('extract("a@b.c", "@(.*)")')).toBe('b.c');
    expect(give('extract("a", "b")')).toBe(null);
    expect(give('replacePattern("2026-11-22", "([0-9]+)-([0-9]+)-([0-9]+)", "$3.$2.$1 costs $$5")')).toBe(
      '22.11.2026 costs $5',
    );
    const spentMs = cpuClock();
    expect(give('matches(text, "(a+)+b")', { text: 'a'.repeat(20_000) })).toBe(false);
    expect(spentMs()).toBeLessThan(1_000);
  });
});

describe('budgets', () => {
  const list = Array.from({ length: 1_000 }, (_, index) => index);
  const long = 'x'.repeat(900_000);

  it.each([
    ['list.map(a, list.map(b, list.map(c, a + b + c)))', /takes too long/],
    ['list.map(a, list.sort())', /takes too long/],
    ['list.map(a, long + long)', /longer than 1,000,000/],
    ['long + long', /longer than 1,000,000/],
    ['replace(long, "x", "yy")', /longer than 1,000,000/],
    ['padStart("x", 2000000)', /longer than 1,000,000/],
    ['list.map(a, long).join("")', /longer than 1,000,000/],
    ['range(1, 200000)', /longer than 100,000/],
    ['list.map(a, range(1, 1000)).flatten().sum()', /longer than 100,000/],
    ['list.map(a, replacePattern(long, "x", "y"))', /takes too long/],
    ['list.map(a, list.map(b, list == slice(list, 0)))', /takes too long/],
    ['list.map(a, list.map(b, toJson(list)))', /takes too long/],
  ])('stops %s', (source, sentence) => {
    const spentMs = cpuClock();
    expect(failure(source, { list, long }).message).toMatch(sentence);
    expect(spentMs()).toBeLessThan(1_000);
  });

  it('lets ordinary work on a thousand items through', () => {
    expect(
      give('list.filter(n, n % 2 == 0).map(n, {"n": n, "t": text(n).padStart(6, "0")}).size()', { list, long }),
    ).toBe(500);
  });

  it('refuses a formula that is too long, too deep or has too many parts, in words', () => {
    const tooBig = [
      `${'1+'.repeat(6_000)}1`,
      `${'('.repeat(500)}1${')'.repeat(500)}`,
      `${'!'.repeat(9_000)}true`,
      `${'1+'.repeat(3_000)}1`,
    ];
    for (const source of tooBig) expect(failure(source).message).toMatch(/Split it over several steps\.$/);
  });
});
