import { describe, expect, it } from 'vitest';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { fieldNames, plainNames } from './fieldNames.ts';

const schema: JSONSchema = {
  type: 'object',
  properties: {
    whatDoYouNeedItFor: { type: 'string', title: 'What do you need it for?' },
    lines: { type: 'array', items: { $ref: '#/$defs/line' } },
    customer_email: { type: 'string' },
  },
  $defs: { line: { type: 'object', properties: { sku: { type: 'string', title: 'Article' } } } },
};

describe('the name of a field', () => {
  it('is what a person called it, in lists too, and else its key in words', () => {
    const names = fieldNames(schema);
    expect(names(['whatDoYouNeedItFor'])).toBe('What do you need it for?');
    expect([names(['lines', 0, 'sku']), names(['lines', 7, 'sku'])]).toEqual(['Article', 'Article']);
    expect(names(['customer_email'])).toBe('Customer e-mail');
    expect(names(['lines', 7, 'unit_price'])).toBe('Unit price');
    expect(names(['lines', 7])).toBe('8');
  });

  it.each(['USD', 'ann@example.com', '2026-11-23', '17', '', 'a.b'])(
    'leaves a key as it is that is data: %j',
    (key) => {
      expect(plainNames([key])).toBe(key);
      expect(fieldNames(undefined)([key])).toBe(key);
    },
  );
});
