import { fileSchema, type FieldSchema, type Operation, sampleFile } from '@patchbay/connector';
import { filledTextIn } from '../../../values/input.ts';
import { googleScope } from '../../google/auth.ts';
import { mailOperation, messageField } from '../mailOperation.ts';

const { fromAnswer: _isAFile, ...asked } = mailOperation({
  title: 'Fetch an attachment',
  description: 'Gives a file that came with a message, to keep or to send on.',
  keywords: ['attachment', 'file', 'download', 'save', 'invoice'],
  effect: 'read',
  repeat: 'natural',
  scopes: [googleScope('gmail.readonly')],
  fields: {
    id: messageField,
    attachment: {
      type: 'string',
      title: 'Attachment',
      description: 'Its id, as reading the message gives it; go through its attachments with a loop.',
      minLength: 1,
      examples: ['ANGjdJ8w'],
    },
    name: {
      type: 'string',
      title: 'File name',
      description: 'As reading the message gives it.',
      examples: ['invoice.pdf'],
      'x-patchbay-basic': true,
    },
    contentType: {
      type: 'string',
      title: 'File type',
      description: 'As reading the message gives it.',
      examples: ['application/pdf'],
      'x-patchbay-basic': true,
    },
  },
  required: ['id', 'attachment'],
  gives: {},
  sample: sampleFile,
  request: (input) => {
    const id = filledTextIn(input, { name: 'id', title: 'Message' });
    const attachment = filledTextIn(input, { name: 'attachment', title: 'Attachment' });
    return { path: `/messages/${encodeURIComponent(id)}/attachments/${encodeURIComponent(attachment)}` };
  },
  output: (answer) => answer,
});

/** Fetches a file that came with a message. Gmail gives it as text, and knows its name and kind with the message alone. */
export const getAttachment: Operation = {
  ...asked,
  output: fileSchema as FieldSchema,
  fileInAnswer: { field: 'data', name: 'name', contentType: 'contentType' },
};
