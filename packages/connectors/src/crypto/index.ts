import { defineConnector } from '@patchbay/connector';
import { checkSignature } from './operations/checkSignature.ts';
import { decode } from './operations/decode.ts';
import { encode } from './operations/encode.ts';
import { hash } from './operations/hash.ts';
import { sign } from './operations/sign.ts';

/** Fingerprints, signatures and encodings. Its names are part of every saved flow. */
export const cryptoConnector = defineConnector({
  id: 'crypto',
  version: '1',
  name: 'Hash and sign',
  description: 'Make fingerprints and signatures, check them, encode and decode.',
  category: 'developer',
  auth: [],
  operations: { hash, sign, checkSignature, encode, decode },
});
