import type { TableColumn } from '../../../api/types.ts';
import { typedText } from '../../../ui/typedText.ts';
import { typedValue } from './cellText.ts';
import type { Place } from './gridMoves.ts';

/** More rows come in by a file, which can be looked at before. */
export const MOST_ROWS = 200;

type Around = { at: Place; columns: readonly Pick<TableColumn, 'id' | 'type'>[]; rowCount: number };

/** What goes into which row, by its place; and how many rows and columns of what was pasted have none here. */
export type PastedRows = {
  rows: { row: number; values: Record<string, unknown> }[];
  leftRows: number;
  leftColumns: number;
};

/** Lays cells copied from a spreadsheet over the cells of a table, from the one that has the keyboard on. */
export function pastedRows(block: readonly (readonly string[])[], { at, columns, rowCount }: Around): PastedRows {
  const room = Math.min(rowCount - at.row, MOST_ROWS);
  const taken = columns.slice(at.column);
  const widest = Math.max(0, ...block.map((cells) => cells.length));
  return {
    rows: block.slice(0, room).map((cells, index) => ({
      row: at.row + index,
      values: Object.fromEntries(
        taken.slice(0, cells.length).map((column, place) => [column.id, typedValue(column, cells[place] ?? '')]),
      ),
    })),
    leftRows: Math.max(0, block.length - room),
    leftColumns: Math.max(0, widest - taken.length),
  };
}

/**
 * The cells of a text as spreadsheets copy them: lines of cells with tabs between them; a cell that holds one of both stands
 * in quotes. A text without them is one cell.
 */
export function pastedBlock(text: string): string[][] {
  const plain = typedText(text).replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const block: string[][] = [[]];
  // A quoted cell, or anything up to the next tab or line; then what ends it.
  for (const [, quoted, bare = '', end] of plain.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g)) {
    block.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\n') block.push([]);
    if (end === '') break;
  }
  return block;
}
