import { expect, it } from 'vitest';
import type { Operation } from '../connector.ts';
import { mockCall } from './mockCall.ts';

const create: Operation = {
  title: 'Create contact',
  kind: 'call',
  effect: 'create',
  repeat: 'unsafe',
  input: true,
  output: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      email: { type: 'string', format: 'email' },
      tags: { type: 'array', items: { type: 'string' } },
      owner: { $ref: '#/$defs/owner' },
    },
    $defs: { owner: { type: 'object', properties: { region: { type: 'string', enum: ['EU', 'US'] } } } },
  },
};

it('answers with a sample that holds what would have been sent', () => {
  expect(mockCall(create, { body: { email: 'bo@example.com', tags: ['vip'] }, region: 'US' })).toEqual({
    id: 'id-1042',
    email: 'bo@example.com',
    tags: ['vip'],
    owner: { region: 'US' },
  });
});

it('does not echo a value the answer could not hold', () => {
  expect(mockCall(create, { email: 'not an address', tags: 'vip', region: 'Mars' })).toMatchObject({
    email: 'ann@example.com',
    tags: ['standard'],
    owner: { region: 'EU' },
  });
});

it('prefers the sample made for the operation', () => {
  expect(mockCall({ ...create, sample: { id: 'c_1', email: 'x@example.com' } }, { email: 'bo@example.com' })).toEqual({
    id: 'c_1',
    email: 'bo@example.com',
  });
});

it('does the work of a pure operation', () => {
  const double: Operation = { ...create, kind: 'pure', perform: (input) => ({ doubled: Number(input) * 2 }) };
  expect(mockCall(double, 21)).toEqual({ doubled: 42 });
});

it('gives the same answer every time', () => {
  expect(mockCall(create, {})).toEqual(mockCall(create, {}));
});

it('answers with the example a person gave, and counts it', () => {
  const read: Operation = {
    ...create,
    outputFrom: { input: 'example', as: 'rows' },
    sample: { rows: [{ number: '1' }], count: 1, columns: ['number'] },
  };
  const example = [{ sku: 'desk' }, { sku: 'lamp' }];
  expect(mockCall(read, { source: 'a file', example })).toEqual({ rows: example, count: 2, columns: ['sku'] });
  expect(mockCall(read, { source: 'a file' })).toEqual(read.sample);
});

it('answers a whole request with the example of its body, not with what was sent', () => {
  const http: Operation = {
    ...create,
    output: { type: 'object', properties: { status: { type: 'integer', examples: [200] }, body: true } },
    answer: 'whole',
    outputFrom: { input: 'example', as: 'body' },
  };
  expect(mockCall(http, { body: { id: 1 }, example: { receipt: 'r-9' } })).toMatchObject({
    status: 200,
    body: { receipt: 'r-9' },
  });
  expect(mockCall(http, { body: { id: 1 } })).toMatchObject({ body: { id: 1 } });
});

it('gives a value for each field that a person typed in', () => {
  const fields = [
    { name: 'total', label: 'Total', kind: 'number' },
    { name: 'about', label: 'About', kind: 'choices', choices: ['Repair'] },
    { name: 'why', label: 'Reason', kind: 'text' },
    { name: '', label: 'Not named yet', kind: 'text' },
  ];
  const asks = { ...create, fieldsFrom: { input: 'fields' } };
  expect(mockCall(asks, { fields })).toEqual({ total: 42, about: ['Repair'], why: 'Sample reason' });
  expect(mockCall(asks, {})).toEqual({});
});
