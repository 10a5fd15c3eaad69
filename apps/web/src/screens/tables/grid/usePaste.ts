import type { ClipboardEvent } from 'react';
import type { DataRow, TableDetail } from '../../../api/types.ts';
import { t, tn } from '../../../texts/t.ts';
import { toast } from '../../../ui/toastStore.ts';
import type { LoadedRows } from '../useRows.ts';
import { type PastedRows, pastedBlock, pastedRows } from './pastedBlock.ts';
import type { GridState } from './useGrid.ts';

type PasteParts = { table: TableDetail; rows: LoadedRows; grid: GridState; mayEdit: boolean };

/** Takes cells that are copied from a spreadsheet, or from another table, over the cells from the one with the keyboard on. */
export function usePaste({ table, rows, grid, mayEdit }: PasteParts) {
  return (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!mayEdit) return;
    if (text === '') {
      if (event.clipboardData.files.length > 0) toast({ text: t('Pictures and files cannot be pasted into a table.') });
      return;
    }
    const block = pastedBlock(text);
    const isOne = block.length === 1 && block[0]?.length === 1;
    // One text goes into the field of the cell like into any other.
    if (grid.editing !== undefined && isOne) return;
    event.preventDefault();
    const around = { at: grid.active, columns: table.columns, rowCount: rows.rows.length };
    grid.go(grid.active);
    void fill(pastedRows(block, around), rows);
  };
}

type Filled = { id: string; before: Record<string, unknown> };

/** Row by row; one that is refused stops it, and is said with its reason. What was filled can be taken back. */
async function fill({ rows, leftRows, leftColumns }: PastedRows, loaded: LoadedRows): Promise<void> {
  const filled: Filled[] = [];
  let problem: string | undefined;
  for (const { row: place, values } of rows) {
    const row = loaded.rows[place];
    if (row === undefined) break;
    problem = await loaded.changeRow(row.id, values);
    if (problem !== undefined) {
      problem = t('Row {row}: {problem}', { row: place + 1, problem });
      break;
    }
    filled.push({ id: row.id, before: cellsOf(row, Object.keys(values)) });
  }
  const undo = async () => {
    for (const { id, before } of filled) await loaded.changeRow(id, before);
  };
  const words = [
    filled.length > 0 && tn(filled.length, '{count} row filled.', '{count} rows filled.'),
    problem,
    leftRows > 0 &&
      tn(
        leftRows,
        '{count} pasted row has no row here: add it from a CSV file.',
        '{count} pasted rows have no row here: add them from a CSV file.',
      ),
    leftColumns > 0 &&
      tn(leftColumns, '{count} pasted column has no column here.', '{count} pasted columns have no column here.'),
  ];
  toast({
    text: words.filter(Boolean).join(' '),
    ...(problem !== undefined && { tone: 'danger' }),
    ...(filled.length > 0 && { action: { label: t('Undo'), onSelect: () => void undo() } }),
  });
}

function cellsOf({ cells }: DataRow, columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((id) => [id, cells[id] ?? null]));
}
