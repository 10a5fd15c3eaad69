import { defineOperation, type FieldSchema, fileSchema, isObject, own } from '@patchbay/connector';
import { refusal } from '../../../values/refusal.ts';
import { overlay } from '../overlay.ts';

/** Files stand beside the calls, at an address that has the token in it as well. */
const FILES = 'https://api.telegram.org/file/bot{token}/';

export const downloadFile = defineOperation({
  title: 'Download a file',
  description: 'Fetches a photo, voice message or document that was sent to the bot, up to 20 MB.',
  group: 'Files',
  keywords: ['attachment', 'voice', 'photo', 'document', 'save'],
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  needsConnection: true,
  limit: overlay.defaults.limit,
  input: {
    type: 'object',
    properties: {
      file_id: {
        type: 'string',
        title: 'File id',
        description: 'From the message that carried the file.',
        minLength: 1,
        examples: ['BQACAgIAAxkDAAIC'],
      },
    },
    required: ['file_id'],
    additionalProperties: false,
  },
  output: fileSchema as FieldSchema,
  before: { operation: 'getFile', input: { file_id: { from: 'file_id' } } },
  toRequest(_input, file) {
    const path = isObject(file) ? own(file, 'file_path') : undefined;
    if (typeof path !== 'string') {
      throw refusal('file_not_there', 'Telegram does not say where this file is. Files above 20 MB cannot be fetched.');
    }
    return {
      method: 'GET',
      url: `${FILES}${path.split('/').map(encodeURIComponent).join('/')}`,
      headers: { accept: '*/*' },
    };
  },
});
