import { defineOperation, type FieldSchema } from '@patchbay/connector';
import type { Mapping } from '@patchbay/expression';
import { expect, it } from 'vitest';
import { carryOver, filledValues } from './carryOver.ts';

const operationOf = (input: FieldSchema) =>
  defineOperation({ title: 'Send', kind: 'call', effect: 'send', repeat: 'unsafe', input, output: {} });
const objectOf = (properties: Record<string, FieldSchema>): FieldSchema => ({ type: 'object', properties });
const literal = (value: string | number): Mapping => ({ kind: 'literal', value });
const object = (fields: Record<string, Mapping>): Mapping => ({ kind: 'object', fields });
const text: FieldSchema = { type: 'string' };
const name: Mapping = { kind: 'reference', step: 'order', path: ['name'] };
const environment = { order: objectOf({ name: text }) };
const alone = { before: undefined, environment, start: {} };

it('takes over what has the same name, wherever it stands, from a step of which nothing is known', () => {
  const filled = { body: object({ receiver: name, street: literal('Lane 3'), note: literal('Ring twice') }) };
  const after = operationOf(
    objectOf({ receiver: text, parcel: objectOf({ street: text, weight: { type: 'number' } }) }),
  );
  const { inputs, left } = carryOver(filled, { ...alone, after });
  expect(inputs).toEqual({ receiver: name, parcel: object({ street: literal('Lane 3') }) });
  expect(left).toMatchObject([{ path: ['body', 'note'], title: 'Note' }]);
});

it('takes over what is called by another word for the same thing', () => {
  const after = operationOf(objectOf({ email_address: text, phone: text }));
  const { inputs } = carryOver(
    { mail: literal('ann@example.com'), phone_number: literal('+39 1') },
    { ...alone, after },
  );
  expect(inputs).toEqual({ email_address: literal('ann@example.com'), phone: literal('+39 1') });
});

it('leaves what does not fit the type, and does not fill a field twice', () => {
  const after = operationOf(objectOf({ weight: { type: 'number' }, name: text }));
  const filled = { weight: literal('heavy'), name: literal('Ann'), title: literal('Dr') };
  const { inputs, left } = carryOver(filled, { ...alone, after });
  expect(inputs).toEqual({ name: literal('Ann') });
  expect(left.map(({ title }) => title)).toEqual(['Weight', 'Title']);
});

it('leaves alone what the new step is filled with already', () => {
  const after = operationOf(objectOf({ zone: text }));
  const start = { zone: literal('Europe/Rome') };
  const { inputs, left } = carryOver({ zone: literal('UTC') }, { ...alone, after, start });
  expect(inputs).toEqual(start);
  expect(left).toHaveLength(1);
});

it('lists what a step is filled with by the titles of its fields, where they are known', () => {
  const before = operationOf(objectOf({ body: objectOf({ to: { type: 'string', title: 'Receiver' } }) }));
  expect(filledValues({ body: object({ to: name }), own_name: name }, before)).toEqual([
    { path: ['body', 'to'], title: 'Receiver', mapping: name },
    { path: ['own_name'], title: 'Own name', mapping: name },
  ]);
});
