import type { ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Judges values by a description as its maker wrote it, not by what Patchbay made of it: ajv reads the document itself and
 * follows its references. Only what ajv would refuse to read at all is mended before (see `mend`).
 */
export class Judge {
  readonly #root: Json;
  readonly #ajv: Ajv2020;

  constructor(root: Json) {
    mend(root);
    this.#root = root;
    this.#ajv = new Ajv2020({
      strict: false,
      logger: false,
      meta: false,
      validateSchema: false,
      unicodeRegExp: false,
      validateFormats: false,
      inlineRefs: false,
    });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(root, 'description');
  }

  /** What the description says against a value at a place in it; undefined where it says nothing. Throws where ajv cannot tell. */
  verdict(pointer: readonly string[], value: unknown): string | undefined {
    const fits = this.#ajv.compile({ $ref: `description#${pointerText(pointer)}` });
    return fits(value) ? undefined : errorText(fits.errors ?? []);
  }

  /** What stands at a place, references followed, with the place it really stands at. */
  at(pointer: readonly string[]): { value: Json; pointer: readonly string[] } | undefined {
    let here = pointer;
    for (let hop = 0; hop < 20; hop += 1) {
      let value: unknown = this.#root;
      for (const key of here)
        value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
      if (!isObject(value)) return undefined;
      if (typeof value.$ref !== 'string') return { value, pointer: here };
      if (!value.$ref.startsWith('#/')) return undefined;
      here = value.$ref
        .slice(2)
        .split('/')
        .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
    }
    return undefined;
  }
}

function pointerText(pointer: readonly string[]): string {
  return pointer.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
}

function errorText(errors: readonly ErrorObject[]): string {
  return errors
    .slice(0, 3)
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .join('; ');
}

/**
 * Puts a description into words that ajv takes, in place. Swagger 2.0 and OpenAPI 3.0 are older than the JSON Schema it knows
 * (`nullable`, `exclusiveMinimum: true`), and one in ten vendors' files has an empty list of choices, a pattern of another
 * language or a bound that is text, which would count against us although no request could ever fit.
 */
function mend(root: Json): void {
  const seen = new Set<object>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const here = waiting.pop();
    if (typeof here !== 'object' || here === null || seen.has(here)) continue;
    seen.add(here);
    if (isObject(here)) mendObject(here);
    for (const inner of Object.values(here)) waiting.push(inner);
  }
}

const NUMBERS = 'minimum maximum multipleOf minLength maxLength minItems maxItems minProperties maxProperties'.split(
  ' ',
);
const SCHEMA_WORDS = ['type', 'properties', 'items', 'allOf', 'anyOf', 'oneOf', '$ref', 'enum'];

function mendObject(schema: Json): void {
  // An object of examples or of fields may have a field of any of these names; those are objects then.
  for (const key of NUMBERS)
    if (key in schema && !isObject(schema[key]) && typeof schema[key] !== 'number') delete schema[key];
  for (const [strict, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[strict] !== 'boolean') continue;
    if (schema[strict] && typeof schema[bound] === 'number') {
      schema[strict] = schema[bound];
      delete schema[bound];
    } else delete schema[strict];
  }
  if (Array.isArray(schema.enum) && schema.enum.length === 0) delete schema.enum;
  if ('enum' in schema && !Array.isArray(schema.enum) && !isObject(schema.enum)) delete schema.enum;
  if (Array.isArray(schema.enum) && typeof schema.type === 'string' && !schema.enum.some((it) => isOf(it, schema.type)))
    delete schema.type;
  if (typeof schema.pattern === 'string' && !compiles(schema.pattern)) delete schema.pattern;
  if (typeof schema.$id === 'string' || typeof schema.id === 'string') {
    delete schema.$id;
    if (SCHEMA_WORDS.some((word) => word in schema)) delete schema.id;
  }
  if ('required' in schema && !isObject(schema.required)) mendRequired(schema);
  if (schema.type === 'file' || (typeof schema.type === 'string' && !TYPES.has(schema.type))) delete schema.type;
  if (
    (schema.nullable === true || schema['x-nullable'] === true) &&
    Array.isArray(schema.enum) &&
    !schema.enum.includes(null)
  )
    schema.enum.push(null);
  if ((schema.nullable === true || schema['x-nullable'] === true) && typeof schema.type === 'string')
    schema.type = [schema.type, 'null'];
  delete schema.nullable;
  delete schema.discriminator;
  for (const key of ['allOf', 'anyOf', 'oneOf'])
    if (Array.isArray(schema[key]) && schema[key].length === 0) delete schema[key];
  if (Array.isArray(schema.items)) {
    schema.prefixItems = schema.items;
    delete schema.items;
  }
}

const TYPES = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

function isOf(value: unknown, type: unknown): boolean {
  if (type === 'integer' || type === 'number') return typeof value === 'number';
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern).source !== '';
  } catch {
    return false;
  }
}

/** `required: true` on a field itself says nothing; what only answers have cannot be required of a request. */
function mendRequired(schema: Json): void {
  if (typeof schema.name === 'string' && typeof schema.in === 'string') {
    // In Swagger 2.0 a parameter is its own schema.
    if (schema.required === true && schema.schema === undefined) schema['x-required'] = true;
    if (typeof schema.type === 'string') delete schema.required;
    return;
  }
  if (!Array.isArray(schema.required)) {
    if (SCHEMA_WORDS.some((word) => word in schema) && schema.content === undefined) delete schema.required;
    return;
  }
  const properties = isObject(schema.properties) ? schema.properties : {};
  const names = schema.required.filter((name): name is string => typeof name === 'string');
  const isReadOnly = (name: string) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isObject(property) && property.readOnly === true;
  };
  schema.required = [...new Set(names)].filter((name) => !isReadOnly(name));
}
