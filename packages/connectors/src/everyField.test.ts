import { type FieldSchema, hintsOf } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { everyConnector } from './apps.ts';

type Found = { path: string; schema: Exclude<FieldSchema, boolean> };

/** Every field a form shows, those of rows and groups too. */
function fieldsIn(schema: unknown, path: string): Found[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as { properties?: Record<string, FieldSchema> };
  return Object.entries(properties).flatMap(([name, field]) => {
    if (typeof field === 'boolean' || hintsOf(field)['x-patchbay-widget'] === 'hidden') return [];
    const here = `${path}${name}`;
    // What a file is made of is the host's, and the questions of a form have an editor of their own.
    const isWhole = hintsOf(field)['x-patchbay-widget'] === 'form-fields' || isFile(field) || isFile(field.items);
    const inside = isWhole ? [] : [...fieldsIn(field, `${here}.`), ...fieldsIn(field.items, `${here}[].`)];
    return [{ path: here, schema: field }, ...inside];
  });
}

function isFile(schema: unknown): boolean {
  return (
    typeof schema === 'object' &&
    schema !== null &&
    'properties' in schema &&
    Object.hasOwn(Object(schema.properties), 'contentType')
  );
}

const offering = (await everyConnector()).filter(({ operations }) => Object.keys(operations).length > 0);

describe.each(offering.map((connector) => [connector.id, connector] as const))('%s', (_id, { operations }) => {
  it.each(Object.entries(operations))('says of every field of %s what it is for', (_name, operation) => {
    expect(operation.description).toMatch(/\.$/);
    for (const { path, schema } of fieldsIn(operation.input, '')) {
      const { title, description } = schema;
      expect({ path, title, description }).toEqual({
        path,
        title: expect.any(String),
        description: expect.stringMatching(/\.$/),
      });
      const choices = Array.isArray(schema.enum) ? schema.enum : [];
      const labels = hintsOf(schema)['x-patchbay-labels'] ?? {};
      const unnamed = choices.filter((choice) => labels[String(choice)] === undefined && /^[a-z]/.test(String(choice)));
      expect({ path, unnamed }).toEqual({ path, unnamed: [] });
    }
  });
});
