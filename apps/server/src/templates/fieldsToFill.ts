import { hintsOf, isObject, own } from '@patchbay/connector';
import type { CatalogOperation, Mapping, Step } from '@patchbay/flow';
import type { Template } from './template.ts';

type Schema = CatalogOperation['input'];

/**
 * The titles of the fields of a step that only its user can fill: those whose made-up value stands for a choice of their
 * account, such as a channel, and those the template names.
 */
export function fieldsToFill(
  { id, inputs }: Step,
  { input, fill }: { input: Schema } & Pick<Template, 'fill'>,
): string[] {
  const named = new Set(fill.filter(({ step }) => step === id).map(({ field }) => field));
  const titles = propertiesOf(input).flatMap(([name, schema]) => {
    const given = inputs[name];
    if (given === undefined) return [];
    return named.has(name) ? [titleOf(schema) ?? name] : choicesIn(given, schema);
  });
  return [...new Set(titles)];
}

/** The fields of a mapping that are typed in although an account has the choices. */
function choicesIn(mapping: Mapping, schema: Schema): string[] {
  if (mapping.kind === 'object') {
    return propertiesOf(schema).flatMap(([name, field]) => {
      const given = mapping.fields[name];
      return given === undefined ? [] : choicesIn(given, field);
    });
  }
  if (mapping.kind !== 'literal') return [];
  if (hasLookup(schema)) return [titleOf(schema) ?? 'Choice'];
  const { value } = mapping;
  if (!isObject(value)) return [];
  return propertiesOf(schema).flatMap(([name, field]) =>
    own(value, name) !== undefined && hasLookup(field) ? [titleOf(field) ?? name] : [],
  );
}

function propertiesOf(schema: Schema): [string, Schema][] {
  return typeof schema === 'object' ? Object.entries(schema.properties ?? {}) : [];
}

/** A field with a default has a value that does for most people, such as the main calendar. */
function hasLookup(schema: Schema): boolean {
  return hintsOf(schema)['x-patchbay-lookup'] !== undefined && !(typeof schema === 'object' && 'default' in schema);
}

function titleOf(schema: Schema): string | undefined {
  return typeof schema === 'object' ? schema.title : undefined;
}
