import { describe, expect, it } from 'vitest';
import { Judge } from './judge.ts';

const description = () => ({
  openapi: '3.0.3',
  paths: {
    '/a b/{id}': { get: { parameters: [{ name: 'id', in: 'path', schema: { $ref: '#/components/schemas/Id' } }] } },
  },
  components: {
    schemas: {
      Id: { type: 'integer', minimum: 3, exclusiveMinimum: true, nullable: true },
      Order: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'string', readOnly: true },
          name: { type: 'string' },
          part: { $ref: '#/components/schemas/Order' },
        },
      },
      Odd: { type: 'string', enum: [], pattern: '(?i)x', minLength: 'two' },
    },
  },
});

const schema = (name: string) => ['components', 'schemas', name];

describe('the judge of the report', () => {
  it('reads the description as its maker wrote it, references and old words included', () => {
    const judge = new Judge(description());
    const place = ['paths', '/a b/{id}', 'get', 'parameters', '0', 'schema'];
    expect(judge.verdict(place, 4)).toBeUndefined();
    expect(judge.verdict(place, null)).toBeUndefined();
    expect(judge.verdict(place, 3)).toMatch(/must be > 3/);
    expect(judge.verdict(place, 'x')).toMatch(/must be integer/);
    expect(judge.at([...place])?.pointer).toEqual(schema('Id'));
  });

  it('asks nothing of a request that only answers have, and everything else', () => {
    const judge = new Judge(description());
    expect(judge.verdict(schema('Order'), { name: 'Ann' })).toBeUndefined();
    expect(judge.verdict(schema('Order'), {})).toMatch(/name/);
    expect(judge.verdict(schema('Order'), { name: 'Ann', part: { name: 7 } })).toMatch(/part\/name must be string/);
  });

  it('mends what no validator could read', () => {
    expect(new Judge(description()).verdict(schema('Odd'), 'y')).toBeUndefined();
  });
});
