import { pureOperation } from '../../values/pureOperation.ts';
import { bytesIn, textSourceField } from '../../values/source.ts';
import {
  algorithmField,
  algorithmIn,
  formField,
  formIn,
  secretFields,
  secretIn,
  signature,
  written,
} from '../algorithms.ts';

/** The HMAC of a text or file. */
export const sign = pureOperation({
  title: 'Sign (HMAC)',
  description: 'Makes a signature that proves to whoever knows the secret that a text is yours and unchanged.',
  group: 'Signatures',
  keywords: ['hmac', 'signature', 'sha256', 'secret', 'webhook', 'crypto', 'authenticate'],
  fields: { source: textSourceField, ...secretFields, algorithm: algorithmField, form: formField },
  required: ['source', 'secret'],
  gives: { signature: { type: 'string', title: 'Signature' } },
  sample: { signature: '5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0' },
  perform: (input) => {
    const bytes = bytesIn(input, { name: 'source', title: 'Text or file' });
    return { signature: written(signature(algorithmIn(input), secretIn(input), bytes), formIn(input)) };
  },
});
