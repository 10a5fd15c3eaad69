/** Which cell has the keyboard: row and column by their places. */
export type Place = { row: number; column: number };

export type Extent = { rows: number; columns: number };

const PAGE = 12;

/** Where a key leads from a cell that is not being edited; undefined for keys that move nothing. */
export function moveOf(key: string, { row, column }: Place, extent: Extent): Place | undefined {
  const last = { row: extent.rows - 1, column: extent.columns - 1 };
  const at = (toRow: number, toColumn: number): Place => ({
    row: Math.max(0, Math.min(last.row, toRow)),
    column: Math.max(0, Math.min(last.column, toColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'Home':
      return at(row, 0);
    case 'End':
      return at(row, last.column);
    case 'PageUp':
      return at(row - PAGE, column);
    case 'PageDown':
      return at(row + PAGE, column);
    default:
      return undefined;
  }
}

/** The next cell in the order of reading, or the one before; undefined at the ends, where Tab leaves the table. */
export function tabOf({ row, column }: Place, { rows, columns }: Extent, back: boolean): Place | undefined {
  const flat = row * columns + column + (back ? -1 : 1);
  if (flat < 0 || flat >= rows * columns) return undefined;
  return { row: Math.floor(flat / columns), column: flat % columns };
}

/** Every row is as high, so that the place of one that is not drawn is known. */
export const ROW_PX = 37;

/** The rows to draw: those in sight and some around them. */
export function rowsInSight(scroll: { top: number; height: number }, rows: number): { from: number; to: number } {
  const around = 10;
  const from = Math.max(0, Math.floor(scroll.top / ROW_PX) - around);
  const to = Math.min(rows, Math.ceil((scroll.top + scroll.height) / ROW_PX) + around);
  return { from: Math.min(from, to), to };
}
