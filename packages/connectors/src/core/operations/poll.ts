import { defineOperation } from '@patchbay/connector';

/** Started by the host for each item it has not seen in what an address answers. */
export const poll = defineOperation({
  title: 'When an address lists something new',
  description: 'Looks at an address every few minutes, and starts this flow for each item of its list that is new.',
  group: 'Starts a flow',
  keywords: ['poll', 'polling', 'watch', 'check for new', 'new item', 'changes'],
  kind: 'trigger',
  startedBy: 'poll',
  effect: 'read',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      url: {
        type: 'string',
        title: 'Address',
        description: 'The whole address to read, with https:// in front.',
        examples: ['https://api.example.com/orders?sort=newest'],
        minLength: 1,
      },
      list: {
        type: 'string',
        title: 'List',
        description:
          'Where the list stands in the answer, such as data.orders. Empty: the answer, or the one list in it.',
        examples: ['data.orders'],
        'x-patchbay-basic': true,
      },
      item: {
        type: 'string',
        title: 'Field that tells items apart',
        description: 'A field of each item that no other item has.',
        default: 'id',
        'x-patchbay-basic': true,
      },
      version: {
        type: 'string',
        title: 'Field that tells versions apart',
        description: 'Such as updatedAt: an item starts the flow again when this field changes. Empty: only once.',
        examples: ['updatedAt'],
        'x-patchbay-basic': true,
      },
      minutes: {
        type: 'integer',
        title: 'Minutes between looks',
        description: 'How often the address is read.',
        minimum: 1,
        maximum: 1_440,
        default: 5,
        'x-patchbay-basic': true,
      },
      first: {
        type: 'string',
        title: 'At the first look',
        description: 'What happens to the items that are there already.',
        enum: ['remember', 'start'],
        default: 'remember',
        'x-patchbay-labels': { remember: 'Only remember them', start: 'Start the flow for each' },
      },
      query: {
        type: 'object',
        title: 'Query',
        description: 'Values to put behind the ? of the address, a name and a value each.',
        additionalProperties: true,
        'x-patchbay-widget': 'fields',
      },
      headers: {
        type: 'object',
        title: 'Headers',
        description: 'Further headers, a name and a text each.',
        additionalProperties: true,
        'x-patchbay-widget': 'fields',
      },
      example: {
        title: 'Example',
        description: 'What an item looks like, so that later steps know its fields.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
    },
    required: ['url'],
    additionalProperties: false,
    'x-patchbay-order': ['url', 'list', 'item', 'version', 'minutes', 'first', 'query', 'headers', 'example'],
  },
  output: true,
  outputFrom: { input: 'example' },
});
