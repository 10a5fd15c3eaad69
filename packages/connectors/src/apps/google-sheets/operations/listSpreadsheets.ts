import { defineOperation, isObject, type Operation } from '@patchbay/connector';
import { googleScope } from '../../google/auth.ts';
import { textIn } from '../../../values/input.ts';

const KIND = "mimeType = 'application/vnd.google-apps.spreadsheet' and trashed = false";

/** The spreadsheets of an account, those used last first; Google Drive knows them. In no list. */
export const listSpreadsheets: Operation = defineOperation({
  title: 'List spreadsheets',
  description: 'Gives the spreadsheets this account may see.',
  group: 'Spreadsheets',
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  needsConnection: true,
  scopes: [googleScope('drive.metadata.readonly')],
  isHidden: true,
  input: {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name', description: 'Only those whose name begins so.' },
    },
    additionalProperties: false,
  },
  output: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        id: { type: 'string', title: 'Spreadsheet', description: 'Its id.' },
        name: { type: 'string', title: 'Name', description: 'What people call it.' },
      },
      required: ['id', 'name'],
    },
  },
  sample: [{ id: '1hYb3Zq8sTn2', name: 'Orders 2026' }],
  outputPart: { at: 'files' },
  toRequest: (input) => {
    const name = textIn(isObject(input) ? input : {}, { name: 'name', title: 'Name' }).trim();
    const quoted = name.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
    const query = new URLSearchParams({
      q: name === '' ? KIND : `${KIND} and name contains '${quoted}'`,
      orderBy: 'viewedByMeTime desc',
      pageSize: '100',
      fields: 'files(id,name)',
      supportsAllDrives: 'true',
      includeItemsFromAllDrives: 'true',
    });
    const url = `https://www.googleapis.com/drive/v3/files?${query}`;
    return { method: 'GET', url, headers: { accept: 'application/json' } };
  },
});
