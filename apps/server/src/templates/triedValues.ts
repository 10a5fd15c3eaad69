import { isObject } from '@patchbay/connector';
import { type Mapping, type PathSegment, referencesIn } from '@patchbay/expression';
import type { FlowDocument } from '@patchbay/flow';
import { fieldOf, labelOf, type Schema, textOf } from '../home/fieldWords.ts';
import { type ShownValue, shownValues } from '../home/shownValues.ts';
import { valueAt } from './startValues.ts';

const MOST_FIELDS = 6;
const MOST_ON_WIRE = 3;
const MOST_LETTERS = 400;

/** What the steps of a flow take from each step, by its id: the paths, each once. */
export function takenOf({ steps }: FlowDocument): Map<string, PathSegment[][]> {
  const uses = Object.values(steps).flatMap(({ inputs }) => Object.values(inputs).flatMap(referencesIn));
  const paths = Map.groupBy(uses, ({ step }) => step);
  return new Map(
    [...paths].map(([step, all]) => [step, [...new Map(all.map(({ path }) => [path.join('.'), path])).values()]]),
  );
}

/** What goes along the wires from a step: of what it gave, that which others take. */
export function wireValues(
  output: unknown,
  { paths, schema }: { paths: readonly PathSegment[][]; schema: Schema },
): ShownValue[] {
  const shown = paths.flatMap((path): ShownValue[] => {
    const value = valueAt(output, path);
    if (isObject(value)) return shownValues(value, schema);
    const text = textOf(value);
    return text === undefined || text === '' ? [] : [{ label: labelAt(path, schema), text }];
  });
  return [...new Map(shown.map((value) => [value.label, value])).values()].slice(0, MOST_ON_WIRE);
}

function labelAt(path: readonly PathSegment[], schema: Schema): string {
  let known: Schema | undefined = schema;
  for (const key of path) known = fieldOf(known, String(key));
  return labelOf(known, String(path.at(-1)));
}

type Filled = { mappings: Readonly<Record<string, Mapping>>; schema: Schema | undefined };

/** What a step was given that is worth reading: what came from other steps, and texts for people, as long as they are. */
export function givenValues(input: unknown, { mappings, schema }: Filled): ShownValue[] {
  if (!isObject(input)) return [];
  const shown = Object.entries(input).flatMap(([key, value]): ShownValue[] => {
    const mapping = Object.hasOwn(mappings, key) ? mappings[key] : undefined;
    const field = fieldOf(schema, key);
    if (mapping?.kind === 'object') return givenValues(value, { mappings: mapping.fields, schema: field });
    const text = mapping === undefined ? undefined : wholeText(value);
    if (mapping === undefined || text === undefined) return [];
    const isTold = referencesIn(mapping).length > 0 || /\s/.test(text);
    return isTold ? [{ label: labelOf(field, key), text }] : [];
  });
  return shown.slice(0, MOST_FIELDS);
}

function wholeText(value: unknown): string | undefined {
  if (typeof value === 'string' && value.length > 0)
    return value.length > MOST_LETTERS ? `${value.slice(0, MOST_LETTERS)}…` : value;
  if (Array.isArray(value)) {
    const isPlain = value.length > 0 && value.every((item) => typeof item === 'string');
    return isPlain ? value.join(', ') : undefined;
  }
  return typeof value === 'string' ? undefined : textOf(value);
}
