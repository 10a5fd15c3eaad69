export type Row = {
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
};

const number = (value: number | undefined, digits = 0): string =>
  value === undefined
    ? '-'
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export function table(rows: readonly Row[]): string {
  const head = ['', 'Work', 'runs/s', 'limit', 'ratio', 'p50 ms', 'p99 ms', 'CPU ms/run', 'limit CPU'];
  const body = rows.map((row) => [
    row.name,
    row.title,
    number(row.rps, row.rps < 100 ? 1 : 0),
    number(row.limitRps, row.limitRps < 100 ? 1 : 0),
    `${number(row.ratio * 100)} %`,
    number(row.p50Ms),
    number(row.p99Ms),
    number(row.cpuMsPerRun, 2),
    number(row.limitCpuMsPerRun, 2),
  ]);
  const widths = head.map((cell, i) => Math.max(cell.length, ...body.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
}
