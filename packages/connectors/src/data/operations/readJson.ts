import { parseJson, type Said, say } from '@patchbay/connector';
import { choiceIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { sourceField, sourceTextIn } from '../../values/source.ts';
import { exampleField } from '../table.ts';

/** Reads JSON that came as text. */
export const readJson = fileOperation({
  title: 'Read JSON',
  description: 'Turns JSON that came as text into data with fields.',
  group: 'Data as text',
  keywords: ['json', 'parse', 'decode', 'ndjson', 'jsonl', 'object', 'deserialize'],
  fields: {
    source: { ...sourceField, examples: ['{"number": "1042", "total": 99.5}'] },
    format: {
      type: 'string',
      title: 'Holds',
      description: 'One value, or one on each line.',
      enum: ['json', 'lines'],
      default: 'json',
      'x-patchbay-labels': { json: 'One value', lines: 'A value on each line' },
    },
    example: exampleField,
  },
  required: ['source'],
  gives: { value: { title: 'Value', description: 'The data that was read.' } },
  outputFrom: { input: 'example', as: 'value' },
  sample: { value: { number: '1042', total: 99.5 } },
  perform: (input) => {
    const text = sourceTextIn(input, { name: 'source', title: 'Text or file' });
    const format = choiceIn(input, { name: 'format', title: 'Holds', choices: ['json', 'lines'], fallback: 'json' });
    return { value: format === 'json' ? read(text) : readLines(text) };
  },
});

function readLines(text: string): unknown[] {
  const lines = text.split('\n');
  if (lines.length > limits.items + 1) throw refusal('too_many_items', 'The text has more than 100,000 lines.');
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [read(line, say('Line {line}', { line: at + 1 }))]));
}

function read(text: string, what = say('The text')): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw refusal('json_broken', notJson(what, cause), cause);
  }
}

/** The engine names the place in its message; the rest of that may hold data, and is not shown. */
function notJson(what: Said, error: unknown): Said {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('nested too deeply'))
    return say('{what} is not JSON that can be read: it nests deeper than 200 levels. Check where it comes from.', {
      what,
    });
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line !== undefined && column !== undefined)
    return say('{what} is not JSON: it breaks at line {line}, column {column}. Check where it comes from.', {
      what,
      line,
      column,
    });
  return message.includes('end of JSON')
    ? say('{what} is not JSON: it ends too early. Check where it comes from.', { what })
    : say('{what} is not JSON. Check where it comes from.', { what });
}
