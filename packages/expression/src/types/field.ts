import { anything, itemOf, kind, kindsOf, resolve, type SchemaObject, type Type } from './type.ts';

/** What is known of one field of a type. */
export type FieldLookup =
  | { known: 'yes'; type: Type }
  /** The type has no such field; `names` are the ones it has; `closed` when the schema forbids others outright. */
  | { known: 'no'; names: string[]; closed: boolean }
  /** The type has no fields at all: it is a number, a list and so on. */
  | { known: 'no-fields' }
  /** Nothing is known: the schema leaves it open. */
  | { known: 'maybe' };

/** What the parts of a schema say together about a field. */
type Said = { found: Type[]; names: string[]; open: boolean; anything: boolean; closed: boolean };

/** Looks a field up. A schema that names properties and does not invite others is taken at its word. */
export function fieldOf(type: Type, name: string): FieldLookup {
  if (!(kindsOf(type) & kind.object)) return { known: 'no-fields' };
  const said = ask({ type, name, seen: new Set() });
  const [first, ...others] = said.found;
  if (first)
    return { known: 'yes', type: others.every((other) => other.schema === first.schema) ? first : union(said.found) };
  return said.open || !said.anything ? { known: 'maybe' } : { known: 'no', names: said.names, closed: said.closed };
}

function union(types: readonly Type[]): Type {
  const root = types[0]?.root;
  if (root === undefined || types.some((type) => type.root !== root)) return anything;
  return { schema: { anyOf: types.map((type) => type.schema) }, root };
}

/** `seen` are the schemas already asked: one that contains itself adds nothing. */
type Question = { type: Type; name: string; seen: Set<SchemaObject> };

function ask({ type, name, seen }: Question): Said {
  const schema = resolve(type);
  const said: Said = { found: [], names: [], open: false, anything: false, closed: false };
  if (!schema) return { ...said, open: true };
  if (seen.has(schema)) return said;
  seen.add(schema);
  const { root } = type;
  if (schema.properties) {
    said.anything = true;
    said.names.push(...Object.keys(schema.properties));
    const own = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (own !== undefined) said.found.push({ schema: own, root });
  }
  const more = schema.additionalProperties;
  if (more === false) {
    said.anything = true;
    said.closed = true;
  }
  if (schema.patternProperties || more === true) said.open = true;
  if (typeof more === 'object') {
    said.anything = true;
    if (said.found.length === 0) said.found.push({ schema: more, root });
  }
  for (const part of schema.allOf ?? []) combine(said, ask({ type: { schema: part, root }, name, seen }));
  for (const choices of [schema.anyOf, schema.oneOf]) {
    if (choices?.length)
      combine(said, askChoices(choices.map((part) => ({ type: { schema: part, root }, name, seen }))));
  }
  return said;
}

/** Of alternatives one that has the field is enough, and one that is open leaves it open. */
function askChoices(questions: readonly Question[]): Said {
  const union: Said = { found: [], names: [], open: false, anything: false, closed: false };
  for (const question of questions) {
    if (!(kindsOf(question.type) & kind.object)) continue;
    const answer = ask(question);
    union.found.push(...answer.found);
    union.names.push(...answer.names);
    union.open ||= answer.open || !answer.anything;
    union.anything ||= answer.anything;
    union.closed ||= answer.closed;
  }
  return union;
}

function combine(said: Said, part: Said): void {
  said.found.push(...part.found);
  said.names.push(...part.names);
  said.open ||= part.open;
  said.anything ||= part.anything;
  said.closed ||= part.closed;
}

/** The type after a list's `[n]` or an object's field; what the problem is when there is none. */
export function segmentOf(type: Type, segment: string | number): FieldLookup {
  if (typeof segment === 'string') return fieldOf(type, segment);
  return kindsOf(type) & kind.list ? { known: 'yes', type: itemOf(type) } : { known: 'no-fields' };
}
