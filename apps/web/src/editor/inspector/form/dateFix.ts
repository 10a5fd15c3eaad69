import { checkMapping, type Formula, type Mapping, writePath } from '@patchbay/expression';
import type { Environment } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';

/** From here on a number counts milliseconds: as seconds it would lie thousands of years ahead. */
const MILLISECONDS_FROM = 100_000_000_000;

/**
 * A number plugged into a field for dates, made a date; undefined where that is not what is wrong. `sample` tells
 * seconds since 1970 from milliseconds.
 */
export function dateFix(
  mapping: Mapping | undefined,
  { expected, environment, sample }: { expected: JSONSchema; environment: Environment; sample: unknown },
): { title: string; mapping: Formula } | undefined {
  if (mapping?.kind !== 'reference' || typeof sample !== 'number') return undefined;
  const path = writePath(mapping);
  const source = `fromUnix(${Math.abs(sample) >= MILLISECONDS_FROM ? `${path} / 1000` : path})`;
  const problems = checkMapping({ kind: 'formula', source }, { environment, expected });
  return problems.length === 0 ? { title: t('Convert to date'), mapping: { kind: 'formula', source } } : undefined;
}
