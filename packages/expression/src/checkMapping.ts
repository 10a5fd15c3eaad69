import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { parseFormula } from './formula/parse.ts';
import type { Mapping } from './mapping.ts';
import type { MappingProblem } from './problem.ts';

/** What a mapping is checked against: the outputs it may use, by step id, and what its field wants. */
export type MappingCheck = { environment: Readonly<Record<string, JSONSchema>>; expected?: JSONSchema };

/** Everything that is wrong with a mapping. Empty when it is fine. Never throws. */
export function checkMapping(mapping: Mapping, _against: MappingCheck): MappingProblem[] {
  if (mapping.kind !== 'formula') return [];
  const parsed = parseFormula(mapping.source);
  return parsed.ok ? [] : [{ ...parsed.problem, severity: 'error', path: [] }];
}

/** The JSON Schema of what a mapping gives; `true` where nothing is known. */
export function typeOfMapping(_mapping: Mapping, _environment: Readonly<Record<string, JSONSchema>>): JSONSchema {
  return true;
}
