import { expect, test } from 'vitest';
import { authOf, emptyAccount, missingIn } from './accountDraft.ts';
import type { OfferedWay } from './signInWays.ts';

const smtp: OfferedWay = {
  kind: 'fields',
  key: 'smtp',
  label: 'Outgoing mail (SMTP)',
  fields: [
    { name: 'host', title: 'Server' },
    { name: 'port', title: 'Port', default: '587' },
    { name: 'password', title: 'Password', isSecret: true, isOptional: true },
  ],
};
const draft = { ...emptyAccount([smtp]), name: 'Office' };

test('asks for the fields that have neither a value nor a default', () => {
  expect(missingIn(draft)).toEqual({ values: { host: 'Fill this in.' } });
  expect(missingIn({ ...draft, values: { host: 'mail.example' } })).toEqual({});
});

test('sends what was typed for the chosen way, without stray spaces but in a password', () => {
  const values = { host: ' mail.example ', port: '', password: ' p ', other: 'x' };
  expect(authOf({ ...draft, values })).toEqual({
    kind: 'fields',
    id: 'smtp',
    values: { host: 'mail.example', password: ' p ' },
  });
});

test('sends a key without the spaces it was pasted with, and a password as it is', () => {
  const key: OfferedWay = {
    kind: 'apiKey',
    key: 'apiKey',
    label: 'API key',
    index: 1,
    fields: [{ name: 'value', title: 'Key', isSecret: true }],
  };
  expect(authOf({ ...draft, way: key, values: { value: ' k ' } })).toEqual({
    kind: 'way',
    way: 1,
    values: { value: 'k' },
  });
  const basic: OfferedWay = {
    ...key,
    kind: 'basic',
    fields: [{ name: 'password', title: 'Password', isSecret: true }],
  };
  expect(authOf({ ...draft, way: basic, values: { password: ' p' } })).toMatchObject({ values: { password: ' p' } });
});
