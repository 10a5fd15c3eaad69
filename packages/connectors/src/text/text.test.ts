import { mockCall, type Operation } from '@patchbay/connector';
import { attempt, connectorProblems } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textConnector } from './index.ts';

const { extract, join, replace, split, tidy } = textConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: Row) => mockCall(operation, input) as Row;
const failureOf = (operation: Operation, input: Row) => attempt(() => give(operation, input)).failure;
const letters = fc.string({ unit: fc.constantFrom('a', 'b', ',', ' ', '\n', '$', '1', '.', 'é'), maxLength: 20 });

it('has nothing wrong, and keeps the names that saved flows refer to', () => {
  expect(connectorProblems(textConnector)).toEqual([]);
  expect(Object.keys(textConnector.operations).join(' ')).toBe(
    'split join replace extract tidy markdownToHtml htmlToText extractHtml',
  );
});

describe('split and join', () => {
  it.each([
    [{ text: 'red, green,,blue' }, ['red', 'green', 'blue']],
    [{ text: 'red, green,,', keepEmpty: true, trim: false }, ['red', ' green', '', '']],
    [{ text: 'a\r\nb\n\nc', by: 'lines' }, ['a', 'b', 'c']],
    [{ text: 'a\tb', separator: '\\t' }, ['a', 'b']],
    [{ text: 'a1b22c', by: 'pattern', pattern: '\\d+' }, ['a', 'b', 'c']],
    [{ text: 'abc', by: 'pattern', pattern: 'x*' }, ['abc']],
    [{ text: 1.5, separator: '.' }, ['1', '5']],
    [{}, []],
  ])('splits %j', (input, parts) => {
    expect(give(split, input)).toEqual({ parts, count: parts.length });
  });

  it('joins what it split, at any separator', () => {
    fc.assert(
      fc.property(letters, fc.constantFrom(',', '.', 'ab', ' '), (text, separator) => {
        const { parts } = give(split, { text, separator, trim: false, keepEmpty: true });
        expect((parts as string[]).join(separator)).toBe(text);
        const filled = (parts as string[]).filter(Boolean).join(separator);
        expect(give(join, { items: parts, separator }).text).toBe(filled);
      }),
    );
  });

  it('splits at a pattern as the language does', () => {
    fc.assert(
      fc.property(letters, fc.constantFrom('[,.]', 'a|b', '\\s+', '1'), (text, pattern) => {
        const { parts } = give(split, { text, by: 'pattern', pattern, trim: false, keepEmpty: true });
        expect(parts).toEqual(text.split(new RegExp(pattern)));
      }),
    );
  });

  it('joins one field of each item, leaving out what is empty', () => {
    const items = [{ name: 'Ada' }, { name: null }, { name: 'Bea' }, {}, { name: { x: 1 } }];
    expect(give(join, { items, field: 'name', separator: '\\n' }).text).toBe('Ada\nBea\n{"x":1}');
    expect(give(join, { items: [1, true] }).text).toBe('1, true');
  });
});

describe('replace', () => {
  it.each([
    [{ text: 'a.b.c', find: '.', with: '-' }, 'a-b-c', 2],
    [{ text: 'a.b.c', find: '.', with: '-', which: 'first' }, 'a-b.c', 1],
    [{ text: 'Ab ab', find: 'AB', with: '$1', ignoreCase: true }, '$1 $1', 2],
    [{ text: 'a.b', find: 'A.', ignoreCase: true }, 'b', 1],
    [
      { text: 'Ada Lovelace', find: '(\\w+) (?<last>\\w+)', with: '$<last>, $1 $$ $9', how: 'pattern' },
      'Lovelace, Ada $ ',
      1,
    ],
    [{ text: 'x', find: '', with: 'y', how: 'pattern' }, undefined, undefined],
    [{ text: 'abc', find: 'z*', with: '-', how: 'pattern' }, '-a-b-c-', 4],
    [{ text: 'one', find: 'two', with: 'three' }, 'one', 0],
    [{ text: 'a b', find: ' ', with: '\\n' }, 'a\nb', 1],
  ])('replaces in %j', (input, ...[text, count]) => {
    expect(attempt(() => give(replace, input)).value).toEqual(text === undefined ? undefined : { text, count });
  });

  it('replaces plain text as the language does, whatever signs it holds', () => {
    fc.assert(
      fc.property(letters, letters.filter(Boolean), letters, (text, find, by) => {
        const expected = text.replaceAll(find, () => by);
        expect(give(replace, { text, find, with: by }).text).toBe(expected);
        expect(give(replace, { text, find, with: by, ignoreCase: true }).text).toBe(expected);
        expect(give(replace, { text, find, with: by, which: 'first' }).text).toBe(text.replace(find, () => by));
      }),
    );
  });

  it('refuses to make a text of gigabytes', () => {
    const input = { text: 'a'.repeat(1_000_000), find: 'a', with: 'b'.repeat(1_000) };
    expect(failureOf(replace, input)).toMatchObject({ code: 'text_too_long' });
    expect(failureOf(replace, { ...input, how: 'pattern' })).toMatchObject({ code: 'text_too_long' });
  });
});

