/** What a command found: data for programs, and the same as text for people. */
export type Output = { data: unknown; text: string };

/** Columns of text under their names, as wide as they have to be. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, index) => (index === cells.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ');
  return [columns, ...rows].map(line).join('\n');
}
