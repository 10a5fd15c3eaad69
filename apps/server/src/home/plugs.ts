import { type Mapping, type Step, StepId } from '@patchbay/flow';
import { fieldOf, labelOf, type Schema, textOf } from './fieldWords.ts';

/** A field of a step: plugged into what another step gives, filled with a text, or empty. */
export type Plug = { label: string; from?: { step: string; label: string }; text?: string };

const MOST = 4;

type Filled = {
  step: Step;
  /** What the step's operation takes. */
  input: Schema | undefined;
  /** What its mappings gave in a run. */
  values: unknown;
  outputOf(step: StepId): Schema;
};

/** The first fields of a step, the filled ones before the empty ones that most people use. */
export function plugsOf({ step, input, values, outputOf }: Filled): Plug[] {
  const plugs = fieldsIn(step.inputs, { schema: input, values, outputOf });
  const [filled, empty] = [plugs.filter(isFilled), plugs.filter((plug) => !isFilled(plug))];
  return [...filled.slice(0, MOST), ...empty.slice(0, Math.max(0, MOST - filled.length))];
}

function isFilled({ from, text }: Plug): boolean {
  return from !== undefined || text !== undefined;
}

type Place = { schema: Schema | undefined; values: unknown; outputOf: Filled['outputOf'] };

function fieldsIn(fields: Readonly<Record<string, Mapping>>, { schema, values, outputOf }: Place): Plug[] {
  const known = typeof schema === 'object' ? Object.keys(schema.properties ?? {}) : [];
  const names = [...new Set([...known, ...Object.keys(fields)])];
  return names.flatMap((name) => {
    const inner = { schema: fieldOf(schema, name), values: own(values, name), outputOf };
    const mapping = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (mapping?.kind === 'object') return fieldsIn(mapping.fields, inner);
    const label = labelOf(inner.schema, name);
    if (mapping === undefined) return isBasic(inner.schema) ? [{ label }] : [];
    return [{ label, ...filling(mapping, inner) }];
  });
}

function filling(mapping: Mapping, { values, outputOf }: Place): Omit<Plug, 'label'> {
  if (mapping.kind !== 'reference') return { text: textOf(values) ?? 'several values' };
  const { step, path } = mapping;
  let schema: Schema | undefined = outputOf(StepId.parse(step));
  for (const key of path) schema = fieldOf(schema, String(key));
  return { from: { step, label: labelOf(schema, String(path.at(-1) ?? 'all of it')) } };
}

function isBasic(schema: Schema | undefined): boolean {
  return typeof schema === 'object' && 'x-patchbay-basic' in schema && schema['x-patchbay-basic'] === true;
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
