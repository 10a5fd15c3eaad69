import { router } from '../trpc.ts';
import { addColumn } from './addColumn.ts';
import { addRow } from './addRow.ts';
import { changeColumn } from './changeColumn.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { deleteRows } from './deleteRows.ts';
import { exportFile } from './export.ts';
import { get } from './get.ts';
import { importCsv } from './importCsv.ts';
import { list } from './list.ts';
import { readCsv } from './readCsv.ts';
import { removeColumn } from './removeColumn.ts';
import { rename } from './rename.ts';
import { restoreRows } from './restoreRows.ts';
import { rows } from './rows.ts';
import { updateRow } from './updateRow.ts';

export const tableRouter = router({
  addColumn,
  addRow,
  changeColumn,
  create,
  delete: remove,
  deleteRows,
  export: exportFile,
  get,
  importCsv,
  list,
  readCsv,
  removeColumn,
  rename,
  restoreRows,
  rows,
  updateRow,
});
