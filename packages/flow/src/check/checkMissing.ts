import {
  absenceOf,
  checkMapping,
  type Json,
  type Mapping,
  type Reference,
  writePath,
  writeValue,
} from '@patchbay/expression';
import { messageOf, type Said, say } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { opensInto } from '../mappingAt.ts';
import { fieldsOf, resolve, standAlone } from '../schema.ts';
import { type Environment, type FlowTypes, isSeenInside } from '../types.ts';
import { quoted } from '../words.ts';
import { type CheckContext, ofField, titled } from './context.ts';

const DEPTH = 8;

/** What required fields of a step take that may not be there when it runs, so that it would fail. */
export function checkMissing(context: CheckContext, step: Step, types: FlowTypes): Diagnostic[] {
  const operation = context.operationOf(step);
  if (operation === undefined) return [];
  return requiredReferences(step, operation).flatMap((needed) => {
    const environment = types.environmentOf(step.id, new Set([needed.mapping.step]));
    const found = whyMissing(context, { step, needed, environment });
    if (found === undefined) return [];
    const { code, severity, problem } = found;
    const sentence = ofField(step, operation.input, { path: needed.path, problem });
    const fix = defaultFix(needed, environment);
    return [
      { code, severity, ...messageOf(sentence), step: step.id, field: needed.path, ...(fix && { fixes: [fix] }) },
    ];
  });
}

type Needed = { path: readonly string[]; mapping: Reference; schema: JSONSchema };

/** The fields that must have a value and take it from a step, also those inside others. */
function requiredReferences(step: Step, operation: CatalogOperation): Needed[] {
  const root = operation.input;
  const found: Needed[] = [];
  const walk = (schema: JSONSchema, mappings: Readonly<Record<string, Mapping>>, path: readonly string[]): void => {
    const { properties, required } = fieldsOf({ schema, root });
    for (const [name, mapping] of Object.entries(mappings)) {
      const inner = properties.get(name);
      const at = [...path, name];
      if (inner === undefined || (path.length === 0 && isSeenInside(operation, name))) continue;
      if (mapping.kind === 'reference') {
        if (required.has(name) && !takesNothing(inner, root))
          found.push({ path: at, mapping, schema: standAlone({ schema: inner, root }) });
        continue;
      }
      const opened = path.length < DEPTH ? opensInto(mapping) : undefined;
      if (opened?.kind === 'object' && mapping.kind === 'object') walk(inner, opened.fields, at);
    }
  };
  walk(root, step.inputs, []);
  return found;
}

/** Whether a field takes null as a value, or what it has of its own accord. */
function takesNothing(schema: JSONSchema, root: JSONSchema): boolean {
  const field = resolve({ schema, root });
  if (typeof field === 'boolean' || field.default !== undefined) return true;
  const choices = [...(field.anyOf ?? []), ...(field.oneOf ?? [])].map((choice) => resolve({ schema: choice, root }));
  const isNull = (one: JSONSchema) => typeof one === 'object' && [one.type].flat().includes('null');
  const saysType = field.type !== undefined || field.enum !== undefined || choices.length > 0;
  return !saysType || isNull(field) || choices.some(isNull) || (field.enum?.includes(null) ?? false);
}

type Looked = { step: Step; needed: Needed; environment: Environment };

type Why = Pick<Diagnostic, 'code' | 'severity'> & { problem: Said };

function whyMissing(
  { document, isCertain, isOff }: CheckContext,
  { step, needed: { mapping }, environment }: Looked,
): Why | undefined {
  const source = own(document.steps, mapping.step);
  // What is not before it, gone or switched off is told of elsewhere.
  if (source === undefined || isOff(source) || !Object.hasOwn(environment, source.id)) return undefined;
  const name = quoted(source.name);
  if (!isCertain(source.id, step.id)) {
    const problem = say('{name} does not run on every way to here, and then there is no value and this step fails.', {
      name,
    });
    return { code: 'source_not_certain', severity: 'warning', problem };
  }
  const absence = absenceOf(mapping, environment);
  if (absence === undefined) return undefined;
  // Descriptions often list too few of the fields that are always there: that alone is no reason to worry anybody.
  const severity = absence === 'said' ? 'warning' : 'note';
  return {
    code: 'value_may_be_missing',
    severity,
    problem: say('{name} does not always give this, and then this step fails.', { name }),
  };
}

/** Takes a plain value when there is none. Only where one suggests itself: an address or a date cannot be made up. */
function defaultFix({ mapping, schema }: Needed, environment: Environment): Fix | undefined {
  const value = plainValue(schema);
  if (value === undefined) return undefined;
  const filled: Mapping = { kind: 'formula', source: `default(${writePath(mapping)}, ${writeValue(value)})` };
  if (checkMapping(filled, { environment, expected: schema }).length > 0) return undefined;
  const shown = typeof value === 'string' ? `“${value}”` : Array.isArray(value) ? say('an empty list') : String(value);
  return { ...titled(say('Use {value} when missing', { value: shown })), kind: 'map', mapping: filled };
}

function plainValue(schema: JSONSchema): Json | undefined {
  const field = resolve({ schema, root: schema });
  if (typeof field === 'boolean') return undefined;
  const [choice] = field.enum ?? [];
  if (typeof choice === 'string' || typeof choice === 'number' || typeof choice === 'boolean') return choice;
  switch (field.type) {
    case 'string':
      return field.format === undefined && field.pattern === undefined && (field.minLength ?? 0) <= 1 ? '–' : undefined;
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    default:
      return undefined;
  }
}
