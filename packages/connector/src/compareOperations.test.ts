import { describe, expect, it } from 'vitest';
import { type Comparable, compareOperations } from './compareOperations.ts';

const money = {
  type: 'object',
  properties: { amount: { type: 'number', title: 'Amount' } },
  required: ['amount'],
} as const;

const before: Comparable = {
  input: {
    type: 'object',
    properties: {
      note: { type: 'string', title: 'Note' },
      status: { enum: ['open', 'paid'], title: 'Status' },
      total: { $ref: '#/$defs/Money', title: 'Total' },
    },
    $defs: { Money: money },
  },
  output: { type: 'object', properties: { id: { type: 'string' }, lines: { type: 'array', items: money } } },
  request: { method: 'POST', path: '/orders', parameters: [] },
};

describe('two versions of an operation', () => {
  it('differ in nothing where they say the same', () => {
    expect(compareOperations(before, structuredClone(before))).toMatchObject([]);
  });

  it('differ in words a person can read, what breaks steps first', () => {
    const after: Comparable = {
      input: {
        type: 'object',
        properties: {
          currency: { type: 'string', title: 'Currency' },
          status: { enum: ['open', 'void'], title: 'Status' },
          total: { type: 'object', properties: { amount: { type: 'string', title: 'Amount' } }, title: 'Total' },
        },
        required: ['currency'],
      },
      output: {
        type: 'object',
        properties: {
          id: { type: 'integer' },
          at: { title: 'At' },
          lines: { type: 'array', items: { type: 'object', properties: { sum: {} } } },
        },
      },
      request: { method: 'PUT', path: '/v2/orders', parameters: [] },
      needsConnection: true,
    };
    expect(compareOperations(before, after)).toMatchObject([
      { words: 'now needs a connected account', breaks: true },
      { words: 'no longer takes Note', breaks: true },
      { words: 'no longer takes “paid” for Status', breaks: true },
      { words: 'has Total: Amount as text instead of a number', breaks: true },
      { words: 'now requires Currency', breaks: true },
      { words: 'has id as a whole number instead of text', breaks: true },
      { words: 'no longer gives lines: Amount', breaks: true },
      { words: 'is sent by PUT instead of POST', breaks: false },
      { words: 'is sent to /v2/orders instead of /orders', breaks: false },
      { words: 'now also takes “void” for Status', breaks: false },
      { words: 'no longer requires Total: Amount', breaks: false },
      { words: 'now also gives lines: sum', breaks: false },
      { words: 'now also gives At', breaks: false },
    ]);
  });

  it('are compared to an end where a schema holds itself', () => {
    const tree = { $ref: '#/$defs/Tree' };
    const input = {
      type: 'object',
      properties: { tree },
      $defs: { Tree: { type: 'object', properties: { next: tree, list: { type: 'array', items: tree } } } },
    } as const;
    const grown = {
      ...input,
      $defs: { Tree: { type: 'object', properties: { next: tree, list: { type: 'array', items: tree }, name: {} } } },
    } as const;
    const changes = compareOperations({ ...before, input }, { ...before, input: grown });
    expect(changes[0]).toMatchObject({ words: 'now also takes tree: next: next: next: name', breaks: false });
  });
});
