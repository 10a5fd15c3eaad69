import {
  isObject,
  type Operation,
  type OperationOverlay,
  type OutputPart,
  outputPartOf,
  own,
  schemaAt,
} from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { SchemaObject } from '../schemaWalk.ts';
import type { OverlayContext } from './applyOverlay.ts';

/** The output of an operation whose list does not come page by page: its answer, the answer at the end, or a part of it. */
export function applyOutput(
  operation: Operation,
  { output: part, longRunning }: OperationOverlay,
  { names, answerOf, say }: OverlayContext,
): Operation {
  let { output, sample: example } = operation;
  const asked = longRunning && (names.get(longRunning.operation) ?? longRunning.operation);
  if (asked !== undefined) {
    const answer = answerOf(asked);
    if (answer === undefined) say(`it asks "${asked}" how far it is, which is not there.`);
    output = answer ?? true;
    example = undefined;
  }
  if (part !== undefined) {
    output = partSchema(output, part, say);
    example = example === undefined ? undefined : outputPartOf(example, part);
  }
  const { sample: _sample, ...rest } = operation;
  return {
    ...rest,
    output,
    ...(longRunning && asked !== undefined ? { longRunning: { ...longRunning, operation: asked } } : {}),
    ...(part === undefined ? {} : { outputPart: part }),
    ...(example === undefined ? {} : { sample: example }),
  };
}

function partSchema(output: JSONSchema, { at = '', pick }: OutputPart, say: (problem: string) => void): JSONSchema {
  const found = (path: string, from: JSONSchema | undefined) => {
    const schema = from === undefined ? undefined : schemaAt(from, path, output);
    if (schema === undefined) say(`its answer has nothing at "${path}".`);
    return schema ?? true;
  };
  const whole = found(at, output);
  const picked = pick && Object.entries(pick).map(([name, path]) => [name, found(path, whole)]);
  const defs = isObject(output) ? (output as SchemaObject).$defs : undefined;
  const schema: JSONSchema = picked === undefined ? whole : { type: 'object', properties: Object.fromEntries(picked) };
  if (typeof schema === 'boolean' || defs === undefined) return schema;
  return withoutUnusedDefs({ ...schema, $defs: defs });
}

/** The schema with those of its `$defs` that something in it leads to. */
export function withoutUnusedDefs(schema: SchemaObject): SchemaObject {
  const { $defs, ...rest } = schema;
  if ($defs === undefined) return schema;
  const used = new Map<string, JSONSchema>();
  const waiting: unknown[] = [rest];
  for (let value = waiting.pop(); value !== undefined || waiting.length > 0; value = waiting.pop()) {
    if (Array.isArray(value)) waiting.push(...value);
    if (!isObject(value)) continue;
    waiting.push(...Object.values(value));
    const name = typeof value.$ref === 'string' ? /^#\/\$defs\/([^/]+)$/.exec(value.$ref)?.[1] : undefined;
    const def = name === undefined || used.has(name) ? undefined : own($defs, name);
    if (name === undefined || def === undefined) continue;
    used.set(name, def as JSONSchema);
    waiting.push(def);
  }
  return used.size === 0 ? rest : { ...rest, $defs: Object.fromEntries(used) };
}
