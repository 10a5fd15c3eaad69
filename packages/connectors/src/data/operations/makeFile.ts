import { fileSchema, sampleFile, toBase64 } from '@patchbay/connector';
import { encode, writeEncodings } from '../../values/encode.ts';
import { choiceIn, textIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';

const CONTENT_TYPES: Readonly<Record<string, string | undefined>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
  md: 'text/markdown',
  json: 'application/json',
  xml: 'application/xml',
  ics: 'text/calendar',
  vcf: 'text/vcard',
};

/** A file out of a text or of data. */
export const makeFile = fileOperation({
  title: 'Make a file',
  description: 'Puts a text, or data as JSON, into a file, to attach or to upload.',
  group: 'Files',
  keywords: ['file', 'text', 'write', 'create', 'save', 'txt', 'json', 'html', 'attachment', 'upload', 'binary'],
  fields: {
    content: {
      title: 'Content',
      description: 'A text stays as it is; lists and objects become JSON.',
      'x-patchbay-widget': 'json',
    },
    fileName: {
      type: 'string',
      title: 'File name',
      description: 'Its ending says what it is.',
      default: 'note.txt',
      'x-patchbay-basic': true,
    },
    contentType: {
      type: 'string',
      title: 'File type',
      description: 'Found by the ending of the name where it is empty.',
      examples: ['text/plain'],
    },
    encoding: {
      type: 'string',
      title: 'Encoding',
      description: 'How letters are stored in the file.',
      enum: writeEncodings,
      default: 'utf-8',
      'x-patchbay-labels': {
        'utf-8': 'UTF-8',
        'utf-8-bom': 'UTF-8 for Excel',
        'windows-1252': 'Western European (Windows)',
        'utf-16le': 'UTF-16',
      },
    },
  },
  required: ['content'],
  gives: { file: fileSchema },
  sample: { file: { ...sampleFile, name: 'note.txt', contentType: 'text/plain', size: 37 } },
  perform: (input) => {
    const text = textOf(input.content);
    if (text.length > limits.textLength) throw refusal('text_too_long', 'The content is larger than 25 MB.');
    const name = textIn(input, { name: 'fileName', title: 'File name' }) || 'note.txt';
    const given = textIn(input, { name: 'contentType', title: 'File type' }).trim();
    const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
    const contentType = given || (CONTENT_TYPES[ending] ?? 'text/plain');
    const encoding = choiceIn(input, {
      name: 'encoding',
      title: 'Encoding',
      choices: writeEncodings,
      fallback: 'utf-8',
    });
    return { file: { base64: toBase64(encode(text, encoding)), name, contentType } };
  },
});

function textOf(content: unknown): string {
  if (content === undefined || content === null) throw refusal('value_missing', 'Content is empty.');
  return typeof content === 'string' ? content : JSON.stringify(content, null, 2);
}
