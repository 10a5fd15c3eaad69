import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { describe, expect, it } from 'vitest';
import { cpuClock } from '../../../tooling/testing/cpuClock.ts';
import { accepts } from './accepts.ts';
import { sampleFromSchema } from './sampleFromSchema.ts';

/** The judge: compiles code, which is why only tests may use it. */
const ajv = new Ajv2020({ strict: false, logger: false });
addFormats.default(ajv);

function judge(schema: JSONSchema): (value: unknown) => boolean {
  const fits = ajv.compile(schema);
  ajv.removeSchema(schema);
  return (value) => fits(value);
}

const bounds = (low: string, high: string, max: number) =>
  fc
    .tuple(fc.nat({ max }), fc.nat({ max }))
    .chain(([one, other]) => fc.subarray([[low, Math.min(one, other)] as const, [high, Math.max(one, other)] as const]))
    .map((entries): object => Object.fromEntries(entries));

const having = (schema: object) => (rest: object) => Object.assign({}, schema, rest);

const names = fc.constantFrom('id', 'email', 'name', 'total', 'createdAt', 'tags', 'x');
const format = fc.constantFrom(
  'date-time',
  'date',
  'email',
  'uri',
  'uuid',
  'ipv4',
  'ipv6',
  'hostname',
  'time',
  'duration',
);
const pattern = fc.constantFrom(
  '^[A-Z]{3}$',
  '^\\d+$',
  '^(acct|cus)_[a-z0-9]{4,8}$',
  '^.{2,}$',
  '^[^\\s]+@x\\.[a-z]+$',
  '^a|b$',
);

const leaf = fc.oneof(
  bounds('minLength', 'maxLength', 40).map(having({ type: 'string' })),
  format.map((format) => ({ type: 'string', format })),
  pattern.map((pattern) => ({ type: 'string', pattern })),
  bounds('minimum', 'maximum', 500).map(having({ type: 'integer' })),
  fc.constantFrom(5, 0.5, 7).map((multipleOf) => ({ type: 'number', multipleOf, minimum: 20 })),
  fc.constant({ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }),
  fc.constantFrom({ type: 'boolean' }, { type: 'null' }, { type: ['null', 'string'] }, {}),
  fc.uniqueArray(fc.jsonValue({ maxDepth: 1 }), { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
  fc.jsonValue({ maxDepth: 1 }).map((value) => ({ const: value })),
);

/** Schemas that some value fits, of the kinds API descriptions are made of. */
const { schema } = fc.letrec<{ schema: object; object: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('object'),
    fc
      .tuple(tie('schema'), bounds('minItems', 'maxItems', 3))
      .map(([items, rest]) => having({ type: 'array', items })(rest)),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    fc.tuple(tie('object'), names).map(([part, name]) => ({ allOf: [part, { type: 'object', required: [name] }] })),
    tie('object').map((part) => ({ oneOf: [{ type: 'integer' }, part, { type: 'string', maxLength: 3 }] })),
  ),
  object: fc.tuple(fc.dictionary(names, tie('schema'), { maxKeys: 4 }), fc.boolean()).chain(([properties, isOpen]) =>
    fc.subarray(Object.keys(properties)).map((required) => {
      const closed = { type: 'object', properties, required };
      return isOpen ? Object.assign(closed, { additionalProperties: { type: 'string' } }) : closed;
    }),
  ),
}));

