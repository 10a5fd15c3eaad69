import type { Measured } from './measureDescription.ts';

/** One description of the report. */
export type Outcome = Measured & { file: string; crashed?: string };

/** No description may take longer than this to be read and opened as a whole. */
const SLOW_MS = 10_000;

/** The figures as Markdown: all together, then the descriptions that were refused or do worst. */
export function descriptionsReport(outcomes: readonly Outcome[]): string {
  const read = outcomes.filter(({ crashed, refused }) => crashed === undefined && refused === undefined);
  return [table(['', ''], figures(outcomes, read)), refusals(outcomes), worst(read)].join('\n\n');
}

function figures(outcomes: readonly Outcome[], read: readonly Outcome[]): (readonly [string, string])[] {
  const sum = (pick: (outcome: Outcome) => number) => read.reduce((total, outcome) => total + pick(outcome), 0);
  const count = (is: (outcome: Outcome) => boolean) => String(outcomes.filter(is).length);
  const operations = sum((it) => it.operations);
  const share = sum((it) => it.fitting / Math.max(it.operations, 1));
  const slowest = read.toSorted((left, right) => right.readMs - left.readMs).slice(0, 3);
  return [
    ['Descriptions', String(outcomes.length)],
    ['Crashed', count(({ crashed }) => crashed !== undefined)],
    ['Refused with a sentence', count(({ refused }) => refused !== undefined)],
    ['Took over 10 s', count(({ readMs }) => readMs > SLOW_MS)],
    ['Slowest', slowest.map(({ file, readMs }) => `${file} ${(readMs / 1_000).toFixed(1)} s`).join(', ')],
    ['Operations', operations.toLocaleString('en')],
    [
      'With a form',
      percent(
        sum((it) => it.forms),
        operations,
      ),
    ],
    [
      'Whose smallest request fits',
      percent(
        sum((it) => it.fitting),
        operations,
      ),
    ],
    ['The same, each description counting once', percent(share, read.length)],
  ];
}

function refusals(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap(({ file, refused, crashed }) => {
    const why = refused ?? crashed?.split('\n').slice(0, 3).join(' ');
    return why === undefined ? [] : [[file, why] as const];
  });
  return table(['Refused or crashed', 'Why'], rows);
}

/** Those with the most requests that do not fit. */
function worst(read: readonly Outcome[]): string {
  const rows = read
    .filter((it) => it.fitting < it.operations)
    .toSorted((left, right) => right.operations - right.fitting - (left.operations - left.fitting))
    .slice(0, 25)
    .map((it) => [
      it.file,
      String(it.operations),
      String(it.forms),
      percent(it.fitting, it.operations),
      `${Math.round(it.readMs)} ms`,
    ]);
  return table(['Most requests that do not fit', 'Operations', 'With a form', 'Fitting', 'Read'], rows);
}

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
