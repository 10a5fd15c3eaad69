import { DecimalSum } from '../values/decimalSum.ts';
import { instantOf, isEmpty, numberOf, sameness } from '../values/sameness.ts';

/** Works one figure out of the values of a group. */
type Figure = { label: string; of(values: readonly unknown[]): unknown };

/** The figures of a summary by name, in the order of the form. Empty values count for none but `count`. */
export const figures = {
  count: { label: 'Count', of: (values) => values.length },
  sum: { label: 'Sum', of: (values) => sumOf(values).value },
  average: { label: 'Average', of: averageOf },
  minimum: { label: 'Smallest', of: (values) => extreme(values, -1) },
  maximum: { label: 'Largest', of: (values) => extreme(values, 1) },
  distinct: {
    label: 'Count of different values',
    of: (values) => new Set(values.filter(isFilled).map((it) => sameness(it))).size,
  },
  first: { label: 'First', of: (values) => values.find(isFilled) ?? null },
  last: { label: 'Last', of: (values) => values.findLast(isFilled) ?? null },
  list: { label: 'List of all', of: (values) => values.filter(isFilled) },
  text: { label: 'Text of all, with commas', of: (values) => values.filter(isFilled).map(textOf).join(', ') },
} satisfies Record<string, Figure>;

export type FigureName = keyof typeof figures;

const isFilled = (value: unknown) => !isEmpty(value);

function numbersOf(values: readonly unknown[]): number[] {
  return values.map(numberOf).filter((number) => number !== undefined);
}

function sumOf(values: readonly unknown[]): DecimalSum {
  const sum = new DecimalSum();
  for (const number of numbersOf(values)) sum.add(number);
  return sum;
}

/** Null where there is no number to average. */
function averageOf(values: readonly unknown[]): number | null {
  const count = numbersOf(values).length;
  return count === 0 ? null : sumOf(values).value / count;
}

/** By number where all are numbers, by time where all are dates, else by text; the value itself is given. */
function extreme(values: readonly unknown[], direction: 1 | -1): unknown {
  const filled = values.filter(isFilled);
  for (const scale of [numberOf, instantOf]) {
    const places = filled.map(scale);
    if (places.every((place) => place !== undefined)) {
      let best = 0;
      for (const [at, place] of places.entries()) if ((place - (places[best] ?? 0)) * direction > 0) best = at;
      return filled[best] ?? null;
    }
  }
  return filled.reduce((best, it) => ((textOf(it) > textOf(best) ? 1 : -1) === direction ? it : best));
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? sameness(value) : String(value);
}
