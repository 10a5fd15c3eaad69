import { filledTextIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { bytesIn, textSourceField } from '../../values/source.ts';
import { algorithmField, algorithmIn, fromBase64, fromHex, secretFields, secretIn, signature } from '../algorithms.ts';

/** Whether an HMAC is right. */
export const checkSignature = pureOperation({
  title: 'Check a signature (HMAC)',
  description: 'Tells whether a text was signed by somebody who knows the secret, and came unchanged.',
  group: 'Signatures',
  keywords: ['hmac', 'verify', 'validate', 'signature', 'sha256', 'secret', 'webhook', 'crypto', 'authenticate'],
  fields: {
    source: { ...textSourceField, description: 'The text exactly as it came, before anything was changed.' },
    signature: {
      type: 'string',
      title: 'Signature',
      description: 'As it came: hex or base64, also with sha256= or v1= before it.',
      minLength: 1,
    },
    ...secretFields,
    algorithm: algorithmField,
  },
  required: ['source', 'signature', 'secret'],
  gives: { valid: { type: 'boolean', title: 'Valid', description: 'Whether the signature is right.' } },
  sample: { valid: true },
  perform: (input) => {
    const given = filledTextIn(input, { name: 'signature', title: 'Signature' })
      .trim()
      .replace(/^(sha\d{1,3}|v\d)[=,]/i, '');
    const bytes = bytesIn(input, { name: 'source', title: 'Text or file' });
    const right = signature(algorithmIn(input), secretIn(input), bytes);
    return { valid: [fromHex(given), fromBase64(given)].some((bytes) => bytes !== undefined && isSame(bytes, right)) };
  },
});

/** Looks at every byte whatever it finds, so that the time tells nothing about where they differ. */
function isSame(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (const [at, byte] of right.entries()) difference |= byte ^ (left[at] ?? 0);
  return difference === 0;
}
