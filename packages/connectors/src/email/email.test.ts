import { connectorProblems } from '@patchbay/connector/testing';
import { expect, it } from 'vitest';
import { emailConnector } from './index.ts';

it('has nothing wrong with it', () => {
  expect(connectorProblems(emailConnector)).toEqual([]);
});

it('keeps the names that saved flows and accounts refer to', () => {
  expect(Object.keys(emailConnector.operations)).toEqual(['send', 'received']);
  expect(emailConnector.auth.map(({ id }) => id)).toEqual(['smtp', 'imap']);
});
