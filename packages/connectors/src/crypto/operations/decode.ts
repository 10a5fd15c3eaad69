import { fileSchema, toBase64 } from '@patchbay/connector';
import { choiceIn, textIn } from '../../values/input.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { decode as textOfBytes } from '../../values/source.ts';
import { fromBase64, fromHex } from '../algorithms.ts';

const forms = ['base64', 'hex', 'url'] as const;

/** Reads what `encode` wrote. */
export const decode = fileOperation({
  title: 'Decode',
  description: 'Reads base64, hex digits or a part of an address as a text or a file.',
  group: 'Encode and decode',
  keywords: ['base64', 'hex', 'url', 'percent', 'unescape', 'decodeuricomponent', 'attachment'],
  fields: {
    text: {
      type: 'string',
      title: 'Text',
      description: 'What to read.',
      examples: ['aGVsbG8='],
      'x-patchbay-widget': 'text-long',
    },
    form: {
      type: 'string',
      title: 'It is written as',
      description: 'What it is now.',
      enum: forms,
      default: 'base64',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { base64: 'Base64', hex: 'Hex digits', url: 'Part of an address (a%20b)' },
    },
    give: {
      type: 'string',
      title: 'Make',
      description: 'A text for later steps, or a file.',
      enum: ['text', 'file'],
      default: 'text',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { text: 'A text', file: 'A file' },
    },
    fileName: {
      'x-patchbay-when': { field: 'give', is: ['file'] },
      type: 'string',
      title: 'File name',
      description: 'What the file is called.',
      examples: ['invoice.pdf'],
    },
  },
  required: ['text'],
  gives: {
    text: { type: 'string', title: 'Text', description: 'Where a text was asked for.' },
    file: { ...fileSchema, description: 'Where a file was asked for.' },
  },
  maybe: ['text', 'file'],
  sample: { text: 'hello' },
  perform: (input) => {
    const text = textIn(input, { name: 'text', title: 'Text' });
    const form = choiceIn(input, { name: 'form', title: 'It is written as', choices: forms, fallback: 'base64' });
    const give = choiceIn(input, { name: 'give', title: 'Make', choices: ['text', 'file'], fallback: 'text' });
    const bytes = bytesWritten(text, form);
    if (give === 'text') return { text: textOfBytes(bytes) };
    const name = textIn(input, { name: 'fileName', title: 'File name' });
    return { file: { base64: toBase64(bytes), ...(name === '' ? {} : { name }) } };
  },
});

function bytesWritten(text: string, form: (typeof forms)[number]): Uint8Array {
  if (form === 'url') return new TextEncoder().encode(fromUrl(text));
  // What a page embeds stands behind the comma: data:image/png;base64,iVBO...
  const bytes = form === 'hex' ? fromHex(text) : fromBase64(text.replace(/^data:[^,]{0,200};base64,/, ''));
  if (bytes === undefined)
    throw refusal('not_decodable', form === 'hex' ? 'The text is not hex digits.' : 'The text is not base64.');
  return bytes;
}

function fromUrl(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw refusal(
      'not_decodable',
      'The text is not part of an address: a % stands alone in it, or spells no letter.',
      cause,
    );
  }
}
