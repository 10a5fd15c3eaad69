import type { Operation } from '@patchbay/connector';
import { checkMapping, type Mapping } from '@patchbay/expression';
import { type Environment, mappingAt, opensInto, withMappingAt } from '@patchbay/flow';
import { t, tn } from '../../../texts/t.ts';
import { called, likeness } from '../../proposals/likeness.ts';
import { plainName } from '../../proposals/nameWords.ts';
import { humanise } from '../data/humanise.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';
import { type FormField, fieldsOf } from '../form/fieldsOf.ts';

type Inputs = Readonly<Record<string, Mapping>>;

/** One value that a step is filled with: where, and what its field is called. */
export type FilledValue = { path: readonly string[]; title: string; mapping: Mapping };

/** What a step that does something else is filled with, and what of the old values found no place in it. */
export type CarriedOver = { inputs: Record<string, Mapping>; moved: readonly Move[]; left: readonly FilledValue[] };
export type Move = { from: FilledValue; to: Place };

type Place = { path: readonly string[]; title: string; field: FormField };

type Carrying = {
  /** What the step did, where that is still known. */
  before: Operation | undefined;
  after: Operation;
  /** What the values may come from. */
  environment: Environment;
  /** What the step is filled with besides. */
  start: Inputs;
  /** Takes only fields that the step did not have before. */
  onlyNew?: true;
};

const DEEPEST = 4;
const MOST = 300;
/** Two names that mean the same thing all but certainly. */
const ALIKE = 86;

/** What is of another type is taken along where one press converts it; what is broken is broken there as here, and can be mended. */
const MISFITS = new Set(['wrong_type', 'not_text', 'not_a_choice']);

/** Takes over the values that fit: into the field of the same place, of the same name, or of a name that means the same. */
export function carryOver(filled: Inputs, { before, after, environment, start, onlyNew }: Carrying): CarriedOver {
  const values = filledValues(filled, before);
  const had = onlyNew && before !== undefined ? placesOf(fieldsOf(before.input)).map(keyOf) : [];
  const known = new Set(had);
  const places = placesOf(fieldsOf(after.input)).filter(
    (place) => at(start, place.path) === undefined && !known.has(keyOf(place)),
  );
  const fits = (value: FilledValue, place: Place) =>
    checkMapping(value.mapping, { environment, expected: takenBy(place) }).every(
      ({ code, fix }) => fix !== undefined || !MISFITS.has(code),
    );
  const moved = movesOf(values, places, fits);
  const taken = new Set(moved.map(({ from }) => from));
  let inputs: Record<string, Mapping> = { ...start };
  for (const { from, to } of moved) inputs = withInput(inputs, to.path, from.mapping);
  return { inputs, moved, left: values.filter((value) => !taken.has(value)) };
}

const MOST_NAMED = 4;

/** What was taken along and what was not, in a sentence; undefined where there was nothing. */
export function takenWords(taken: { name: string; moved: number; left: readonly string[] }): string | undefined {
  const { name, moved, left } = taken;
  if (moved + left.length === 0) return undefined;
  const more = left.length - MOST_NAMED;
  const named = left.slice(0, MOST_NAMED).map((title) => `“${title}”`);
  const names = [...named, ...(more > 0 ? [tn(more, '{count} more', '{count} more')] : [])].join(', ');
  const kept = tn(
    moved,
    '“{name}” stands here now, with {count} value.',
    '“{name}” stands here now, with {count} values.',
    {
      name,
    },
  );
  return left.length === 0 ? kept : `${kept} ${t('It has no place for {names}.', { names })}`;
}

/** The values a step is filled with, one by one; objects that are put together of fields are taken apart. */
export function filledValues(filled: Inputs, operation: Operation | undefined): FilledValue[] {
  const fields = operation === undefined ? [] : fieldsOf(operation.input);
  return valuesIn({ filled, fields, path: [] });
}

type Level = { filled: Inputs; fields: readonly FormField[]; path: readonly string[] };

function valuesIn({ filled, fields, path }: Level): FilledValue[] {
  return Object.entries(filled).flatMap(([name, mapping]) => {
    const field = fields.find((one) => one.name === name);
    const here = [...path, name];
    const opened = here.length < DEEPEST ? opensInto(mapping) : undefined;
    if (opened?.kind !== 'object') return [{ path: here, title: field?.title ?? humanise(name), mapping }];
    const inside = field?.kind === 'object' ? fieldsOf(field.schema, field.root) : [];
    return valuesIn({ filled: opened.fields, fields: inside, path: here });
  });
}

function placesOf(fields: readonly FormField[], path: readonly string[] = []): Place[] {
  const places: Place[] = [];
  for (const field of fields) {
    if (places.length >= MOST) break;
    const here = [...path, field.name];
    if (field.kind === 'object' && here.length < DEEPEST)
      places.push(...placesOf(fieldsOf(field.schema, field.root), here));
    else places.push({ path: here, title: field.title, field });
  }
  return places;
}

/** The surest first: no value and no place is used twice. */
function movesOf(
  values: readonly FilledValue[],
  places: readonly Place[],
  fits: (value: FilledValue, place: Place) => boolean,
): Move[] {
  const pairs = values.flatMap((from) =>
    places.flatMap((to) => {
      const score = sureness(from, to);
      return score < ALIKE ? [] : [{ from, to, score }];
    }),
  );
  const used = new Set<FilledValue | Place>();
  const moves: Move[] = [];
  for (const { from, to } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (used.has(from) || used.has(to) || !fits(from, to)) continue;
    used.add(from).add(to);
    moves.push({ from, to });
  }
  return moves;
}

function takenBy({ field: { schema, root } }: Place): JSONSchema {
  return typeof root === 'object' && root.$defs !== undefined ? { ...schema, $defs: root.$defs } : schema;
}

const SAME_PLACE = 1_000;
const SAME_NAME = 500;

function sureness(from: FilledValue, to: Place): number {
  if (keyOf(from) === keyOf(to)) return SAME_PLACE;
  const [named, wanted] = [from.path.at(-1) ?? '', to.path.at(-1) ?? ''];
  const same = plainName(named);
  if (same !== '' && same === plainName(wanted)) return SAME_NAME;
  return likeness(calledAs(to.title, to.path), calledAs(from.title, from.path));
}

/** Where a value or a field stands, as one text. */
export function keyOf({ path }: { path: readonly string[] }): string {
  return path.join('\0');
}

function calledAs(title: string, path: readonly string[]) {
  return called({ names: [path.at(-1) ?? '', title], owners: path.slice(0, -1) });
}

function at(inputs: Inputs, [first = '', ...rest]: readonly string[]): Mapping | undefined {
  return Object.hasOwn(inputs, first) ? mappingAt(inputs[first], rest) : undefined;
}

/** The inputs with another value at a path. */
export function withInput(
  inputs: Inputs,
  [first = '', ...rest]: readonly string[],
  value: Mapping,
): Record<string, Mapping> {
  const mapping = withMappingAt(Object.hasOwn(inputs, first) ? inputs[first] : undefined, rest, value);
  return mapping === undefined ? { ...inputs } : { ...inputs, [first]: mapping };
}
