import { previewMapping } from '@patchbay/execution';
import { checkMapping, type EvaluationContext, type Mapping, type Reference } from '@patchbay/expression';
import type { Environment } from '@patchbay/flow';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { sampleFixes } from '../inspector/form/sampleFixes.ts';
import { meaningOf, meaningOfText } from './meaning.ts';

export type Fitting = { environment: Environment; expected: JSONSchema; values: EvaluationContext; sample: unknown };

/**
 * How a value can go into a field: as it is, or converted to what the field takes; undefined where neither is right. The
 * schemas decide; the sample may only speak against it.
 */
export function fittingMapping(from: Reference, fitting: Fitting): Mapping | undefined {
  const { environment, expected, sample } = fitting;
  const [problem, ...more] = checkMapping(from, { environment, expected });
  if (problem === undefined) return sampleFits(sample, fitting) ? from : undefined;
  const known = sampleFixes(from, { expected, environment, sample });
  // What can be read in two ways is not for us to choose.
  if (known.length > 1) return undefined;
  const converted = known[0]?.mapping ?? (more.length === 0 ? problem.fix?.mapping : undefined);
  if (converted === undefined || checkMapping(converted, { environment, expected }).length > 0) return undefined;
  return givesValue(converted, fitting) ? converted : undefined;
}

function sampleFits(sample: unknown, { environment, expected }: Fitting): boolean {
  if (sample === undefined || sample === null || typeof sample === 'object') return true;
  if (typeof sample !== 'string' && typeof sample !== 'number' && typeof sample !== 'boolean') return false;
  const meaning = typeof expected === 'object' && expected.format !== undefined ? meaningOf(expected) : undefined;
  if (meaning !== undefined && meaning !== 'date' && meaningOfText(sample) !== meaning) return false;
  return checkMapping({ kind: 'literal', value: sample }, { environment, expected }).length === 0;
}

/** A conversion that fails on the sample is no help; without a sample nothing speaks against it. */
function givesValue(mapping: Mapping, { sample, values }: Fitting): boolean {
  if (sample === undefined || sample === null) return true;
  const preview = previewMapping(mapping, values);
  return preview.ok && preview.value !== undefined && preview.value !== null;
}
