import { writePath } from './formula/shape.ts';
import type { Json, Mapping, Reference } from './mapping.ts';
import type { MappingProblem } from './problem.ts';
import type { Misfit } from './types/fits.ts';

type MappingFix = NonNullable<MappingProblem['fix']>;
type Wants = NonNullable<Misfit['wants']>;

const conversions: { readonly [Want in Exclude<Wants, 'list'>]: { name: string; title: string } } = {
  text: { name: 'text', title: 'Convert to text' },
  number: { name: 'number', title: 'Convert to number' },
  date: { name: 'toDate', title: 'Convert to date' },
  first: { name: 'first', title: 'Take the first' },
  json: { name: 'toJson', title: 'Write it as text' },
};

/** What could stand in place of a mapping that does not fit; undefined where nothing is known that would. */
export function fixFor(
  mapping: Mapping,
  { wants, instead }: Pick<Misfit, 'wants' | 'instead'>,
): MappingFix | undefined {
  if (instead !== undefined) return useInstead(instead);
  if (wants === undefined) return undefined;
  if (wants === 'list') return { title: 'Make it a list of one', mapping: { kind: 'list', items: [mapping] } };
  if (mapping.kind === 'literal') return typedAnew(mapping.value, wants);
  const inner = sourceOf(mapping);
  const { name, title } = conversions[wants];
  return inner === undefined ? undefined : { title, mapping: { kind: 'formula', source: `${name}(${inner})` } };
}

/** A reference whose field has another name, by the name it may have meant. */
export function renamed(
  reference: Reference,
  { name, suggestion }: { name: string; suggestion?: string },
): MappingFix | undefined {
  const at = reference.path.indexOf(name);
  if (suggestion === undefined || at < 0) return undefined;
  return { title: `Use ${suggestion}`, mapping: { ...reference, path: reference.path.with(at, suggestion) } };
}

function sourceOf(mapping: Mapping): string | undefined {
  if (mapping.kind === 'reference') return writePath(mapping);
  return mapping.kind === 'formula' ? mapping.source : undefined;
}

function typedAnew(value: Json, wants: Wants): MappingFix | undefined {
  if (wants === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return useInstead(String(value));
  if (wants !== 'number' || typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? useInstead(number) : undefined;
}

function useInstead(value: Json): MappingFix {
  const shown = typeof value === 'string' ? `“${value.length > 24 ? `${value.slice(0, 24)}…` : value}”` : String(value);
  return { title: `Use ${shown}`, mapping: { kind: 'literal', value } };
}
