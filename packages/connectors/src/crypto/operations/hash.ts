import { fileOperation } from '../../values/pureOperation.ts';
import { bytesIn, sourceField } from '../../values/source.ts';
import { algorithmField, algorithmIn, digest, formField, formIn, written } from '../algorithms.ts';

/** The fingerprint of a text or file. */
export const hash = fileOperation({
  title: 'Hash',
  description: 'Makes the fingerprint of a text or a file: the same for the same content, and no way back.',
  group: 'Fingerprints',
  keywords: ['sha256', 'sha1', 'md5', 'digest', 'checksum', 'fingerprint', 'crypto', 'hash'],
  fields: { source: sourceField, algorithm: algorithmField, form: formField },
  required: ['source'],
  gives: { hash: { type: 'string', title: 'Hash' } },
  sample: { hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
  perform: (input) => {
    const bytes = bytesIn(input, { name: 'source', title: 'Text or file' });
    return { hash: written(digest(algorithmIn(input), bytes), formIn(input)) };
  },
});
