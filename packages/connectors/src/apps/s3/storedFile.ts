import { isObject, type Operation, own } from '@patchbay/connector';

/** What a step gives that has kept a file: where it is now. The storage says in a header what it kept. */
export const storedFile = {
  answer: 'whole',
  output: {
    type: 'object',
    properties: {
      bucket: { type: 'string', title: 'Bucket' },
      key: { type: 'string', title: 'Name', description: 'With its folders.' },
      etag: { type: 'string', title: 'Fingerprint', description: 'Another one where the content is another one.' },
    },
    required: ['bucket', 'key', 'etag'],
  },
  sample: {
    bucket: 'northwind-invoices',
    key: '2026/03/invoice-1042.pdf',
    etag: '9b2cf535f27731c974343645a3985328',
  },
  fromAnswer: (answer, input) => ({ ...placeIn(input), etag: unquoted(headerIn(answer, 'etag')) }),
} satisfies Partial<Operation>;

/** The place of a file that a step was given. */
export function placeIn(input: unknown): { bucket: string; key: string } {
  const given = isObject(input) ? input : {};
  return { bucket: String(own(given, 'bucket') ?? ''), key: String(own(given, 'key') ?? '') };
}

/** A header of a whole answer; empty where there is none. */
export function headerIn(answer: unknown, name: string): string {
  const headers = isObject(answer) && isObject(answer.headers) ? answer.headers : {};
  return String(own(headers, name) ?? '');
}

export function unquoted(etag: string): string {
  return etag.replace(/^W\/|"/g, '');
}
