import { defineOperation } from '@patchbay/connector';
import { bucket, filesIn, key } from './s3Operation.ts';

/** Seven days: what the signature allows at most. */
const MOST_LINK_MINUTES = 10_080;

/** An address by which anybody fetches or puts a file for a while. The host makes it: nothing is asked of the storage. */
export const makeLink = defineOperation({
  title: 'Make a link to a file',
  description: 'Makes an address by which anybody can download or upload one file, for a while.',
  group: 'Files',
  keywords: ['presigned', 'presign', 'signed url', 'share', 'public link', 'temporary', 'upload link', 'download link'],
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  hosted: true,
  needsConnection: true,
  input: {
    type: 'object',
    properties: {
      bucket,
      key: { ...key, 'x-patchbay-lookup': filesIn('bucket') },
      to: {
        type: 'string',
        title: 'For',
        description: 'An upload replaces what is there under this name.',
        enum: ['download', 'upload'],
        default: 'download',
        'x-patchbay-labels': { download: 'Downloading it', upload: 'Uploading it' },
        'x-patchbay-basic': true,
      },
      minutes: {
        type: 'integer',
        title: 'Works for minutes',
        description: 'From when the step runs; 10,080 are the longest, which is seven days.',
        minimum: 1,
        maximum: MOST_LINK_MINUTES,
        default: 60,
        'x-patchbay-basic': true,
      },
      name: {
        type: 'string',
        title: 'Name when saved',
        description: 'Under which a browser saves a download. Empty: the browser decides.',
        maxLength: 200,
        examples: ['Invoice 1042.pdf'],
      },
    },
    required: ['bucket', 'key'],
    additionalProperties: false,
    'x-patchbay-order': ['bucket', 'key', 'to', 'minutes', 'name'],
  },
  output: {
    type: 'object',
    properties: {
      url: { type: 'string', title: 'Link', description: 'Whoever has it needs no key until then.', format: 'uri' },
      method: { type: 'string', title: 'Method', description: 'How it is asked: GET to download, PUT to upload.' },
      expiresAt: { type: 'string', title: 'Works until', description: 'When it stops.', format: 'date-time' },
    },
    required: ['url', 'method', 'expiresAt'],
    'x-patchbay-order': ['url', 'expiresAt', 'method'],
  },
  sample: {
    url: 'https://s3.eu-central-1.amazonaws.com/northwind-invoices/2026/03/invoice-1042.pdf?X-Amz-Expires=3600',
    method: 'GET',
    expiresAt: '2026-03-14T10:30:00.000Z',
  },
});
