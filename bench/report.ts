/** A flow beside the limit. */
export type FlowRow = {
  name: string;
  title: string;
  rps: number;
  limitRps: number;
  /** Ours over the limit, the median over the rounds of this run. */
  ratio: number;
  p50Ms: number;
  p99Ms: number;
  cpuMsPerRun: number | undefined;
  limitCpuMsPerRun: number | undefined;
  /** The least ratio that is good enough; absent where none is set. */
  bar?: number;
};

/** Anything else that is measured. `isMet` undefined: it could not be measured here, or has no bar. */
export type Row = { part: string; work: string; measured: string; bar: string; isMet: boolean | undefined };

/** What a part of the bench found: rows for the table, and the plain figures behind them. */
export type Result = { flows?: FlowRow[]; rows?: Row[]; facts?: Record<string, unknown> };

/** A figure as people read it. */
export const number = (value: number | undefined, digits = 0): string =>
  value === undefined || Number.isNaN(value)
    ? '-'
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const verdict = (isMet: boolean | undefined): string => (isMet === undefined ? '' : isMet ? 'met' : 'MISSED');

/** Markdown that also reads as plain text. */
export function flowTable(rows: readonly FlowRow[]): string {
  const head = ['', 'Work', 'runs/s', 'limit', 'ratio', 'bar', '', 'p50, p99 ms', 'CPU ms/run', 'limit CPU'];
  const body = rows.map((row) => [
    row.name,
    row.title,
    number(row.rps, row.rps < 100 ? 1 : 0),
    number(row.limitRps, row.limitRps < 100 ? 1 : 0),
    `${number(row.ratio * 100)} %`,
    row.bar === undefined ? '' : `${row.bar * 100} %`,
    verdict(row.bar === undefined ? undefined : row.ratio >= row.bar),
    `${number(row.p50Ms)}, ${number(row.p99Ms)}`,
    number(row.cpuMsPerRun, 2),
    number(row.limitCpuMsPerRun, 2),
  ]);
  return table(head, body);
}

/** Markdown that also reads as plain text. */
export function rowTable(rows: readonly Row[]): string {
  const body = rows.map(({ part, work, measured, bar, isMet }) => [part, work, measured, bar, verdict(isMet)]);
  return table(['Part', 'Work', 'Measured', 'Bar', ''], body);
}

function table(head: readonly string[], body: readonly string[][]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...body.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
}
