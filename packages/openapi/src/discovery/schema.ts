import { isObject, type JsonObject, listIn, objectIn, own, textIn } from '../json.ts';

/** Deeper than any schema of this format stands inside another. */
const DEPTH = 60;

/** A schema of the discovery format in the words of JSON Schema: references by name, numbers and defaults that are text. */
export function copyDiscoverySchema(schema: unknown, depth = 0): JsonObject {
  if (!isObject(schema) || depth > DEPTH) return {};
  const reference = textIn(schema, '$ref');
  const copy: JsonObject = {};
  for (const key of ['description', 'format', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems'] as const) {
    const value = own(schema, key);
    if (value !== undefined) copy[key] = value;
  }
  if (reference !== undefined) copy.$ref = schemaReference(reference);
  const type = textIn(schema, 'type');
  if (type !== undefined && type !== 'any') copy.type = type;
  if (own(schema, 'readOnly') === true) copy.readOnly = true;
  if (own(schema, 'deprecated') === true) copy.deprecated = true;
  const choices = listIn(schema, 'enum').map((choice) => asTyped(choice, type));
  if (choices.length > 0) copy.enum = choices;
  const fallback = own(schema, 'default');
  if (fallback !== undefined) copy.default = asTyped(fallback, type);
  const properties = Object.entries(objectIn(schema, 'properties'));
  if (properties.length > 0) {
    copy.properties = Object.fromEntries(
      properties.map(([name, property]) => [name, copyDiscoverySchema(property, depth + 1)]),
    );
    const required = properties.filter(([, property]) => isObject(property) && own(property, 'required') === true);
    if (required.length > 0) copy.required = required.map(([name]) => name);
  }
  for (const key of ['items', 'additionalProperties'] as const) {
    if (isObject(own(schema, key))) copy[key] = copyDiscoverySchema(own(schema, key), depth + 1);
  }
  return { ...copy, ...variantOf(schema) };
}

export const schemaReference = (name: string) => `#/components/schemas/${name}`;

/** `true` and `20` are written as text in this format. */
function asTyped(value: unknown, type: string | undefined): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return (type === 'integer' || type === 'number') && Number.isFinite(number) ? number : value;
}

/** One of several shapes, told apart by a field. */
function variantOf(schema: JsonObject): JsonObject {
  const variant = objectIn(schema, 'variant');
  const propertyName = textIn(variant, 'discriminant');
  const entries = listIn(variant, 'map')
    .filter(isObject)
    .flatMap((entry): [string, string][] => {
      const reference = textIn(entry, '$ref');
      const value = textIn(entry, 'type_value');
      return reference === undefined || value === undefined ? [] : [[value, schemaReference(reference)]];
    });
  if (propertyName === undefined || entries.length === 0) return {};
  return {
    oneOf: entries.map(([, reference]) => ({ $ref: reference })),
    discriminator: { propertyName, mapping: Object.fromEntries(entries) },
  };
}
