import { messageOf, type Said, say } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { checkFormula } from './formula/check.ts';
import type { Found } from './formula/checking.ts';
import { follow, unknownStep } from './formula/checkPath.ts';
import { fixFor, renamed } from './fixes.ts';
import { closest } from './formula/closest.ts';
import { parseFormula } from './formula/parse.ts';
import { limits } from './limits.ts';
import type { Json, Mapping, Reference, Template } from './mapping.ts';
import type { MappingProblem } from './problem.ts';
import { listType, objectType } from './types/build.ts';
import { toSchema } from './types/compose.ts';
import { describeType } from './types/describe.ts';
import { fieldOf } from './types/field.ts';
import { misfit, misfitSentence } from './types/fits.ts';
import { anything, itemOf, kind, kindsOf, resolve, type Type, typeOf } from './types/type.ts';

/** What a mapping is checked against: the outputs it may use, by step id, and what its field wants. */
export type MappingCheck = { environment: Readonly<Record<string, JSONSchema>>; expected?: JSONSchema };

/** Everything that is wrong with a mapping. Empty when it is fine. Never throws. */
export function checkMapping(mapping: Mapping, { environment, expected = true }: MappingCheck): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const report = (found: Found, path: readonly string[]): void => {
    problems.push({ ...found, path: [...path] });
  };
  examine(mapping, { environment, report, expected: typeOf(expected), path: [] });
  return problems;
}

/** The JSON Schema of what a mapping gives; `true` where nothing is known. */
export function typeOfMapping(mapping: Mapping, environment: Readonly<Record<string, JSONSchema>>): JSONSchema {
  return toSchema(examine(mapping, { environment, report: () => undefined, expected: anything, path: [] }));
}

type Place = {
  environment: Readonly<Record<string, JSONSchema>>;
  /** What the field at `path` wants. */
  expected: Type;
  path: readonly string[];
  report(found: Found, path: readonly string[]): void;
  /** A fix is tried out here, for which no fix is looked for. */
  isTried?: true;
};

/** The type of a mapping. Reports what is wrong in it, and where it does not fit what is expected. */
function examine(mapping: Mapping, place: Place): Type {
  if (place.path.length > limits.depth) return anything;
  switch (mapping.kind) {
    case 'literal':
      return examineLiteral(mapping.value, place);
    case 'object':
      return examineObject(Object.entries(mapping.fields), place);
    case 'list':
      return examineList(mapping.items, place);
    case 'template':
      return compare(templateType(mapping, place), mapping, place);
    case 'reference':
      return compare(referenceType(mapping, place), mapping, place);
    case 'formula':
      return compare(formulaType(mapping.source, place), mapping, place);
    default:
      return anything;
  }
}

function compare(type: Type, mapping: Mapping, place: Place): Type {
  const wrong = misfit(type, place.expected);
  if (wrong) {
    const { wants, instead, ...found } = wrong;
    const fix = place.isTried ? undefined : certain(fixFor(mapping, { wants, instead }), place);
    place.report({ ...found, ...(fix && { fix }) }, place.path);
  }
  return type;
}

/** A fix that leaves nothing wrong. */
function certain(fix: MappingProblem['fix'], { environment, expected, path }: Place): MappingProblem['fix'] {
  if (fix === undefined || path.length >= limits.depth) return undefined;
  let isRight = true;
  const report = (): void => {
    isRight = false;
  };
  examine(fix.mapping, { environment, expected, path: [...path, ''], report, isTried: true });
  return isRight ? fix : undefined;
}

function referenceType(reference: Reference, place: Place): Type {
  const { step, path } = reference;
  const { environment, report, path: at } = place;
  const schema = Object.hasOwn(environment, step) ? environment[step] : undefined;
  if (schema === undefined) {
    report(unknownStep(step, Object.keys(environment)), at);
    return anything;
  }
  const followed = follow({ step, path }, typeOf(schema));
  if (followed.ok) return followed.type;
  const { field } = followed.problem;
  const fix = place.isTried || field === undefined ? undefined : certain(renamed(reference, field), place);
  report({ ...followed.problem, ...(fix && { fix }) }, at);
  return anything;
}

