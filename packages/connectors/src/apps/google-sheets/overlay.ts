import type { Overlay } from '@patchbay/connector';
import { googleAnswers, googleAuth, googleScope } from '../google/auth.ts';
import { where } from './sheetOperation.ts';

const lookups = {
  spreadsheetId: { lookup: where.spreadsheetId['x-patchbay-lookup'] },
  sheet: { lookup: where.sheet['x-patchbay-lookup'] },
};

export const overlay = {
  category: 'data',
  keywords: ['spreadsheet', 'excel', 'google', 'table', 'rows', 'gsheet'],
  icon: 'google-sheets',
  alsoAt: ['https://www.googleapis.com'],
  auth: googleAuth({
    scopes: ['drive.metadata.readonly', 'spreadsheets.readonly', 'spreadsheets'],
    // The list of spreadsheets is Drive's.
    defaultScopes: ['drive.metadata.readonly'],
    scopeHolds: { spreadsheets: ['spreadsheets.readonly'] },
  }),
  test: { operation: 'listSpreadsheets' },
  // Google allows a person 60 reads and 60 writes a minute.
  defaults: { answer: googleAnswers, limit: { requests: 60, perMs: 60_000 } },
  operations: {
    getSpreadsheet: {
      scopes: [googleScope('spreadsheets.readonly')],
      title: 'List sheets',
      keywords: ['tabs', 'sheets'],
      fields: {
        spreadsheetId: lookups.spreadsheetId,
        fields: { isHidden: true, fixed: 'spreadsheetId,spreadsheetUrl,properties.title,sheets.properties' },
      },
    },
    createSpreadsheet: {
      scopes: [googleScope('spreadsheets')],
      keywords: ['new', 'create', 'file'],
      fields: { properties: { title: 'Spreadsheet' }, 'properties.title': { isBasic: true } },
    },
    clearValues: {
      scopes: [googleScope('spreadsheets')],
      effect: 'delete',
      repeat: 'natural',
      keywords: ['empty', 'delete', 'clear'],
      fields: { spreadsheetId: lookups.spreadsheetId },
    },
  },
} satisfies Overlay;
