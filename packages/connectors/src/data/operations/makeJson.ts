import { choiceIn, listIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';

/** Writes data as JSON text. */
export const makeJson = pureOperation({
  title: 'Make JSON',
  description: 'Writes data as JSON text, for a field or a file that takes text only.',
  group: 'Data as text',
  keywords: ['json', 'stringify', 'encode', 'ndjson', 'jsonl', 'serialize', 'pretty'],
  fields: {
    value: { title: 'Value', description: 'What to write.', 'x-patchbay-widget': 'json', 'x-patchbay-basic': true },
    format: {
      type: 'string',
      title: 'Write it',
      description: 'On one line for programs, or indented for people.',
      enum: ['short', 'indented', 'lines'],
      default: 'short',
      'x-patchbay-basic': true,
      'x-patchbay-labels': {
        short: 'On one line',
        indented: 'Indented, to be read',
        lines: 'Each item on its own line',
      },
    },
  },
  gives: { text: { type: 'string', title: 'Text' } },
  sample: { text: '{"number":"1042","total":99.5}' },
  perform: (input) => {
    const formats = ['short', 'indented', 'lines'] as const;
    const format = choiceIn(input, { name: 'format', title: 'Write it', choices: formats, fallback: 'short' });
    const text =
      format === 'lines'
        ? listIn(input, { name: 'value', title: 'Value' })
            .map((item) => JSON.stringify(item ?? null))
            .join('\n')
        : JSON.stringify(input.value ?? null, null, format === 'short' ? 0 : 2);
    if (text.length > limits.textLength) throw refusal('text_too_long', 'The JSON is larger than 25 MB.');
    return { text };
  },
});
