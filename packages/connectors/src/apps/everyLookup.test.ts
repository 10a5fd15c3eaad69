import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  accepts,
  type Connector,
  type FieldSchema,
  hintsOf,
  isObject,
  type Lookup,
  lookupFields,
  lookupInput,
  lookupNeeds,
  lookupOptions,
  type Operation,
  schemaAt,
  valueOfLink,
} from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { builtInConnectors } from '../builtInConnectors.ts';
import { type Fixture, fixturesIn } from './testing/fixture.ts';

type Found = { path: string; field: FieldSchema; lookup: Lookup; kind: 'options' | 'fields' };

/** Every field of a form whose choices, or whose own fields, the API knows. */
function lookupsIn(schema: unknown, path = ''): Found[] {
  if (!isObject(schema)) return [];
  const field = schema as Exclude<FieldSchema, boolean>;
  const { 'x-patchbay-lookup': options, 'x-patchbay-fields-from': fields } = hintsOf(field);
  const inner = Object.entries(field.properties ?? {}).flatMap(([name, one]) =>
    lookupsIn(one, path === '' ? name : `${path}.${name}`),
  );
  return [
    ...(options === undefined ? [] : [{ path, field, lookup: options, kind: 'options' as const }]),
    ...(fields === undefined ? [] : [{ path, field, lookup: fields, kind: 'fields' as const }]),
    ...inner,
    ...lookupsIn(field.items, `${path}[]`),
  ];
}

const recorded = (connector: Connector) => {
  const folder = join(import.meta.dirname, connector.id);
  return existsSync(folder) ? fixturesIn(folder).map(([, fixture]) => fixture) : [];
};

const asked = builtInConnectors.flatMap((connector) =>
  Object.entries(connector.operations).flatMap(([name, operation]) =>
    lookupsIn(operation.input).map(
      (found) => [`${connector.id} ${name} ${found.path}`, { connector, name, operation, found }] as const,
    ),
  ),
);

type Asked = { connector: Connector; name: string; operation: Operation; found: Found };

/** What its operation gave in the recorded calls, with the forms that were filled in for the operation it belongs to. */
function recordedFor({ connector, name, found: { lookup } }: Asked): [output: unknown, form: unknown][] {
  const all = recorded(connector);
  const outputs = all.filter((fixture) => fixture.operation === lookup.operation && fixture.output !== undefined);
  const isOwn = ({ operation, input }: Fixture) => operation === name && lookupInput(lookup, input).needs === undefined;
  // A trigger makes no calls of its own, and a call may leave out what the lookup needs.
  const forms = (all.some(isOwn) ? all.filter(isOwn) : all).map(({ input }) => input);
  return outputs.flatMap(({ output }) => forms.map((form): [unknown, unknown] => [output, form]));
}

describe('what is looked up', () => {
  it.each(asked)('%s is listed by an operation that only reads, with what it asks for', (_title, it) => {
    const { connector, operation, found } = it;
    const { lookup } = found;
    const lists = connector.operations[lookup.operation];
    expect(lists).toMatchObject({ kind: 'call', effect: 'read' });
    const names = Object.keys(Object(lists?.input).properties ?? {});
    expect(names).toEqual(expect.arrayContaining(Object.keys(lookup.input ?? {})));
    if (lookup.search !== undefined) expect(names).toContain(lookup.search);
    for (const needed of lookupNeeds(lookup)) expect(schemaAt(operation.input, needed)).toBeDefined();
    expect(() => valueOfLink(lookup, 'https://example.com/nothing')).not.toThrow();
  });

  it.each(asked)('%s finds something in what was recorded', (_title, one) => {
    const { lookup, kind, field } = one.found;
    const calls = recordedFor(one);
    const lists = one.connector.operations[lookup.operation];
    for (const [, form] of calls) {
      const { input } = lookupInput(lookup, form);
      if (input !== undefined) expect(accepts(lists?.input ?? true, input)).toBe(true);
    }
    if (kind === 'fields') {
      const fields = calls.map(([output, form]) => Object.keys(lookupFields(lookup, output, form)));
      expect(fields.flat()).not.toEqual([]);
      return;
    }
    const options = calls.flatMap(([output, form]) => lookupOptions(lookup, output, form));
    expect(options).not.toEqual([]);
    for (const { value } of options) expect(accepts(field, value, one.operation.input)).toBe(true);
  });
});
