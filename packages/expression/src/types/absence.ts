import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { PathSegment, Reference } from '../mapping.ts';
import { itemOf, kind, kindsOf, resolve, type SchemaObject, type Type, typeOf } from './type.ts';

const DEPTH = 24;

/** `said`: it is null at times, or one of several forms lacks it. `unlisted`: not among those an object always has. */
export type Absence = 'said' | 'unlisted';

/**
 * What schemas say of there being nothing where a reference points; undefined where they say nothing of it. Where an object
 * says of no field that it is always there, nothing is known of any.
 */
export function absenceOf(
  { step, path }: Reference,
  environment: Readonly<Record<string, JSONSchema>>,
): Absence | undefined {
  const schema = Object.hasOwn(environment, step) ? environment[step] : undefined;
  if (schema === undefined || path.length > DEPTH) return undefined;
  return absenceIn({ type: typeOf(schema), path, depth: 0 });
}

type Place = { type: Type; path: readonly PathSegment[]; depth: number };

function absenceIn({ type, path, depth }: Place): Absence | undefined {
  const schema = resolve(type);
  if (schema === undefined || depth > DEPTH) return undefined;
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  if (choices.length > 0) {
    const inner = choices.map((choice) => ({ schema: choice, root: type.root }));
    if (inner.some(saysNull) || isLackedBySome(inner, path)) return 'said';
    return strongest(inner.map((choice) => absenceIn({ type: choice, path, depth: depth + 1 })));
  }
  if (saysNull(type)) return 'said';
  const [segment, ...rest] = path;
  if (segment === undefined) return undefined;
  // A list may always be empty: to say so each time would tell nobody anything.
  if (typeof segment === 'number') return absenceIn({ type: itemOf(type), path: rest, depth: depth + 1 });
  const parts = partsOf(schema, type.root);
  const field = parts.map((part) => ownField(part, segment)).find((found) => found !== undefined);
  if (field === undefined) return undefined;
  const required = parts.flatMap((part) => part.required ?? []);
  const isUnlisted = required.length > 0 && !required.includes(segment);
  const inside = absenceIn({ type: { schema: field, root: type.root }, path: rest, depth: depth + 1 });
  return strongest([inside, isUnlisted ? 'unlisted' : undefined]);
}

function strongest(found: readonly (Absence | undefined)[]): Absence | undefined {
  return found.includes('said') ? 'said' : found.find((one) => one !== undefined);
}

/** Of alternatives, one that knows the field while another has fields and not this one. */
function isLackedBySome(choices: readonly Type[], [segment]: readonly PathSegment[]): boolean {
  if (typeof segment !== 'string') return false;
  const answers = choices.flatMap((choice) => {
    const schema = resolve(choice);
    const parts = schema === undefined ? [] : partsOf(schema, choice.root);
    if (parts.some((part) => ownField(part, segment) !== undefined)) return [true];
    return parts.some((part) => part.additionalProperties === false) ? [false] : [];
  });
  return new Set(answers).size === 2;
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