describe('a sample', () => {
  it('fits the schema it was made from', () => {
    fc.assert(
      fc.property(schema, fc.constantFrom('all' as const, 'required' as const), (schema, fields) => {
        const fits = judge(schema);
        const sample = sampleFromSchema(schema, { fields });
        expect(fits(sample)).toBe(true);
        expect(sampleFromSchema(schema, { fields })).toEqual(sample);
      }),
      { numRuns: 300 },
    );
  });

  it('shows all fields, or only those that must be there', () => {
    const order: JSONSchema = {
      type: 'object',
      properties: { id: { type: 'string' }, email: { type: 'string' }, total: { type: 'number' } },
      required: ['id'],
    };
    expect(sampleFromSchema(order)).toEqual({ id: 'id-1042', email: 'ann@example.com', total: 1250 });
    expect(sampleFromSchema(order, { fields: 'required' })).toEqual({ id: 'id-1042' });
  });

  it('prefers what the schema offers, unless that does not fit', () => {
    expect(sampleFromSchema({ type: 'string', examples: ['shown'], default: 'usual' })).toBe('shown');
    expect(sampleFromSchema({ type: 'string', default: 'usual', enum: ['first', 'usual'] })).toBe('usual');
    expect(sampleFromSchema({ type: 'integer', examples: ['not a number'], minimum: 7, maximum: 7 })).toBe(7);
  });

  it('ends on a schema that holds itself', () => {
    const tree: JSONSchema = {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            left: { $ref: '#/$defs/node' },
            kids: { type: 'array', items: { $ref: '#/$defs/node' } },
          },
          required: ['name'],
        },
      },
    };
    expect(sampleFromSchema(tree)).toEqual({ name: 'Ann Lee', kids: [] });
    expect(judge(tree)(sampleFromSchema(tree))).toBe(true);
    const endless: JSONSchema = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } };
    expect(sampleFromSchema(endless)).toBeTypeOf('string');
    const needy: JSONSchema = { type: 'object', properties: { me: { $ref: '#' } }, required: ['me'] };
    expect(sampleFromSchema(needy)).toHaveProperty('me.me');
  });

  it('stays small on a chain of references that would unfold to a billion values', () => {
    const defs: Record<string, JSONSchema> = { d0: { type: 'string' } };
    for (let level = 1; level < 10; level += 1) {
      const properties = Object.fromEntries(
        Array.from({ length: 10 }, (_, at) => [`p${at}`, { $ref: `#/$defs/d${level - 1}` }]),
      );
      defs[`d${level}`] = { type: 'object', properties, required: Object.keys(properties).slice(0, 1) };
    }
    const spentMs = cpuClock();
    const text = JSON.stringify(sampleFromSchema({ $ref: '#/$defs/d9', $defs: defs }));
    expect(text.length).toBeLessThan(200_000);
    expect(spentMs()).toBeLessThan(2_000);
  });

  it('keeps a field called __proto__ a plain field', () => {
    const schema: JSONSchema = JSON.parse(
      '{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"string"}}}',
    );
    const sample = sampleFromSchema(schema);
    expect(Object.keys(sample ?? {})).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('text');
  });
});

describe('the check without compiling', () => {
  it('says what the judge says', () => {
    // Past 1e21 the judge itself errs about multiples.
    const anything = fc.jsonValue({ maxDepth: 2 }).filter((value) => !/e\+/.test(JSON.stringify(value)));
    // JSON has no objects without a prototype, which the judge finds unlike any other.
    const value = fc.oneof(anything, fc.dictionary(names, anything, { noNullPrototype: true }));
    fc.assert(
      fc.property(schema, value, (schema, value) => {
        // Formats are looser here on purpose, so a text that only a format refuses may pass.
        const fits = judge(schema)(value);
        const answer = accepts(schema, value);
        expect(answer || !fits).toBe(true);
        expect(answer === fits || JSON.stringify(schema).includes('"format"')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is not held up by a pattern made to hang', () => {
    const spentMs = cpuClock();
    accepts({ type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(5_000)}!`);
    expect(spentMs()).toBeLessThan(1_000);
  });

  it('gives up with yes on a schema made to take forever', () => {
    const defs: Record<string, JSONSchema> = { d0: { type: 'string' } };
    for (let level = 1; level < 40; level += 1) {
      const part: JSONSchema = { $ref: `#/$defs/d${level - 1}` };
      defs[`d${level}`] = { oneOf: [part, part, part] };
    }
    const schema: JSONSchema = { $ref: '#/$defs/d39', $defs: defs };
    const spentMs = cpuClock();
    expect(accepts(schema, 1, schema)).toBe(true);
    expect(spentMs()).toBeLessThan(1_000);
  });
});
