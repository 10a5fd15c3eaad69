import { isObject, sampleFromSchema } from '@patchbay/connector';
import { type Json, type PathSegment, referencesIn } from '@patchbay/expression';
import {
  type FlowDocument,
  type Step,
  schemaOfFields,
  type TypedField,
  typedByHand,
  typedFields,
} from '@patchbay/flow';
import type { DocumentCatalog } from '../connectors/connectorStore.ts';
import { fieldOf, labelOf, type Schema } from '../home/fieldWords.ts';
import { payloadFor } from '../runs/payloadFor.ts';
import type { Template } from './template.ts';

/** A value of what starts a template that people may change when they try it. */
export type StartValue = Pick<TypedField, 'label' | 'isRequired' | 'choices' | 'help'> & {
  /** Its path, with dots: its name for whoever sends it back. */
  name: string;
  kind: Exclude<TypedField['kind'], 'consent' | 'file'> | 'yes-no';
  path: readonly PathSegment[];
};

/** What starts a template: which step, what of it may be changed, and the data to try it with, the usual one first. */
export type TemplateStart = { step: Step; values: StartValue[]; samples: unknown[] };

/** More would be a form nobody wants to read. */
const MOST = 8;
const LONG_TEXT = 60;
/** A moment as a number, such as 1795339800: nobody types one. */
const OFTEN_MOMENTS = 1_000_000_000;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:/;
/** What names a thing for machines. */
const OFTEN_IDS = /(^|_)(id|gid|ts)$|[a-z]Id$|payment_intent/;

/** What starts a template, at `now`. */
export function startOf({ document, samples }: Template, catalog: DocumentCatalog, now: number): TemplateStart {
  const step = Object.values(document.steps).find(({ uses }) => catalog.find(uses)?.kind === 'trigger');
  if (step === undefined) throw new Error('Nothing starts it.');
  const trigger = { operation: step.uses.operation, inputs: step.inputs };
  const payloads = [examplePayload(step, catalog), ...samples].map((sample) => payloadFor(trigger, sample, now));
  const asked = typedFields(step.inputs[catalog.find(step.uses)?.fieldsFrom?.input ?? '']);
  const isClock = catalog.find(step.uses)?.startedBy === 'schedule';
  const used = () => (isClock ? [] : usedValues(document, { step, catalog, payloads }));
  const values = asked.length > 0 ? asked.flatMap(askedValue) : used();
  return { step, values: values.slice(0, MOST), samples: payloads };
}

/** The data that the builder tries a flow with, too: the trigger's example, else a sample of what it gives. */
function examplePayload(step: Step, catalog: DocumentCatalog): unknown {
  const operation = catalog.find(step.uses);
  const example = step.inputs.example && typedByHand(step.inputs.example);
  if (example !== undefined || operation === undefined || operation.startedBy === 'schedule') return example;
  const fields = operation.fieldsFrom && typedFields(step.inputs[operation.fieldsFrom.input]);
  if (fields !== undefined) return sampleFromSchema(schemaOfFields(fields));
  return operation.sample ?? sampleFromSchema(operation.output);
}

function askedValue({ kind, name, ...field }: TypedField): StartValue[] {
  if (kind === 'file' || name === '') return [];
  return [{ ...field, name, kind: kind === 'consent' ? 'yes-no' : kind, path: [name] }];
}

type Begun = { step: Step; catalog: DocumentCatalog; payloads: readonly unknown[] };

/** Of data with many fields those that the steps take something from. */
function usedValues({ steps }: FlowDocument, { step, catalog, payloads }: Begun): StartValue[] {
  const schema = catalog.find(step.uses)?.output;
  const taken = Object.values(steps)
    .flatMap(({ inputs }) => Object.values(inputs).flatMap(referencesIn))
    .filter((use) => use.step === step.id && use.path.length > 0)
    .map(({ path }) => path)
    .filter((path) => !OFTEN_IDS.test(String(path.at(-1))));
  const paths = [...new Map(taken.map((path) => [path.join('.'), path])).values()];
  return paths.flatMap((path) => {
    const value = payloads.map((payload) => valueAt(payload, path)).find((found) => found !== undefined);
    const kind = kindOf(value);
    return kind === undefined ? [] : [{ ...about(path, schema), kind }];
  });
}

function about(path: PathSegment[], schema: Schema | undefined): Omit<StartValue, 'kind'> {
  let known = schema;
  for (const key of path) known = fieldOf(known, String(key));
  const label = labelOf(known, String(path.at(-1)));
  return { name: path.join('.'), label, path, isRequired: false, choices: [] };
}

function kindOf(value: unknown): StartValue['kind'] | undefined {
  if (typeof value === 'boolean') return 'yes-no';
  if (typeof value === 'number') return value > OFTEN_MOMENTS ? undefined : 'number';
  if (typeof value !== 'string' || MOMENT.test(value)) return undefined;
  return value.length > LONG_TEXT || value.includes('\n') ? 'text-long' : 'text';
}

/** The values of one sample, by their names. Those that are not in it are left out. */
export function valuesIn(payload: unknown, values: readonly StartValue[]): Record<string, unknown> {
  return Object.fromEntries(
    values.flatMap(({ name, path }) => {
      const value = valueAt(payload, path);
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

/** A sample with the values that somebody typed; what they left empty is taken out of it. */
export function withValues(
  payload: unknown,
  values: readonly StartValue[],
  typed: Readonly<Record<string, unknown>>,
): unknown {
  return values.reduce((changed, { name, path }) => {
    const value = Object.hasOwn(typed, name) ? (typed[name] as Json) : undefined;
    return valueAt(changed, path) === value ? changed : withValueAt(changed, path, value);
  }, payload);
}

/** What stands at a path of a value; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly PathSegment[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<PathSegment, unknown>)[key];
  }
  return found;
}

function withValueAt(value: unknown, [key, ...rest]: readonly PathSegment[], put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((item, at) => (String(at) === String(key) ? withValueAt(item, rest, put) : item));
  const entries = Object.entries(isObject(value) ? value : {});
  const old = entries.find(([name]) => name === String(key))?.[1];
  const inner = rest.length === 0 ? put : withValueAt(old, rest, put);
  const others = entries.filter(([name]) => name !== String(key));
  return Object.fromEntries(inner === undefined ? others : [...others, [String(key), inner]]);
}