function formulaType(source: string, { environment, report, path }: Omit<Place, 'expected'>): Type {
  const parsed = parseFormula(source);
  if (!parsed.ok) {
    report({ ...parsed.problem, severity: 'error' }, path);
    return anything;
  }
  return checkFormula(parsed.node, { environment, report: (found) => report(found, path) });
}

function templateType({ parts }: Template, place: Place): Type {
  for (const part of parts) {
    if (typeof part === 'string') continue;
    const type =
      part.kind === 'reference' ? referenceType(part, { ...place, isTried: true }) : formulaType(part.source, place);
    const kinds = kindsOf(type) & ~kind.null;
    if (kinds !== 0 && !(kinds & ~(kind.object | kind.list))) {
      const sentence = say('One of the values is {type} and would be shown as JSON. Choose a field inside it.', {
        type: describeType(type),
      });
      place.report({ code: 'not_text', severity: 'warning', ...messageOf(sentence) }, place.path);
    }
  }
  const isWritten = parts.every((part) => typeof part === 'string');
  return isWritten ? typeOf({ const: parts.join('') }) : typeOf({ type: 'string', ...templateFormat(place.expected) });
}

/** Text put together may well be the date or link that is wanted: nothing is known against it. */
function templateFormat(expected: Type): { format?: string } {
  const format = resolve(expected)?.format;
  return format === undefined ? {} : { format };
}

function examineLiteral(value: Json, place: Place): Type {
  if (Array.isArray(value)) return examineList(value.map(literal), place);
  if (typeof value === 'object' && value !== null) {
    return examineObject(
      Object.entries(value).map(([name, field]) => [name, literal(field)] as const),
      place,
    );
  }
  return compare(typeOf({ const: value }), literal(value), place);
}

function literal(value: Json): Mapping {
  return { kind: 'literal', value };
}

function examineObject(entries: readonly (readonly [string, Mapping])[], place: Place): Type {
  const fits = refuseKind(kind.object, say('an object'), place);
  const expected = fits ? place.expected : anything;
  const fields = entries.map(([name, mapping]) => {
    const inner = { ...place, path: [...place.path, name], expected: fieldType(name, { ...place, expected }) };
    return { name, type: examine(mapping, inner) };
  });
  if (fits) requireFields(new Set(entries.map(([name]) => name)), place);
  return objectType(fields);
}

/** Reports when what is expected allows no value of a kind. */
function refuseKind(wanted: number, words: Said, { expected, report, path }: Place): boolean {
  if (kindsOf(expected) & wanted) return true;
  const sentence = misfitSentence(words, describeType(expected));
  report({ code: 'wrong_type', severity: 'error', ...messageOf(sentence) }, path);
  return false;
}

function fieldType(name: string, { expected, report, path }: Place): Type {
  const field = fieldOf(expected, name);
  if (field.known === 'yes') return field.type;
  if (field.known === 'no') {
    const suggestion = closest(name, field.names);
    const about = { name, ...(suggestion !== undefined && { suggestion }) };
    const severity = field.closed ? 'error' : 'warning';
    const sentence =
      suggestion === undefined
        ? say('There is no field {name} here.', { name })
        : say('There is no field {name} here. Did you mean {suggestion}?', { name, suggestion });
    report({ code: 'unknown_field', severity, ...messageOf(sentence), field: about }, [...path, name]);
  }
  return anything;
}

function requireFields(present: ReadonlySet<string>, { expected, report, path }: Place): void {
  for (const name of resolve(expected)?.required ?? []) {
    if (!present.has(name)) {
      const sentence = say('{name} needs a value.', { name });
      report({ code: 'required_field_missing', severity: 'error', ...messageOf(sentence) }, [...path, name]);
    }
  }
}

function examineList(items: readonly Mapping[], place: Place): Type {
  const expected = refuseKind(kind.list, say('a list'), place) ? itemOf(place.expected) : anything;
  return listType(
    items.map((item, index) => examine(item, { ...place, expected, path: [...place.path, String(index)] })),
  );
}
