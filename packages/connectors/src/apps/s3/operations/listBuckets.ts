import { s3Operation } from './s3Operation.ts';
import { all, text, xmlIn } from './xmlAnswer.ts';

/** The buckets of the account. */
export const listBuckets = s3Operation({
  title: 'List buckets',
  description: 'Lists the buckets of the account.',
  group: 'Buckets',
  keywords: ['get many buckets'],
  effect: 'read',
  fields: {},
  required: [],
  gives: {
    type: 'object',
    properties: {
      owner: { type: 'string', title: 'Owner' },
      buckets: {
        type: 'array',
        title: 'Buckets',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string', title: 'Name' },
            createdAt: { type: 'string', title: 'Made at' },
          },
          required: ['name', 'createdAt'],
        },
      },
    },
    required: ['owner', 'buckets'],
  },
  sample: { owner: 'northwind', buckets: [{ name: 'northwind-invoices', createdAt: '2026-01-02T10:00:00.000Z' }] },
  request: () => ({ method: 'GET', url: '/', headers: {} }),
  output: (answer) => {
    const root = xmlIn(answer);
    const [owner] = all(root, 'Owner');
    const list = all(root, 'Buckets').flatMap((parent) => all(parent, 'Bucket'));
    return {
      owner: owner === undefined ? '' : text(owner, 'DisplayName') || text(owner, 'ID'),
      buckets: list.map((found) => ({ name: text(found, 'Name'), createdAt: text(found, 'CreationDate') })),
    };
  },
});