describe('extract', () => {
  it.each([
    [
      { text: 'Write to ada@example.com, or bea.b+x@mail.example.org.', what: 'emails' },
      ['ada@example.com', 'bea.b+x@mail.example.org'],
    ],
    [{ text: 'See https://e.test/a?b=1, (http://e.test).', what: 'links' }, ['https://e.test/a?b=1', 'http://e.test']],
    [{ text: '3 lamps at 1,299.50 or -4', what: 'numbers' }, ['3', '1,299.50', '-4']],
    [{ text: 'DE-1042 FR-7', pattern: '[A-Z]{2}-(\\d+)' }, ['1042', '7']],
    [{ text: 'de-1042', pattern: '[A-Z]{2}-\\d+', ignoreCase: true }, ['de-1042']],
    [{ text: 'nothing', pattern: '\\d' }, []],
  ])('finds in %j', (input, values) => {
    expect(give(extract, input)).toMatchObject({ values, count: values.length, first: values[0] ?? null });
  });

  it('gives named parts, and none for a part that is missing', () => {
    expect(
      give(extract, { text: '2026-03', pattern: '(?<year>\\d{4})-(?<month>\\d\\d)(?<day>-\\d\\d)?' }),
    ).toMatchObject({
      fields: { year: '2026', month: '03', day: null },
      matches: [{ text: '2026-03', parts: ['2026', '03', null] }],
    });
  });

  it('ends in time on patterns that never end elsewhere', () => {
    expect(give(extract, { text: `${'a'.repeat(50_000)}!`, pattern: '^(a+)+$' })).toMatchObject({ count: 0 });
  });

  it.each([
    [extract, { text: 'a', pattern: '(' }, 'pattern_not_valid', '“(” is not a pattern.'],
    [extract, { text: 'a', pattern: '(?=a)' }, 'pattern_not_valid', 'Patterns have no look-around'],
    [extract, { text: 'a' }, 'value_missing', 'Pattern is empty.'],
    [extract, { text: 'a'.repeat(3_000_000), pattern: 'x'.repeat(100) }, 'text_too_long', 'too long for this pattern'],
    [extract, { text: ['a'], pattern: 'a' }, 'not_a_text', 'Text got a list where a text is needed.'],
    [split, { text: ','.repeat(100_001), keepEmpty: true }, 'too_many_items', 'The text has more than 100,000 parts.'],
    [replace, { text: 'a', find: '' }, 'value_missing', 'Find is empty.'],
    [join, { items: 'a' }, 'not_a_list', 'List got a text'],
    [tidy, { text: 'a', length: 1.5 }, 'number_not_valid', 'must be a whole number'],
  ] as [Operation, Row, string, string][])('ends in words: %#', (operation, input, ...[code, message]) => {
    expect(failureOf(operation, input)).toMatchObject({
      code,
      retry: 'never',
      message: expect.stringContaining(message),
    });
  });
});

describe('tidy', () => {
  it.each([
    [{ text: ' Crème  Brûlée ' }, 'Crème  Brûlée'],
    [{ text: ' Crème  Brûlée ', spaces: 'collapse', accents: true }, 'Creme Brulee'],
    [{ text: 'ada LOVELACE-king', case: 'title' }, 'Ada Lovelace-King'],
    [{ text: '…hello WORLD', case: 'sentence' }, '…Hello world'],
    [{ text: "Customer's Näme (2)", case: 'snake' }, 'customer_name_2'],
    [{ text: 'customerName', case: 'dashes' }, 'customer-name'],
    [{ text: 'first_name of', case: 'camel' }, 'firstNameOf'],
    [{ text: 'straße', case: 'upper' }, 'STRASSE'],
    [{ text: 'A long sentence', length: 7 }, 'A long…'],
    [{ text: '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', length: 2 }, '👩‍👩‍👧…'],
  ])('makes of %j', (input, text) => {
    expect(give(tidy, input)).toEqual({ text });
  });

  it('has nothing left to do the second time', () => {
    const how = fc.record({
      case: fc.constantFrom('keep', 'upper', 'lower'),
      spaces: fc.constantFrom('trim', 'collapse', 'keep'),
      accents: fc.boolean(),
      length: fc.integer({ min: 0, max: 8 }),
    });
    fc.assert(
      fc.property(letters, how, (text, how) => {
        const once = give(tidy, { text, ...how });
        expect(give(tidy, { ...once, ...how })).toEqual(once);
        expect([...String(once.text)].length <= how.length || how.length === 0).toBe(true);
      }),
    );
  });
});
