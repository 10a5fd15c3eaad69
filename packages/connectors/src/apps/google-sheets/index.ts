import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import { googleAnswers } from '../google/auth.ts';
import description from './openapi.json' with { type: 'json' };
import { appendRow, appendRows } from './operations/appendRow.ts';
import { listSpreadsheets } from './operations/listSpreadsheets.ts';
import { findRow, readRows } from './operations/readRows.ts';
import { listColumns, readFirstRow, readValues } from './operations/readValues.ts';
import { updateRow, upsertRow } from './operations/updateRow.ts';
import { overlay } from './overlay.ts';

const api = defineApi({ id: 'google-sheets', version: '1', description, overlay });
const rows = { appendRow, appendRows, readRows, findRow, updateRow, upsertRow };
const inNoList = { listSpreadsheets, listColumns, readFirstRow, readValues };
const limits = { answerRules: googleAnswers, limit: overlay.defaults.limit };

/** Rows by the names of their columns, which takes two requests and so code, in front of what the API says of itself. */
export const googleSheetsConnector: Connector = {
  ...api,
  operations: {
    ...Object.fromEntries(
      Object.entries({ ...rows, ...inNoList }).map(([name, operation]) => [name, { ...operation, ...limits }]),
    ),
    ...api.operations,
  },
};
