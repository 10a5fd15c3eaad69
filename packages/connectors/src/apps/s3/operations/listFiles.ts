import { textIn, wholeNumberIn, yesIn } from '../../../values/input.ts';
import { unquoted } from '../storedFile.ts';
import { bucket, bucketIn, escaped, s3Operation } from './s3Operation.ts';
import { all, text, xmlIn } from './xmlAnswer.ts';

/** The files of a bucket, a thousand at a time. */
export const listFiles = s3Operation({
  title: 'List files',
  description:
    'Lists up to 1,000 files of a bucket or a folder, by name; the next ones are asked for with what came as Next.',
  group: 'Files',
  keywords: ['list objects', 'folder', 'directory', 'search files'],
  effect: 'read',
  fields: {
    bucket,
    folder: {
      type: 'string',
      title: 'Folder',
      description: 'What the names begin with, such as 2026/03/; empty: all.',
      examples: ['2026/03/'],
      'x-patchbay-basic': true,
    },
    inFolders: {
      type: 'boolean',
      title: 'Folders in it too',
      description: 'Lists what is in folders of the folder as well.',
      'x-patchbay-basic': true,
    },
    most: {
      type: 'integer',
      title: 'At most',
      description: 'How many are read at once; 1,000 unless told.',
      minimum: 1,
      maximum: 1_000,
      default: 1_000,
    },
    next: { type: 'string', title: 'Next', description: 'What the step before gave as Next; empty: from the start.' },
  },
  required: ['bucket'],
  gives: {
    type: 'object',
    properties: {
      files: {
        type: 'array',
        title: 'Files',
        items: {
          type: 'object',
          properties: {
            key: { type: 'string', title: 'Name with folders' },
            name: { type: 'string', title: 'Name' },
            size: { type: 'integer', title: 'Size in bytes' },
            changedAt: { type: 'string', format: 'date-time', title: 'Changed at' },
            etag: { type: 'string', title: 'Fingerprint' },
          },
          required: ['key', 'name', 'size', 'changedAt', 'etag'],
        },
      },
      folders: { type: 'array', title: 'Folders', items: { type: 'string', title: 'Folder' } },
      hasMore: { type: 'boolean', title: 'There is more' },
      next: { type: 'string', title: 'Next', description: 'Empty where this was all.' },
    },
    required: ['files', 'folders', 'hasMore', 'next'],
  },
  sample: {
    files: [
      {
        key: '2026/03/invoice-1042.pdf',
        name: 'invoice-1042.pdf',
        size: 48_213,
        changedAt: '2026-03-14T09:30:00.000Z',
        etag: '9b2cf535f27731c974343645a3985328',
      },
    ],
    folders: ['2026/03/old/'],
    hasMore: false,
    next: '',
  },
  request: (input) => {
    const most = wholeNumberIn(input, { name: 'most', title: 'At most', min: 1, max: 1_000, fallback: 1_000 });
    const folder = textIn(input, { name: 'folder', title: 'Folder' });
    const next = textIn(input, { name: 'next', title: 'Next' });
    const isDeep = yesIn(input, { name: 'inFolders', title: 'Folders in it too' });
    const query = [
      'list-type=2',
      `max-keys=${most}`,
      ...(isDeep ? [] : ['delimiter=%2F']),
      ...(folder === '' ? [] : [`prefix=${escaped(folder)}`]),
      ...(next === '' ? [] : [`continuation-token=${escaped(next)}`]),
    ];
    return { method: 'GET', url: `/${escaped(bucketIn(input))}?${query.join('&')}`, headers: {} };
  },
  output: (answer) => {
    const root = xmlIn(answer);
    const files = all(root, 'Contents').map((file) => ({
      key: text(file, 'Key'),
      name: text(file, 'Key').split('/').at(-1) ?? '',
      size: Number(text(file, 'Size')),
      changedAt: text(file, 'LastModified'),
      etag: unquoted(text(file, 'ETag')),
    }));
    const folders = all(root, 'CommonPrefixes').map((folder) => text(folder, 'Prefix'));
    return { files, folders, hasMore: text(root, 'IsTruncated') === 'true', next: text(root, 'NextContinuationToken') };
  },
});
