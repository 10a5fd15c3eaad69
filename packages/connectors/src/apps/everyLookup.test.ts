import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  accepts,
  type Connector,
  type FieldSchema,
  hintsOf,
  isObject,
  type Lookup,
  type LookupOption,
  lookupFields,
  lookupInput,
  lookupNeeds,
  lookupOptions,
  type Operation,
  schemaAt,
  valueOfLink,
} from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { everyConnector } from '../apps.ts';
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

const asked = (await everyConnector()).flatMap((connector) =>
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

/** What is wrong with how a lookup asks, in words. */
function askingProblems({ connector, operation, found: { lookup } }: Asked): string[] {
  const lists = connector.operations[lookup.operation];
  if (lists === undefined) return ['there is no such operation'];
  const names = Object.keys(Object(lists.input).properties ?? {});
  const given = [...Object.keys(lookup.input ?? {}), ...(lookup.search === undefined ? [] : [lookup.search])];
  return [
    ...(lists.kind === 'call' && lists.effect === 'read' ? [] : ['its operation does more than read']),
    ...given.filter((name) => !names.includes(name)).map((name) => `its operation has no input ${name}`),
    ...lookupNeeds(lookup)
      .filter((field) => schemaAt(operation.input, field) === undefined)
      .map((field) => `the form has no field ${field}`),
  ];
}

/** What is wrong with what a lookup found in the recorded calls, in words. */
function findingProblems(one: Asked): string[] {
  const { connector, operation } = one;
  const { lookup, kind, field } = one.found;
  const calls = recordedFor(one);
  const inputs = calls.flatMap(([, form]) => lookupInput(lookup, form).input ?? []);
  const form = connector.operations[lookup.operation]?.input ?? true;
  const found: unknown[] = calls.flatMap(([output, form]): unknown[] =>
    kind === 'options' ? lookupOptions(lookup, output, form) : Object.keys(lookupFields(lookup, output, form)),
  );
  const values = kind === 'options' ? found.map((option) => (option as LookupOption).value) : [];
  return [
    ...inputs.filter((input) => !accepts(form, input)).map((input) => `it asks with ${JSON.stringify(input)}`),
    ...(found.length === 0 ? ['it finds nothing'] : []),
    ...values.filter((value) => !accepts(field, value, operation.input)).map((value) => `${value} does not fit`),
  ];
}

describe('what is looked up', () => {
  it.each(asked)('%s is listed by an operation that only reads, with what it asks for', (_title, one) => {
    expect(askingProblems(one)).toEqual([]);
    expect(() => valueOfLink(one.found.lookup, 'https://example.com/nothing')).not.toThrow();
  });

  it.each(asked)('%s finds something in what was recorded', (_title, one) => {
    expect(findingProblems(one)).toEqual([]);
  });
});
