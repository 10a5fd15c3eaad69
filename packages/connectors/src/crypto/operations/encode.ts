import { bytesOf } from '@patchbay/connector';
import { choiceIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { sourceField, sourceIn, decode as textOfBytes } from '../../values/source.ts';
import { written } from '../algorithms.ts';

const forms = ['base64', 'base64url', 'hex', 'url', 'html'] as const;

const HTML_SIGNS: Readonly<Record<string, string | undefined>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Writes a text or file in signs that pass everywhere. */
export const encode = fileOperation({
  title: 'Encode',
  description: 'Writes a text or a file as base64 or hex, or makes a text fit for an address or for HTML.',
  group: 'Encode and decode',
  keywords: ['base64', 'hex', 'url', 'percent', 'escape', 'html', 'entities', 'encodeuricomponent', 'attachment'],
  fields: {
    source: sourceField,
    form: {
      type: 'string',
      title: 'Write as',
      description: 'What it becomes.',
      enum: forms,
      default: 'base64',
      'x-patchbay-basic': true,
      'x-patchbay-labels': {
        base64: 'Base64',
        base64url: 'Base64 for addresses',
        hex: 'Hex digits',
        url: 'Part of an address (a%20b)',
        html: 'Text inside HTML (&lt;)',
      },
    },
  },
  required: ['source'],
  gives: { text: { type: 'string', title: 'Text' } },
  sample: { text: 'aGVsbG8=' },
  perform: (input) => {
    const source = sourceIn(input, { name: 'source', title: 'Text or file' });
    const form = choiceIn(input, { name: 'form', title: 'Write as', choices: forms, fallback: 'base64' });
    if (form !== 'url' && form !== 'html') return { text: written(bytesOf(source), form) };
    const text = typeof source === 'string' ? source : textOfBytes(bytesOf(source));
    const made =
      form === 'url'
        ? encodeURIComponent(text.toWellFormed())
        : text.replaceAll(/[&<>"']/g, (sign) => HTML_SIGNS[sign] ?? '');
    if (made.length > limits.textLength) throw refusal('text_too_long', 'The text would be longer than 25 MB.');
    return { text: made };
  },
});
