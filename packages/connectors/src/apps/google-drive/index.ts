import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import { googleAnswers } from '../google/auth.ts';
import description from './openapi.json' with { type: 'json' };
import { downloadFile } from './operations/downloadFile.ts';
import { recentFiles, recentFolders } from './operations/recentFiles.ts';
import { uploadFile } from './operations/uploadFile.ts';
import { overlay } from './overlay.ts';

const api = defineApi({ id: 'google-drive', version: '1', description, overlay });
const ours = { uploadFile, downloadFile, recentFiles, recentFolders };
const rules = { answerRules: googleAnswers, limit: overlay.defaults.limit };

/** Bytes go to another address than all else, which takes code; the rest is as the API says of itself. */
export const googleDriveConnector: Connector = {
  ...api,
  operations: {
    ...Object.fromEntries(Object.entries(ours).map(([name, operation]) => [name, { ...operation, ...rules }])),
    ...api.operations,
  },
};
