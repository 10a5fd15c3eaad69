import type { FieldSchema } from '@patchbay/connector';
import { isObject, own } from '@patchbay/connector';
import { type Input, rowsIn } from '../../values/input.ts';
import { refusal } from '../../values/refusal.ts';

/** A field that a model is asked to fill. */
export type AskedField = { name: string; isRequired: boolean; schema: Exclude<FieldSchema, boolean> };

/** The fields a person typed in. Throws OperationError where there is none. */
export function askedFields(input: Input): AskedField[] {
  const rows = rowsIn(input, { name: 'fields', title: 'Fields' });
  const fields = rows.filter((row) => typeof row.name === 'string' && row.name !== '').map(askedField);
  if (fields.length === 0) throw refusal('fields_missing', 'There is no field to fill yet. Add one.');
  return fields;
}

/**
 * The object a model is asked for. All fields are required, because some models take no others: `null` stands for nothing.
 */
export function schemaOfAsked(fields: readonly AskedField[]): FieldSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema, isRequired }) => [name, orNull(schema, isRequired)])),
    required: fields.map(({ name }) => name),
    additionalProperties: false,
  };
}

/** What the step gives: numbers as numbers, and without the fields that have nothing. */
export function givenFields(data: Record<string, unknown>, fields: readonly AskedField[]): Record<string, unknown> {
  const given = fields.flatMap(({ name, schema, isRequired }): [string, unknown][] => {
    const value = asType(own(data, name), schema.type);
    if (value !== undefined && value !== null) return [[name, value]];
    if (schema.type === 'array') return [[name, []]];
    if (!isRequired) return [];
    throw refusal(
      'answer_not_complete',
      `The model found no "${schema.title ?? name}". Make it optional, or ask otherwise.`,
    );
  });
  return Object.fromEntries(given);
}

function askedField(row: Record<string, unknown>): AskedField {
  const { name, label, help, kind, required, choices } = row;
  const words = [label, help].filter((text) => typeof text === 'string' && text !== '').join(': ');
  const schema = typeOf(String(kind ?? 'text'), Array.isArray(choices) ? choices.map(String) : []);
  return {
    name: String(name),
    isRequired: required === true || kind === 'consent',
    schema: { ...schema, title: String(label ?? name), ...(words !== '' && { description: words }) },
  };
}

function typeOf(kind: string, choices: readonly string[]): Exclude<FieldSchema, boolean> {
  const one = { type: 'string' as const, ...(choices.length > 0 && { enum: [...choices] }) };
  switch (kind) {
    case 'number':
      return { type: 'number' };
    case 'consent':
      return { type: 'boolean' };
    case 'choice':
      return one;
    case 'choices':
      return { type: 'array', items: one };
    case 'date':
      return { type: 'string', format: 'date' };
    default:
      return { type: 'string' };
  }
}

/** `format` is left out: not every provider knows it, and the words say what a date looks like. */
function orNull(schema: Exclude<FieldSchema, boolean>, isRequired: boolean): FieldSchema {
  const { title: _title, format, description, ...type } = schema;
  const words = [description, format === 'date' ? 'As YYYY-MM-DD.' : ''].filter(Boolean).join(' ');
  const described = { ...type, ...(words !== '' && { description: words }) };
  if (isRequired || schema.type === 'array') return described;
  return { anyOf: [described, { type: 'null' }] };
}

function asType(value: unknown, type: unknown): unknown {
  if (type === 'number' && typeof value === 'string' && value.trim() !== '') return Number(value);
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  return isObject(value) ? JSON.stringify(value) : value;
}
