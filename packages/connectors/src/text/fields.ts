import type { FieldSchema } from '@patchbay/connector';

export const textField = {
  type: 'string',
  title: 'Text',
  description: 'The text to work on.',
  'x-patchbay-widget': 'text-long',
} satisfies FieldSchema;

export const patternField = {
  type: 'string',
  title: 'Pattern',
  description: 'A regular expression. Look-around and back-references are not known, so that it always ends in time.',
  examples: ['[A-Z]{2}-(\\d+)'],
  'x-patchbay-widget': 'code',
  'x-patchbay-basic': true,
} satisfies FieldSchema;

export const ignoreCaseField = {
  type: 'boolean',
  title: 'Ignore capital letters',
  description: 'Whether ANN and ann count as the same.',
  default: false,
} satisfies FieldSchema;
