import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { own } from './equal.ts';

const DEPTH = 4;

/** What a schema may say and yet say nothing of the values: its name, its help, an example. */
const SAYS_NOTHING = new Set([
  'title',
  'description',
  'examples',
  'default',
  '$defs',
  '$comment',
  'deprecated',
  'readOnly',
]);

/**
 * A schema with what samples tell where it says nothing itself: as a whole, or of some of its fields. The same schema
 * where it says all.
 */
export function filledIn(known: JSONSchema, learnt: JSONSchema, depth = 0): JSONSchema {
  if (isSilent(known)) return learnt === true || isSilent(learnt) ? known : labelled(learnt, known);
  if (typeof known === 'boolean' || typeof learnt === 'boolean' || depth >= DEPTH) return known;
  const { properties } = known;
  if (properties === undefined || learnt.properties === undefined) return known;
  const sampled = learnt.properties;
  const filled = Object.entries(properties).map(([name, schema]): [string, JSONSchema] => {
    const sample = own(sampled, name);
    return [name, sample === undefined ? schema : filledIn(schema, sample, depth + 1)];
  });
  const isNews = filled.some(([name, schema]) => schema !== properties[name]);
  return isNews ? { ...known, properties: Object.fromEntries(filled) } : known;
}

/** Whether samples could tell more of values than a schema does. */
export function saysTooLittle(schema: JSONSchema, depth = 0): boolean {
  if (isSilent(schema)) return true;
  if (typeof schema === 'boolean' || depth >= DEPTH) return false;
  return Object.values(schema.properties ?? {}).some((field) => saysTooLittle(field, depth + 1));
}

/** Says nothing of the values at all, or only that they are objects, of which it names no field. */
function isSilent(schema: JSONSchema): boolean {
  if (typeof schema === 'boolean') return schema;
  const said = Object.keys(schema).filter((key) => !SAYS_NOTHING.has(key) && !key.startsWith('x-'));
  return said.length === 0 || (said.length === 1 && said[0] === 'type' && schema.type === 'object');
}

function labelled(schema: JSONSchema, like: JSONSchema): JSONSchema {
  if (typeof schema === 'boolean' || typeof like === 'boolean') return schema;
  const { title, description } = like;
  return { ...schema, ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
}
