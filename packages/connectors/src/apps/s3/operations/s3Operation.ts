import { defineOperation, type FieldSchema, type HttpRequest, isObject, type Operation } from '@patchbay/connector';
import { filledTextIn, type Input } from '../../../values/input.ts';

type Fields = Readonly<Record<string, FieldSchema>>;

const buckets = { operation: 'listBuckets', items: 'buckets', value: 'name', label: 'name', detail: 'createdAt' };

/** The files of the bucket that this field names, to choose from. */
export const filesIn = (from: string) => ({
  operation: 'listFiles',
  input: { bucket: { from }, inFolders: true },
  items: 'files',
  value: 'key',
  label: 'key',
  detail: 'changedAt',
  // What the name begins with: the storage knows no other search.
  search: 'folder',
});

/** The field that asks for a bucket. */
export const bucket = {
  type: 'string',
  title: 'Bucket',
  description: 'Where the files are.',
  examples: ['northwind-invoices'],
  minLength: 1,
  'x-patchbay-lookup': buckets,
} satisfies FieldSchema;

/** The field that asks for a file. */
export const key = {
  type: 'string',
  title: 'Name',
  description: 'Of the file, with its folders.',
  examples: ['2026/03/invoice-1042.pdf'],
  minLength: 1,
  maxLength: 1_024,
} satisfies FieldSchema;

type S3Operation = Pick<Operation, 'title' | 'description' | 'keywords' | 'effect' | 'sample'> & {
  group: string;
  fields: Fields;
  required: readonly string[];
  gives: FieldSchema;
  request(input: Input): HttpRequest;
  output(answer: unknown, input: unknown): unknown;
};

/** A step that answers in XML or in headers. */
export function s3Operation({ fields, required, gives, request, output, ...words }: S3Operation): Operation {
  return defineOperation({
    ...words,
    kind: 'call',
    // Whatever is kept or copied twice is there once.
    repeat: 'natural',
    needsConnection: true,
    input: {
      type: 'object',
      properties: { ...fields },
      required: [...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(fields),
    },
    output: gives,
    answer: 'whole',
    toRequest: (input) => request(isObject(input) ? input : {}),
    fromAnswer: output,
  });
}

/** The path of a file: slashes part folders, all else is escaped. */
export function pathOf(bucketName: string, name: string): string {
  return `/${[bucketName, ...name.split('/')].map(escaped).join('/')}`;
}

/** All but plain letters, as addresses want it. */
export function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The bucket that was given. Throws OperationError. */
export const bucketIn = (input: Input, name = 'bucket') => filledTextIn(input, { name, title: 'Bucket' });
/** The name that was given. Throws OperationError. */
export const keyIn = (input: Input, name = 'key') => filledTextIn(input, { name, title: 'Name' });
