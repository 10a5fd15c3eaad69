import { type Saying, say, spell } from '@patchbay/words';
import { writePath } from './formula/shape.ts';
import type { Json, Mapping, Reference } from './mapping.ts';
import type { MappingProblem } from './problem.ts';
import { readNumber } from './readNumber.ts';
import type { Misfit } from './types/fits.ts';

type MappingFix = NonNullable<MappingProblem['fix']>;
type Wants = NonNullable<Misfit['wants']>;

type Conversion = { title: string; source(inner: string): string };

const conversions: { readonly [Want in Exclude<Wants, 'list'>]: Conversion } = {
  text: { title: 'Convert to text', source: (inner) => `text(${inner})` },
  number: { title: 'Convert to number', source: (inner) => `number(${inner})` },
  seconds: { title: 'Convert to seconds since 1970', source: (inner) => `toUnix(${inner})` },
  date: { title: 'Convert to date', source: (inner) => `toDate(${inner})` },
  // Text is read as a date first; what is one already only loses its time.
  textDay: { title: 'Convert to date', source: (inner) => `formatDate(toDate(${inner}), "yyyy-MM-dd")` },
  day: { title: 'Take the day', source: (inner) => `formatDate(${inner}, "yyyy-MM-dd")` },
  time: { title: 'Take the time', source: (inner) => `formatDate(${inner}, "HH:mm:ss")` },
  first: { title: 'Take the first', source: (inner) => `first(${inner})` },
  json: { title: 'Write it as text', source: (inner) => `toJson(${inner})` },
};

/** What could stand in place of a mapping that does not fit; undefined where nothing is known that would. */
export function fixFor(
  mapping: Mapping,
  { wants, instead }: Pick<Misfit, 'wants' | 'instead'>,
): MappingFix | undefined {
  if (instead !== undefined) return useInstead(instead);
  if (wants === undefined) return undefined;
  if (wants === 'list') return titled(say('Make it a list of one'), { kind: 'list', items: [mapping] });
  if (mapping.kind === 'literal') return typedAnew(mapping.value, wants);
  const inner = sourceOf(mapping);
  const { title, source } = conversions[wants];
  return inner === undefined ? undefined : titled(title, { kind: 'formula', source: source(inner) });
}

/** A reference whose field has another name, by the name it may have meant. */
export function renamed(
  reference: Reference,
  { name, suggestion }: { name: string; suggestion?: string },
): MappingFix | undefined {
  const at = reference.path.indexOf(name);
  if (suggestion === undefined || at < 0) return undefined;
  const mapping = { ...reference, path: reference.path.with(at, suggestion) };
  return titled(say('Use {value}', { value: suggestion }), mapping);
}

function sourceOf(mapping: Mapping): string | undefined {
  if (mapping.kind === 'reference') return writePath(mapping);
  return mapping.kind === 'formula' ? mapping.source : undefined;
}

function typedAnew(value: Json, wants: Wants): MappingFix | undefined {
  if (wants === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return useInstead(String(value));
  if (wants !== 'number' || typeof value !== 'string' || value.trim() === '') return undefined;
  const number = readNumber(value);
  return number === undefined ? undefined : useInstead(number);
}

function useInstead(value: Json): MappingFix {
  const shown = typeof value === 'string' ? `“${value.length > 24 ? `${value.slice(0, 24)}…` : value}”` : String(value);
  return titled(say('Use {value}', { value: shown }), { kind: 'literal', value });
}

function titled(title: Saying, mapping: Mapping): MappingFix {
  return { title: spell(title), ...(typeof title === 'object' && title.values && { said: title }), mapping };
}
