import { sampleFromSchema } from '@patchbay/connector';
import * as fc from 'fast-check';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { describe, expect, it } from 'vitest';
import { cpuClock } from '../../../tooling/testing/cpuClock.ts';
import { DescriptionError } from './descriptionError.ts';
import { readDescription } from './readDescription.ts';

const options = { id: 'x' };
const DEADLINE_MS = 5_000;

function refusal(source: string | Uint8Array): DescriptionError | undefined {
  try {
    readDescription(source, options);
    return undefined;
  } catch (error) {
    if (error instanceof DescriptionError) return error;
    throw error;
  }
}

/** Opens every operation, as someone who uses them all would. */
function readAll(source: string) {
  const description = readDescription(source, options);
  const operations = description.operations.map(({ name }) => description.operation(name));
  return { operations, problems: description.problems, size: JSON.stringify(operations).length };
}

const sampleOf = (schema: JSONSchema) => JSON.stringify(sampleFromSchema(schema));

/** One operation that answers with the schema `Start`, among `schemas`. */
function describing(schemas: object, version = '3.1.0'): string {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Start' } } };
  const post = { requestBody: { content }, responses: { '200': { content } } };
  return JSON.stringify({ openapi: version, paths: { '/x': { post } }, components: { schemas } });
}

describe('what is no description', () => {
  it.each<[string, string | Uint8Array, string, RegExp]>([
    ['nothing', '  ', 'not_readable', /nothing in it/],
    ['a web page', '<!doctype html><title>Docs</title>', 'not_a_description', /web page/],
    ['broken JSON', '{"openapi": "3.1.0", "paths": {', 'not_readable', /JSON is broken: /],
    ['broken YAML', 'openapi: 3.1.0\npaths: [a, {b', 'not_readable', /YAML is broken: /],
    ['plain text', 'hello there', 'not_a_description', /no named parts/],
    ['a list', '[1]', 'not_a_description', /no named parts/],
    ['bytes that are not text', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]), 'not_readable', /not text/],
    ['some other JSON', '{"name":"left-pad"}', 'format_not_known', /neither "openapi" nor "swagger"/],
    ['a version to come', '{"openapi":"4.0.0"}', 'format_not_known', /Version 4.0.0/],
    ['Swagger 1', '{"swaggerVersion":"1.2"}', 'format_not_known', /too old/],
    ['AsyncAPI', 'asyncapi: 3.0.0', 'format_not_known', /AsyncAPI/],
    ['Google discovery without methods', '{"discoveryVersion":"v1"}', 'nothing_to_call', /no operations/],
    ['a Postman collection', '{"info":{"schema":"https://schema.getpostman.com/v2"}}', 'format_not_known', /Postman/],
    ['GraphQL', '{"data":{"__schema":{}}}', 'format_not_known', /GraphQL/],
    ['no operations', '{"openapi":"3.1.0","info":{}}', 'nothing_to_call', /no operations/],
    ['paths that are text', '{"openapi":"3.1.0","paths":"none"}', 'nothing_to_call', /no operations/],
    ['more than 40 MB', ' '.repeat(42_000_000), 'too_large', /40 MB/],
    ['more than 10 MB of YAML', `a: ${'x'.repeat(11_000_000)}`, 'too_large', /JSON form/],
  ])('refuses %s with a reason', (...[, source, code, message]) => {
    const spentMs = cpuClock();
    expect(refusal(source)).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(spentMs()).toBeLessThan(DEADLINE_MS);
  });

  it('refuses aliases that multiply', () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`,
    );
    expect(refusal(['openapi: 3.1.0', 'a0: &a0 lol', ...levels].join('\n'))).toMatchObject({
      code: 'not_readable',
      message: 'Its YAML repeats itself so often that it would never end.',
    });
  });

  it.each([
    ['JSON', '{"openapi":"3.1.0","paths":'.padEnd(300_000, '[')],
    ['YAML', `openapi: 3.1.0\npaths: ${'['.repeat(300_000)}`],
  ])('refuses %s that nests without end', (_, source) => {
    const spentMs = cpuClock();
    expect(refusal(source)).toBeInstanceOf(DescriptionError);
    expect(spentMs()).toBeLessThan(DEADLINE_MS);
  });

  it('survives whatever stands where something else belongs', () => {
    const names = [
      'get',
      'post',
      'parameters',
      'requestBody',
      'content',
      'application/json',
      'schema',
      '$ref',
      'responses',
    ];
    const more = [
      '200',
      'properties',
      'items',
      'allOf',
      'enum',
      'type',
      'required',
      'name',
      'in',
      'servers',
      'url',
      'security',
    ];
    const key = fc.constantFrom(...names, ...more, '__proto__');
    const leaf = fc.constantFrom(null, true, 0, 'x', '#/paths', '#/paths/~1x/get', '#', 'query', 'body', 'string', -1);
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    const version = fc.constantFrom({ openapi: '3.1.0' }, { openapi: '3.0.0' }, { swagger: '2.0' });
    fc.assert(
      fc.property(version, fc.dictionary(key, tree), tree, (version, item, rest) => {
        const source = JSON.stringify({
          ...version,
          ...Object(rest),
          paths: { '/x': item, '/y': { get: rest, post: item } },
        });
        const refused = refusal(source);
        const operations = refused === undefined ? readAll(source).operations : [];
        const samples = operations.map((operation) =>
          [operation?.input ?? true, operation?.output ?? true].map(sampleOf),
        );
        expect(refused?.code ?? samples.length).toBeTruthy();
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what is meant to blow up', () => {
  it('reads a chain of references that would unfold to ten billion schemas', () => {
    const schemas: Record<string, object> = { Start: { $ref: '#/components/schemas/L9' }, L0: { type: 'string' } };
    for (let level = 1; level < 10; level += 1) {
      const field = { $ref: `#/components/schemas/L${level - 1}` };
      const properties = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`p${at}`, field]));
      schemas[`L${level}`] = { type: 'object', properties };
    }
    const spentMs = cpuClock();
    const { operations, size } = readAll(describing(schemas));
    expect(operations).toHaveLength(1);
    expect(size).toBeLessThan(20_000);
    expect(spentMs()).toBeLessThan(DEADLINE_MS);
  });

  it.each(['3.0.0', '3.1.0'])('reads circles of every kind in %s', (version) => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const { operations } = readAll(
      describing(
        {
          Start: {
            type: 'object',
            properties: { a: ref('A'), me: ref('Me'), list: { type: 'array', items: ref('Start') } },
          },
          A: ref('B'),
          B: ref('A'),
          Me: ref('Me'),
        },
        version,
      ),
    );
    expect(sampleFromSchema(operations[0]?.input ?? false)).toMatchObject({ body: { list: [{ list: [] }] } });
  });

  it('cuts what is too large to a note, and says so on top', () => {
    const wide = (name: string) => ({
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: 2_000 }, (_, at) => [`${name}_field_${at}`, { type: 'string' }]),
      ),
    });
    const schemas: Record<string, object> = { Start: { type: 'object', properties: {} } };
    const properties: Record<string, object> = {};
    for (let at = 0; at < 30; at += 1) {
      schemas[`W${at}`] = wide(`w${at}`);
      properties[`w${at}`] = { $ref: `#/components/schemas/W${at}` };
    }
    schemas.Start = { type: 'object', properties };
    const [operation] = readAll(describing(schemas)).operations;
    expect(JSON.stringify(operation?.input).length).toBeLessThan(300_000);
    expect(Object(operation?.input)['x-patchbay-note']).toBe(
      'Some deeper parts are too large to show. They take any value.',
    );
    expect(Object(operation?.input).$defs.W29).toEqual({
      'x-patchbay-note': 'The description is too large here. Any value is taken.',
    });
  });

  it('cuts alternatives inside alternatives, of which there are 90,000', () => {
    const choices = (inner: object) => ({ anyOf: Array.from({ length: 300 }, () => inner) });
    const { size } = readAll(describing({ Start: choices(choices({ type: 'string' })) }));
    expect(size).toBeLessThan(600_000);
  });

  it('reads 20 MB with memory bounded', () => {
    const paths: Record<string, object> = {};
    for (let at = 0; at < 10_000; at += 1) {
      const schema = { type: 'object', properties: { name: { type: 'string', description: 'x'.repeat(1_800) } } };
      paths[`/things/${at}`] = {
        get: { summary: `Get thing ${at}`, responses: { '200': { content: { 'application/json': { schema } } } } },
      };
    }
    const source = JSON.stringify({ openapi: '3.0.0', paths });
    expect(source.length).toBeGreaterThan(19_000_000);
    const spentMs = cpuClock();
    const before = process.memoryUsage().rss;
    const description = readDescription(source, options);
    for (const { name } of description.operations) description.operation(name);
    expect(description.operations).toHaveLength(10_000);
    expect(spentMs()).toBeLessThan(DEADLINE_MS);
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it('lists 3,000 operations of one name apart, and opens all of them', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, at) => [`/${at}`, { get: { operationId: 'get', responses: {} } }]),
    );
    const spentMs = cpuClock();
    const description = readDescription(JSON.stringify({ openapi: '3.1.0', paths }), options);
    expect(new Set(description.operations.map(({ name }) => name)).size).toBe(3_000);
    expect(description.inspect(60_000)).toBe(3_000);
    expect(spentMs()).toBeLessThan(DEADLINE_MS);
  });

  it('stops looking for problems when the time is up, and not before the first', () => {
    const paths = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`/${at}`, { get: {} }]));
    const description = readDescription(JSON.stringify({ openapi: '3.1.0', paths }), options);
    expect(description.inspect(0)).toBeLessThan(3_000);
  });

  it('reads kinds of kinds of kinds, each made of all the others', () => {
    const names = Array.from({ length: 60 }, (_, at) => `Kind${at}`);
    const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const schemas = Object.fromEntries(
      names.map((name) => [
        name,
        {
          type: 'object',
          discriminator: { propertyName: 'kind' },
          properties: { kind: { type: 'string' }, next: refer('Kind0') },
          allOf: names.filter((other) => other !== name).map(refer),
        },
      ]),
    );
    const spentMs = cpuClock();
    const { operations, size } = readAll(describing({ Start: refer('Kind0'), ...schemas }));
    sampleFromSchema(operations[0]?.input ?? false);
    expect(size).toBeLessThan(700_000);
    expect(spentMs()).toBeLessThan(DEADLINE_MS);
  });

  it("survives whatever stands in a description of Google's", () => {
    const names = [
      'methods',
      'resources',
      'path',
      'parameters',
      'httpMethod',
      'request',
      '$ref',
      'type',
      'mediaUpload',
    ];
    const more = [
      'properties',
      'items',
      'enum',
      'required',
      'scopes',
      'protocols',
      'simple',
      'variant',
      'map',
      '__proto__',
    ];
    const leaf = fc.constantFrom(null, true, 'A', '{+a}/b', 'POST', 'object', 7);
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names, ...more), tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, tree, tree, (methods, schemas, rest) => {
        const source = JSON.stringify({
          ...Object(rest),
          discoveryVersion: 'v1',
          methods: { a: methods, b: { path: 'b', ...Object(rest) } },
          schemas: { A: schemas },
        });
        const refused = refusal(source);
        expect(refused?.code ?? readAll(source).operations.length).toBeTruthy();
      }),
      { numRuns: 500 },
    );
  });

  it('ends for a description of Google’s that is nested without end', () => {
    let schema = '{}';
    for (let depth = 0; depth < 5_000; depth += 1) schema = `{"type":"object","properties":{"a":${schema}}}`;
    const source = `{"discoveryVersion":"v1","methods":{"a":{"path":"a","request":{"$ref":"A"}}},"schemas":{"A":${schema}}}`;
    expect(readAll(source).size).toBeLessThan(400_000);
  });

  it('fetches nothing: references that lead out are reported and left open', () => {
    const { operations, problems } = readAll(
      describing({
        Start: {
          type: 'object',
          properties: { far: { $ref: 'https://evil.test/s.json#/A' }, file: { $ref: './b.yaml' } },
        },
      }),
    );
    expect(Object(operations[0]?.input).properties.body.properties).toEqual({
      far: { title: 'Far', 'x-patchbay-widget': 'json' },
      file: { title: 'File', 'x-patchbay-widget': 'json' },
    });
    expect(problems).toEqual(
      expect.arrayContaining([
        '“Create x”: It refers to https://evil.test/s.json, which is not fetched. That part is left open.',
        '“Create x”: It refers to ./b.yaml, which is not fetched. That part is left open.',
      ]),
    );
  });

  it('compiles no pattern that could hang a reader', () => {
    const spentMs = cpuClock();
    const [operation] = readAll(
      describing({ Start: { type: 'string', pattern: '^(a+)+$', minLength: 40, example: `${'a'.repeat(50)}!` } }),
    ).operations;
    sampleFromSchema(operation?.input ?? false);
    expect(spentMs()).toBeLessThan(1_000);
  });
});
