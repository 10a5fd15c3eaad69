import { compileMapping, type Mapping } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import type { JSONSchema } from '../data/jsonSchema.ts';
import { sampleFixes } from './sampleFixes.ts';

const from: Mapping = { kind: 'reference', step: 'order', path: ['value'] };

/** What is offered, and what it gives on the sample. */
function offered(expected: JSONSchema, sample: unknown) {
  const type: JSONSchema = typeof sample === 'number' ? { type: 'number' } : { type: 'string' };
  const environment = { order: { type: 'object', properties: { value: type }, required: ['value'] } } as const;
  return sampleFixes(from, { expected, environment, sample }).map(({ title, mapping }) => {
    const context = { value: () => ({ value: sample }), now: 0, zone: 'UTC' };
    return [title, compileMapping(mapping)(context)];
  });
}

describe('a number in a field for dates', () => {
  it.each([
    { what: 'seconds', format: 'date-time', sample: 1_763_800_865, date: '2025-11-22T08:41:05Z' },
    { what: 'milliseconds', format: 'date-time', sample: 1_763_800_865_000, date: '2025-11-22T08:41:05Z' },
    { what: 'seconds, where only a day is wanted', format: 'date', sample: 1_763_800_865, date: '2025-11-22' },
  ])('is read as $what', ({ format, sample, date }) => {
    expect(offered({ type: 'string', format }, sample)).toEqual([['Convert to date', date]]);
  });
});

describe('text in a field for numbers', () => {
  it.each([
    ['1.234,50', 1234.5],
    ['€ 12', 12],
    ['1 299,00 €', 1299],
    ['$1,234.50', 1234.5],
    ['12,5 %', 12.5],
  ])('is read as it is written: %s', (sample, number) => {
    expect(offered({ type: 'number' }, sample)).toEqual([['Convert to number', number]]);
  });

  it('asks where it can be read in two ways', () => {
    expect(offered({ type: 'number' }, '€ 1.234')).toEqual([
      ['Read it as 1.234', 1.234],
      ['Read it as 1234', 1234],
    ]);
  });

  it.each(['12.50', '', 'a lot'])('leaves “%s” to the check', (sample) => {
    expect(offered({ type: 'number' }, sample)).toEqual([]);
  });
});
