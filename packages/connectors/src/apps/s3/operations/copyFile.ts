import { placeIn, storedFile, unquoted } from '../storedFile.ts';
import { bucket, bucketIn, filesIn, key, keyIn, pathOf, s3Operation } from './s3Operation.ts';
import { text, xmlIn } from './xmlAnswer.ts';

/** A copy within the storage, without the file coming by here. */
export const copyFile = s3Operation({
  title: 'Copy file',
  description: 'Copies a file of up to 5 GB to another name or bucket.',
  group: 'Files',
  keywords: ['copy object', 'duplicate', 'move', 'archive'],
  effect: 'create',
  fields: {
    fromBucket: { ...bucket, title: 'From bucket', description: 'Where the file is now.' },
    from: {
      ...key,
      title: 'File',
      description: 'Which file is copied, with its folders.',
      'x-patchbay-lookup': filesIn('fromBucket'),
    },
    bucket: { ...bucket, title: 'To bucket', description: 'Where the copy goes; may be the same.' },
    key: { ...key, title: 'Name of the copy', description: 'With slashes for folders.' },
  },
  required: ['fromBucket', 'from', 'bucket', 'key'],
  gives: storedFile.output,
  sample: storedFile.sample,
  request: (input) => ({
    method: 'PUT',
    url: pathOf(bucketIn(input), keyIn(input)),
    headers: { 'x-amz-copy-source': pathOf(bucketIn(input, 'fromBucket'), keyIn(input, 'from')) },
  }),
  output: (answer, input) => ({ ...placeIn(input), etag: unquoted(text(xmlIn(answer), 'ETag')) }),
});
