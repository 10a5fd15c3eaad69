import {
  checkMapping,
  type DecimalPoint,
  type Formula,
  type Mapping,
  readNumber,
  type Reference,
  writePath,
} from '@patchbay/expression';
import type { Environment } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';

/** From here on a number counts milliseconds: as seconds it would lie thousands of years ahead. */
const MILLISECONDS_FROM = 100_000_000_000;

export type SampleFix = { title: string; mapping: Formula };

/**
 * How a value can be made what the field wants, where only the value itself tells how it is written: seconds or
 * milliseconds for a date, a point or a comma for a number. Several where it can be read in two ways.
 */
export function sampleFixes(
  mapping: Mapping | undefined,
  { expected, environment, sample }: { expected: JSONSchema; environment: Environment; sample: unknown },
): SampleFix[] {
  if (mapping?.kind !== 'reference') return [];
  const fixes = typeof sample === 'number' ? dateFixes(mapping, expected, sample) : numberFixes(mapping, sample);
  return fixes.filter((fix) => checkMapping(fix.mapping, { environment, expected }).length === 0);
}

function dateFixes(from: Reference, expected: JSONSchema, sample: number): SampleFix[] {
  const path = writePath(from);
  const instant = `fromUnix(${Math.abs(sample) >= MILLISECONDS_FROM ? `${path} / 1000` : path})`;
  const format = typeof expected === 'object' ? expected.format : undefined;
  if (format !== 'date' && format !== 'date-time') return [];
  const source = format === 'date' ? `formatDate(${instant}, "yyyy-MM-dd")` : instant;
  return [{ title: t('Convert to date'), mapping: { kind: 'formula', source } }];
}

const POINTS: readonly DecimalPoint[] = ['.', ','];

function numberFixes(from: Reference, sample: unknown): SampleFix[] {
  // What computers read as it is needs no more than the check offers already.
  if (typeof sample !== 'string' || sample.trim() === '' || Number.isFinite(Number(sample))) return [];
  const read = readNumber(sample);
  const readings = POINTS.flatMap((point) => {
    const number = readNumber(sample, point);
    return number === undefined || (read !== undefined && number !== read) ? [] : [{ point, number }];
  });
  const isSure = read !== undefined;
  return (isSure ? readings.slice(0, 1) : readings).map(({ point, number }) => ({
    title: isSure ? t('Convert to number') : t('Read it as {number}', { number: String(number) }),
    mapping: {
      kind: 'formula',
      source: `parseNumber(${writePath(from)}${isSure && readings.length > 1 ? '' : `, "${point}"`})`,
    },
  }));
}
