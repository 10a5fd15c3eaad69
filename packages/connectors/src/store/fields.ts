import type { FieldSchema } from '@patchbay/connector';

/** What a value is saved under. */
export const keyField = {
  type: 'string',
  title: 'Key',
  description: 'The name of the value, at most 200 characters. Every flow of the workspace sees the same values.',
  examples: ['last-order-number'],
  minLength: 1,
  maxLength: 200,
} satisfies FieldSchema;

/** How long a value is kept. */
export const minutesField = {
  type: 'integer',
  title: 'Forget after minutes',
  description: 'How long to keep the value. Empty: until it is deleted.',
  minimum: 1,
  maximum: 5_256_000,
} satisfies FieldSchema;

/** A saved value that may be anything. */
export const valueGiven = { title: 'Value', description: 'What is saved under the key.' } satisfies FieldSchema;
