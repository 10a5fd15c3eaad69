import { defineConnector } from '@patchbay/connector';
import { addRow } from './operations/addRow.ts';
import { countRows } from './operations/countRows.ts';
import { deleteRows } from './operations/deleteRows.ts';
import { findRows } from './operations/findRows.ts';
import { getRow } from './operations/getRow.ts';
import { updateRows } from './operations/updateRows.ts';
import { upsertRow } from './operations/upsertRow.ts';

/** The tables of the workspace. Its names are part of every saved flow. */
export const tablesConnector = defineConnector({
  id: 'tables',
  version: '1',
  name: 'Tables',
  description: 'Read and write the tables of this workspace.',
  category: 'data',
  auth: [],
  operations: { addRow, findRows, getRow, updateRows, upsertRow, deleteRows, countRows },
});
