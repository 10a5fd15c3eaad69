import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { PathSegment, Reference } from '../mapping.ts';
import { itemOf, kind, kindsOf, resolve, type SchemaObject, type Type, typeOf } from './type.ts';

const DEPTH = 24;

/**
 * Whether schemas say that there may be nothing where a reference points: a field that is null at times, or is not among
 * those that an object always has. Where an object says of no field that it is always there, nothing is known.
 */
export function mayBeAbsent({ step, path }: Reference, environment: Readonly<Record<string, JSONSchema>>): boolean {
  const schema = Object.hasOwn(environment, step) ? environment[step] : undefined;
  return schema !== undefined && path.length < DEPTH && isAbsentIn(typeOf(schema), path, 0);
}

function isAbsentIn(type: Type, path: readonly PathSegment[], depth: number): boolean {
  const schema = resolve(type);
  if (schema === undefined || depth > DEPTH) return false;
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  if (choices.length > 0) {
    const inner = choices.map((choice) => ({ schema: choice, root: type.root }));
    return inner.some((choice) => saysNull(choice)) || isAbsentInSome(inner, path, depth + 1);
  }
  if (saysNull(type)) return true;
  const [segment, ...rest] = path;
  if (segment === undefined) return false;
  // A list may always be empty: to say so each time would tell nobody anything.
  if (typeof segment === 'number') return isAbsentIn(itemOf(type), rest, depth + 1);
  const parts = partsOf(schema, type.root);
  const field = parts.map((part) => ownField(part, segment)).find((found) => found !== undefined);
  const required = parts.flatMap((part) => part.required ?? []);
  if (field === undefined) return false;
  if (required.length > 0 && !required.includes(segment)) return true;
  return isAbsentIn({ schema: field, root: type.root }, rest, depth + 1);
}

/** Of alternatives, one that knows the field while another has fields and not this one. */
function isAbsentInSome(choices: readonly Type[], path: readonly PathSegment[], depth: number): boolean {
  const [segment] = path;
  if (choices.some((choice) => isAbsentIn(choice, path, depth))) return true;
  if (typeof segment !== 'string') return false;
  const knows = choices.flatMap((choice) => {
    const schema = resolve(choice);
    const parts = schema === undefined ? [] : partsOf(schema, choice.root);
    const named = parts.some((part) => ownField(part, segment) !== undefined);
    const isClosed = parts.some((part) => part.additionalProperties === false);
    return named ? [true] : isClosed ? [false] : [];
  });
  return knows.includes(true) && knows.includes(false);
}

function saysNull(type: Type): boolean {
  const schema = resolve(type);
  if (schema === undefined) return false;
  if ([schema.type].flat().includes('null')) return true;
  return Array.isArray(schema.enum) && schema.enum.includes(null) && (kindsOf(type) & kind.null) !== 0;
}

function partsOf(schema: SchemaObject, root: JSONSchema): SchemaObject[] {
  return [schema, ...(schema.allOf ?? []).flatMap((part) => resolve({ schema: part, root }) ?? [])];
}

function ownField({ properties }: SchemaObject, name: string): JSONSchema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}
