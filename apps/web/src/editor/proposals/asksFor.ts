import { type Operation, sampleFromSchema } from '@patchbay/connector';
import type { Json, Mapping, PathSegment } from '@patchbay/expression';
import { mappingAt, type OperationRef, type Step } from '@patchbay/flow';
import type { Asks } from '../commands/stepInFront.ts';
import { fieldsOf } from '../inspector/form/fieldsOf.ts';
import { wantedFields } from './wantedFields.ts';
import type { Wanted } from './propose.ts';

/** Where an operation needs nothing by force, so many of its fields are asked for. */
const MOST_OPTIONAL = 4;

/** What a trigger in front of a step should ask for, so that the step has what it needs; nothing where it cannot ask. */
export function asksFor(
  { connector, operation: start }: OperationRef,
  { step, operation }: { step: Pick<Step, 'inputs'>; operation: Operation },
): Asks | undefined {
  if (connector !== 'core') return undefined;
  const asked = askable({ step, operation });
  if (asked.length === 0) return undefined;
  if (start === 'webhook') {
    const example = Object.fromEntries(asked.map(({ name, wanted }) => [name, sampleFromSchema(wanted.schema)]));
    return { inputs: { example: literal(example) }, fills: asked.map(fill(['body'])) };
  }
  if (start === 'form' || start === 'manual') {
    return { inputs: { fields: literal(asked.map(question)) }, fills: asked.map(fill([])) };
  }
  return undefined;
}

type Asked = { name: string; wanted: Wanted };

/** Single values only, each under a name of its own: those that must be there, or else the first few. */
function askable({ step, operation }: { step: Pick<Step, 'inputs'>; operation: Operation }): Asked[] {
  const at = ([input = '', ...path]: readonly string[]) => mappingAt(step.inputs[input], path);
  const wanted = wantedFields({ fields: fieldsOf(operation.input), operation, mappingAt: at }).filter(isSingle);
  const needed = wanted.filter(({ required }) => required);
  const byName = new Map<string, Wanted>();
  for (const one of needed.length > 0 ? needed : wanted.slice(0, MOST_OPTIONAL)) {
    const name = (one.path.at(-1) ?? '').replace(/\W+/g, '_');
    if (/^[A-Za-z_]/.test(name) && !byName.has(name)) byName.set(name, one);
  }
  return [...byName].map(([name, one]) => ({ name, wanted: one }));
}

function isSingle({ isList, schema }: Wanted): boolean {
  return !isList && !typesOf(schema).some((type) => ['object', 'array', 'boolean'].includes(type));
}

function typesOf(schema: Wanted['schema']): string[] {
  return typeof schema === 'object' && schema.type !== undefined ? [schema.type].flat() : [];
}

const literal = (value: Json): Mapping => ({ kind: 'literal', value });

const fill =
  (start: readonly PathSegment[]) =>
  ({ name, wanted: { path } }: Asked) => ({ path, from: [...start, name] });

function question({ name, wanted: { names, schema } }: Asked): Json {
  const [own = name, label = own] = names;
  const choices = choicesOf(schema);
  if (choices !== undefined) return { name, label, kind: 'choice', required: true, choices };
  return { name, label, kind: kindOf(schema), required: true };
}

function choicesOf(schema: Wanted['schema']): string[] | undefined {
  const values = typeof schema === 'object' ? schema.enum : undefined;
  const texts = values?.filter((value) => typeof value === 'string');
  return texts !== undefined && texts.length > 0 ? texts : undefined;
}

function kindOf(schema: Wanted['schema']): string {
  if (typesOf(schema).some((type) => type === 'number' || type === 'integer')) return 'number';
  if (typeof schema !== 'object') return 'text';
  if (schema.format === 'email' || schema.format === 'date' || schema.format === 'phone') return schema.format;
  if (schema.format === 'uri' || schema.format === 'url') return 'link';
  return 'x-patchbay-widget' in schema && schema['x-patchbay-widget'] === 'text-long' ? 'text-long' : 'text';
}
