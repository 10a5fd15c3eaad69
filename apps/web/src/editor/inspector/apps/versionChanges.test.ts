import { defineOperation, type FieldSchema, type Operation } from '@patchbay/connector';
import type { Mapping } from '@patchbay/expression';
import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { newProblems, versionChanges } from './versionChanges.ts';

type Properties = Record<string, { type: 'string' | 'number'; title?: string }>;

const operationOf = (input: FieldSchema) =>
  defineOperation({ title: 'Send', kind: 'call', effect: 'send', repeat: 'unsafe', input, output: {} });
const objectOf = (properties: Properties, required: string[] = []): Exclude<FieldSchema, boolean> => ({
  type: 'object',
  properties,
  required,
});
const operation = (properties: Properties, required?: string[]) => operationOf(objectOf(properties, required));
const value: Mapping = { kind: 'literal', value: 'x' };
const before = operation({ to: { type: 'string' }, note: { type: 'string', title: 'Note' } }, ['to']);

it('says what vanishes, what is wanted and what takes something else', () => {
  const after = operation({ to: { type: 'number' }, priority: { type: 'string' } }, ['to', 'priority']);
  expect(versionChanges({ inputs: { to: value, note: value } }, { before, after })).toEqual({
    sentences: [
      '“Note” is gone. What stands in it is dropped.',
      '“Priority” is new and must be filled in.',
      '“To” takes a number now. It was text.',
    ],
    inputs: { to: value },
  });
});

it('says of a field that has moved into a group that it has, and takes along what stood in it', () => {
  const was = operation({ price: { type: 'string' } });
  const after = operationOf({ type: 'object', properties: { pricing: objectOf({ price: { type: 'string' } }) } });
  const { sentences, inputs } = versionChanges({ inputs: { price: value } }, { before: was, after });
  expect(sentences).toEqual(['“Price” stands in another place now. What stands in it goes along.']);
  expect(inputs).toEqual({ pricing: { kind: 'object', fields: { price: value } } });
});

it('puts what stood in a field that is gone into a new one that means the same, where it fits', () => {
  const was = operation({ mail: { type: 'string' }, weight: { type: 'number' } });
  const after = operation({ email_address: { type: 'string' }, weight_in_kg: { type: 'number' } }, ['email_address']);
  const weight: Mapping = { kind: 'reference', step: 'order', path: ['weight'] };
  const environment = { order: objectOf({ weight: { type: 'number' } }) };
  expect(versionChanges({ inputs: { mail: value, weight } }, { before: was, after, environment })).toEqual({
    sentences: [
      '“Mail” is gone. What stands in it goes into “E-mail address”, which is new.',
      '“Weight” is gone. What stands in it goes into “Weight in kg”, which is new.',
    ],
    inputs: { email_address: value, weight_in_kg: weight },
  });
});

it('does not put what stood in a field that is gone into one that was there before', () => {
  const was = operation({ mail: { type: 'string' }, email: { type: 'string' } });
  const { sentences, inputs } = versionChanges(
    { inputs: { mail: value } },
    { before: was, after: operation({ email: { type: 'string' } }) },
  );
  expect(sentences).toEqual(['“Mail” is gone. What stands in it is dropped.']);
  expect(inputs).toEqual({});
});

it('says what is sent otherwise, and what a field that is filled means now', () => {
  const sent = (dated: string, description: string): Operation => ({
    ...operationOf({ type: 'object', properties: { to: { type: 'string', title: 'To', description } } }),
    request: { method: 'POST', path: '/mail', parameters: [], headers: { 'Mail-Version': dated } },
  });
  const versions = { before: sent('2022', 'An address.'), after: sent('2025', 'An address or a name.') };
  expect(versionChanges({ inputs: { to: value } }, versions).sentences).toEqual([
    '“To” says now: An address or a name.',
    'It is sent with Mail-Version 2025 instead of 2022.',
  ]);
  expect(versionChanges({ inputs: {} }, versions).sentences).toHaveLength(1);
});

it('says nothing of what the step does not use', () => {
  const after = operation({ to: { type: 'string' }, extra: { type: 'string' } }, ['to']);
  expect(versionChanges({ inputs: { to: value } }, { before, after })).toEqual({
    sentences: [],
    inputs: { to: value },
  });
});

it('looks inside a body, and leaves names alone that no version has', () => {
  const inBody = (properties: Properties, required?: string[]) =>
    operationOf({ type: 'object', properties: { body: { ...objectOf(properties, required), title: 'Body' } } });
  const body: Mapping = { kind: 'object', fields: { to: value, note: value, own: value } };
  const changes = versionChanges(
    { inputs: { body } },
    {
      before: inBody({ to: { type: 'string' }, note: { type: 'string' } }),
      after: inBody({ to: { type: 'string' }, shelf: { type: 'string' } }, ['shelf']),
    },
  );
  expect(changes.sentences).toEqual([
    '“Note” is gone. What stands in it is dropped.',
    '“Shelf” is new and must be filled in.',
  ]);
  expect(changes.inputs).toEqual({ body: { kind: 'object', fields: { to: value, own: value } } });
});

it('tells of the problems that other steps get by it', () => {
  const [own, other] = [StepId.parse('own'), StepId.parse('other')];
  const problem = { code: 'unknown_field', severity: 'error', message: 'There is no field “total”.' } as const;
  const step = {
    id: other,
    name: 'Mail',
    uses: { connector: 'c', version: '1', operation: 'o' },
    inputs: {},
    position: { x: 0, y: 0 },
  };
  const flow = { version: 1 as const, steps: { other: step }, edges: {}, notes: {} };
  const after = [
    { ...problem, step: own },
    { ...problem, step: other, field: ['body'] },
  ];
  expect(newProblems({ before: [], after }, { flow, own: new Set([own]) })).toEqual([
    'In “Mail”: There is no field “total”.',
  ]);
  const named = [{ ...problem, message: "'Mail', Text: there is no field “total”.", step: other }];
  expect(newProblems({ before: [], after: named }, { flow, own: new Set([own]) })).toEqual([
    'In “Mail”: Text: there is no field “total”.',
  ]);
  expect(newProblems({ before: after, after }, { flow, own: new Set([own]) })).toEqual([]);
});
