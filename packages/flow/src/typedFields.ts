import type { Json, Mapping } from '@patchbay/expression';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { typedByHand } from './typedByHand.ts';

/** What a field that a person adds to a step may hold; `choices` is several of them, `consent` yes or no. */
export const fieldKinds = [
  'text',
  'text-long',
  'email',
  'phone',
  'link',
  'number',
  'date',
  'choice',
  'choices',
  'consent',
  'file',
] as const;

/** One field that a person added to a step, such as a question of a form. */
export type TypedField = {
  /** Its name in the data. It stays when the label changes, so that mappings keep it. */
  name: string;
  label: string;
  kind: (typeof fieldKinds)[number];
  isRequired: boolean;
  help?: string;
  /** For `choice` and `choices`. */
  choices: readonly string[];
};

/** The fields typed into a list input, in order; what cannot be read of an item is as if it were not there. */
export function typedFields(mapping: Mapping | undefined): TypedField[] {
  const items = mapping && typedByHand(mapping);
  return Array.isArray(items) ? items.flatMap(fieldOf) : [];
}

/** The type of data that has these fields. Those that need not be filled may be missing. */
export function schemaOfFields(fields: readonly TypedField[]): JSONSchema {
  const named = fields.filter(({ name }) => name !== '');
  const isThere = ({ isRequired, kind }: TypedField) => isRequired || kind === 'consent' || kind === 'choices';
  return {
    type: 'object',
    properties: Object.fromEntries(named.map((field) => [field.name, { ...schemaOf(field), title: field.label }])),
    required: named.filter(isThere).map(({ name }) => name),
    additionalProperties: false,
  };
}

function schemaOf({ kind, choices }: TypedField): Exclude<JSONSchema, boolean> {
  switch (kind) {
    case 'number':
      return { type: 'number' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'email':
      return { type: 'string', format: 'email' };
    case 'phone':
      return { type: 'string', format: 'phone' };
    case 'link':
      return { type: 'string', format: 'uri' };
    case 'consent':
      return { type: 'boolean' };
    case 'choice':
      return choices.length > 0 ? { type: 'string', enum: [...choices] } : { type: 'string' };
    case 'choices':
      return { type: 'array', items: choices.length > 0 ? { type: 'string', enum: [...choices] } : { type: 'string' } };
    case 'file':
      return keptFile;
    case 'text':
    case 'text-long':
      return { type: 'string' };
  }
}

/** A file that the host keeps, as steps hand it on: the SDK's `fileSchema`, which cannot be imported here. */
const keptFile = {
  type: 'object' as const,
  properties: {
    name: { type: 'string' as const, title: 'File name', examples: ['invoice.pdf'] },
    contentType: { type: 'string' as const, title: 'File type', examples: ['application/pdf'] },
    size: { type: 'integer' as const, title: 'Size in bytes', minimum: 0, examples: [48_213] },
    file: { type: 'string' as const, title: 'Reference', examples: ['file_sample'], 'x-patchbay-widget': 'hidden' },
  },
  required: ['file', 'name', 'contentType', 'size'],
  'x-patchbay-order': ['name', 'contentType', 'size', 'file'],
  'x-patchbay-widget': 'file',
};

function fieldOf(item: Json): TypedField[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
  const { name, label, kind, required, help, choices } = item;
  return [
    {
      name: textOf(name),
      label: textOf(label) || textOf(name),
      kind: fieldKinds.find((known) => known === kind) ?? 'text',
      isRequired: required === true,
      ...(textOf(help) !== '' && { help: textOf(help) }),
      choices: Array.isArray(choices) ? [...new Set(choices.map(textOf).filter((choice) => choice !== ''))] : [],
    },
  ];
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
