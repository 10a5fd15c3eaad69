import { defineOperation, type FieldSchema, fileSchema, isObject, type Operation } from '@patchbay/connector';
import { filledTextIn } from '../../../values/input.ts';
import { files, scopes } from '../overlay.ts';

/** Fetches a file that somebody put into Drive. */
export const downloadFile: Operation = defineOperation({
  title: 'Fetch a file',
  description: 'Gives the bytes of a file that was uploaded; Google documents are exported instead.',
  group: 'Files',
  keywords: ['download', 'get', 'read', 'content'],
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  needsConnection: true,
  scopes: scopes.contents,
  input: {
    type: 'object',
    properties: {
      fileId: {
        type: 'string',
        title: 'File',
        description: 'Choose it, or paste its link.',
        minLength: 1,
        'x-patchbay-lookup': files,
      },
    },
    required: ['fileId'],
    additionalProperties: false,
  },
  output: fileSchema as FieldSchema,
  toRequest: (input) => {
    const id = filledTextIn(isObject(input) ? input : {}, { name: 'fileId', title: 'File' });
    return { method: 'GET', url: `/files/${encodeURIComponent(id)}?alt=media&supportsAllDrives=true`, headers: {} };
  },
});
