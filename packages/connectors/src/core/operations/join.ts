import { defineOperation } from '@patchbay/connector';
import { combineLists } from '../combineLists.ts';

/** Brings branches together. The engine does the waiting; what is left is putting two lists together. */
export const join = defineOperation({
  title: 'Join',
  description: 'Brings several ways together, and two lists into one where you want that.',
  group: 'Chooses the way',
  kind: 'pure',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      wait: {
        type: 'string',
        title: 'Go on',
        description: 'Ways that were not taken are never waited for.',
        enum: ['all', 'any'],
        default: 'all',
        'x-patchbay-basic': true,
        'x-patchbay-labels': { all: 'When every way has come to its end', any: 'As soon as the first way arrives' },
      },
      combine: {
        type: 'string',
        title: 'Combine lists',
        description: 'How the two lists below become one.',
        enum: ['nothing', 'append', 'position', 'key'],
        default: 'nothing',
        'x-patchbay-basic': true,
        'x-patchbay-labels': {
          nothing: 'Do not',
          append: 'One after the other',
          position: 'First with first, second with second',
          key: 'Items that have the same value in a field',
        },
      },
      first: {
        type: ['array', 'null'],
        title: 'First list',
        description: 'Its order is kept. No list counts as an empty one.',
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'combine', is: ['append', 'position', 'key'] },
      },
      second: {
        type: ['array', 'null'],
        title: 'Second list',
        description: 'Its fields win where both items have one of the same name.',
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'combine', is: ['append', 'position', 'key'] },
      },
      key: {
        type: 'string',
        title: 'Field',
        description: 'The field that both lists have, where items are matched by it.',
        default: 'id',
        examples: ['email'],
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'combine', is: ['key'] },
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['wait', 'combine', 'first', 'second', 'key'],
  },
  output: {
    type: 'object',
    properties: {
      items: { type: 'array', title: 'Items', description: 'The combined list; empty where nothing is combined.' },
      count: { type: 'integer', title: 'Count', description: 'How many items the list has.', minimum: 0 },
    },
    required: ['items', 'count'],
    additionalProperties: false,
    'x-patchbay-order': ['items', 'count'],
  },
  startsFrom: { input: 'wait' },
  perform: combineLists,
});
