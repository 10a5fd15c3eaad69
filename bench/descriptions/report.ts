import type { Measured } from './measureDescription.ts';

/** One description of the report. */
export type Outcome = Measured & { file: string; crashed?: string };

/** No description may take longer than this to be read and opened as a whole. */
const SLOW_MS = 10_000;

/** The figures as Markdown: all together, then the descriptions that were refused or do worst. */
export function descriptionsReport(outcomes: readonly Outcome[]): string {
  const read = outcomes.filter(({ crashed, refused }) => crashed === undefined && refused === undefined);
  const sum = (pick: (outcome: Outcome) => number) => read.reduce((total, outcome) => total + pick(outcome), 0);
  const operations = sum((it) => it.operations);
  const slowest = read.toSorted((left, right) => right.readMs - left.readMs);
  const rows: readonly (readonly [string, string])[] = [
    ['Descriptions', String(outcomes.length)],
    ['Crashed', String(outcomes.filter(({ crashed }) => crashed !== undefined).length)],
    ['Refused with a sentence', String(outcomes.filter(({ refused }) => refused !== undefined).length)],
    ['Took over 10 s', String(read.filter(({ readMs }) => readMs > SLOW_MS).length)],
    [
      'Slowest',
      slowest
        .slice(0, 3)
        .map(({ file, readMs }) => `${file} ${(readMs / 1_000).toFixed(1)} s`)
        .join(', '),
    ],
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
    [
      'The same, each description counting once',
      percent(
        sum((it) => it.fitting / Math.max(it.operations, 1)),
        read.length,
      ),
    ],
  ];
  const worst = read
    .filter((it) => it.fitting < it.operations)
    .toSorted((left, right) => right.operations - right.fitting - (left.operations - left.fitting));
  return [
    table(['', ''], rows),
    table(
      ['Refused or crashed', 'Why'],
      outcomes.flatMap(({ file, refused, crashed }) => {
        const why = refused ?? crashed?.split('\n').slice(0, 3).join(' ');
        return why === undefined ? [] : [[file, why] as const];
      }),
    ),
    table(
      ['Most requests that do not fit', 'Operations', 'With a form', 'Fitting', 'Read'],
      worst
        .slice(0, 25)
        .map((it) => [
          it.file,
          String(it.operations),
          String(it.forms),
          percent(it.fitting, it.operations),
          `${Math.round(it.readMs)} ms`,
        ]),
    ),
  ].join('\n\n');
}

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
