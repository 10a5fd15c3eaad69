import { defineOperation, type Paging, pagesField, say } from '@patchbay/connector';
import { type Input, textIn } from '../../values/input.ts';
import { refusal } from '../../values/refusal.ts';
import { httpRequest } from '../httpRequest.ts';

/** How a list goes on after its first page, with its words. */
const ways = {
  once: 'One answer has all of it',
  link: 'A Link header names the next address',
  nextUrl: 'The answer names the next address',
  cursor: 'The answer has a mark that leads on',
  page: 'By the number of the page',
  offset: 'By how many were read',
} as const;

/** A list of any API, however it is cut into pages. */
export const httpList = defineOperation({
  title: 'HTTP list',
  description: 'Reads a list from any address, page by page, and gives its items.',
  group: 'Calls out',
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  accountOf: 'web',
  needsConnection: false,
  input: {
    type: 'object',
    properties: {
      url: {
        type: 'string',
        title: 'Address',
        description: 'The whole address of the first page, with https:// in front.',
        examples: ['https://api.example.com/customers'],
        minLength: 1,
      },
      query: {
        type: 'object',
        title: 'Query',
        description: 'Values to put behind the ? of the address, such as how many a page has.',
        additionalProperties: true,
        'x-patchbay-widget': 'fields',
      },
      headers: {
        type: 'object',
        title: 'Headers',
        description: 'Further headers, a name and a text each. Keep secrets in a connected account instead.',
        additionalProperties: true,
        'x-patchbay-widget': 'fields',
      },
      items: {
        type: 'string',
        title: 'Where the list stands',
        description:
          'The names that lead to it in an answer, with points between them. Empty where the answer is the list.',
        examples: ['data.customers'],
        'x-patchbay-basic': true,
      },
      goesOn: {
        type: 'string',
        title: 'How it goes on',
        description: 'What leads from one page to the next. The documentation of the API says it under pagination.',
        enum: Object.keys(ways),
        default: 'once',
        'x-patchbay-labels': ways,
        'x-patchbay-basic': true,
      },
      next: {
        type: 'string',
        title: 'Where the next page stands',
        description: 'The names that lead to the next address or mark in an answer, with points between them.',
        examples: ['meta.next'],
        'x-patchbay-when': { field: 'goesOn', is: ['nextUrl', 'cursor'] },
        'x-patchbay-basic': true,
      },
      parameter: {
        type: 'string',
        title: 'Name in the address',
        description: 'What stands before the = where the next page is asked for. Empty: cursor, page or offset.',
        examples: ['page'],
        'x-patchbay-when': { field: 'goesOn', is: ['cursor', 'page', 'offset'] },
        'x-patchbay-basic': true,
      },
      firstPage: {
        type: 'integer',
        title: 'Number of the first page',
        description: 'Most APIs count from 1.',
        enum: [1, 0],
        default: 1,
        'x-patchbay-when': { field: 'goesOn', is: ['page'] },
      },
      pages: { ...pagesField, description: 'Say how much of the list you want.' },
      example: {
        title: 'Example of the items',
        description:
          'A list with an item or two. Later steps know its fields by it, and a try on sample data answers with it.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
    },
    required: ['url'],
    additionalProperties: false,
    'x-patchbay-order': [
      'url',
      'query',
      'headers',
      'items',
      'goesOn',
      'next',
      'parameter',
      'firstPage',
      'pages',
      'example',
    ],
  },
  output: {
    type: 'object',
    properties: {
      items: { type: 'array', title: 'Items', description: 'What was asked for, one after the other.' },
      count: { type: 'integer', title: 'Count', description: 'How many items there are here.', minimum: 0 },
      hasMore: { type: 'boolean', title: 'There is more', description: 'Whether the list goes on after these.' },
    },
    required: ['items', 'count', 'hasMore'],
    additionalProperties: false,
    'x-patchbay-order': ['items', 'count', 'hasMore'],
  },
  sample: { items: [{ id: 1, name: 'An item' }], count: 1, hasMore: false },
  outputFrom: { input: 'example', as: 'items' },
  paging: { style: 'link', items: '' },
  pagingOf: httpPaging,
  toRequest: (input) => httpRequest({ ...(input as Input), method: 'GET' }),
});

/** How the list that a person described is cut into pages. */
function httpPaging(input: unknown): Paging {
  const fields = input as Input;
  const typed = (name: string, title: string) => textIn(fields, { name, title }).trim();
  const items = typed('items', 'Where the list stands');
  const next = typed('next', 'Where the next page stands') || 'next';
  const style = typed('goesOn', 'How it goes on') || 'once';
  const to = (usual: string) => ({ in: 'query' as const, name: typed('parameter', 'Name in the address') || usual });
  switch (style) {
    case 'once':
    case 'link':
      return { style, items };
    case 'nextUrl':
      return { style, items, next };
    case 'cursor':
      return { style, items, next, to: to('cursor') };
    case 'page':
      return { style, items, to: to('page'), first: Number(fields.firstPage ?? 1) === 0 ? 0 : 1 };
    case 'offset':
      return { style, items, to: to('offset') };
    default:
      throw refusal(
        'way_not_valid',
        say('How it goes on must be one of {ways}.', { ways: Object.keys(ways).join(', ') }),
      );
  }
}
