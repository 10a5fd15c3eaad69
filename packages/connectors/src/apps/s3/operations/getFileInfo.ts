import { isObject } from '@patchbay/connector';
import { headerIn, placeIn, storedFile, unquoted } from '../storedFile.ts';
import { bucket, bucketIn, filesIn, key, keyIn, pathOf, s3Operation } from './s3Operation.ts';

const NOTE = 'x-amz-meta-';

/** What is known of a file, without reading it. */
export const getFileInfo = s3Operation({
  title: 'Get what is known of a file',
  description: 'Reads size, kind and date of a file without the file itself.',
  group: 'Files',
  keywords: ['head object', 'metadata', 'exists', 'size'],
  effect: 'read',
  fields: { bucket, key: { ...key, 'x-patchbay-lookup': filesIn('bucket') } },
  required: ['bucket', 'key'],
  gives: {
    type: 'object',
    properties: {
      bucket: { type: 'string', title: 'Bucket' },
      key: { type: 'string', title: 'Name' },
      size: { type: 'integer', title: 'Size in bytes' },
      contentType: { type: 'string', title: 'File type' },
      changedAt: { type: 'string', title: 'Changed at' },
      etag: { type: 'string', title: 'Fingerprint' },
      notes: { type: 'object', title: 'Notes', additionalProperties: { type: 'string' } },
    },
    required: ['bucket', 'key', 'size', 'contentType', 'changedAt', 'etag', 'notes'],
  },
  sample: {
    ...storedFile.sample,
    size: 48_213,
    contentType: 'application/pdf',
    changedAt: '2026-03-14T09:30:00.000Z',
    notes: {},
  },
  request: (input) => ({ method: 'HEAD', url: pathOf(bucketIn(input), keyIn(input)), headers: {} }),
  output: (answer, input) => {
    const headers = isObject(answer) && isObject(answer.headers) ? Object.entries(answer.headers) : [];
    const notes = headers
      .filter(([name]) => name.startsWith(NOTE))
      .map(([name, value]) => [name.slice(NOTE.length), String(value)]);
    const changed = Date.parse(headerIn(answer, 'last-modified'));
    return {
      ...placeIn(input),
      size: Number(headerIn(answer, 'content-length')),
      contentType: headerIn(answer, 'content-type'),
      changedAt: Number.isNaN(changed) ? '' : new Date(changed).toISOString(),
      etag: unquoted(headerIn(answer, 'etag')),
      notes: Object.fromEntries(notes),
    };
  },
});
