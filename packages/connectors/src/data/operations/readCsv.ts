import { choiceIn, filledTextIn, type Input, yesIn } from '../../values/input.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { encodingField, encodings, sourceField, sourceTextIn } from '../../values/source.ts';
import { cellValue } from '../cellValue.ts';
import { guessSeparator, parseCsv } from '../csv/parseCsv.ts';
import { separatorField, separatorIn } from '../csv/separator.ts';
import { exampleField, headerField, rowsGiven, rowsOf } from '../table.ts';

/** Reads a table of separated values. */
export const readCsv = fileOperation({
  title: 'Read CSV',
  description: 'Reads a table of separated values, such as an export from a spreadsheet, as a list of rows.',
  group: 'Tables',
  keywords: ['csv', 'tsv', 'parse', 'spreadsheet', 'import', 'comma', 'separated', 'table', 'excel', 'file'],
  fields: {
    source: { ...sourceField, examples: ['number,total\n1042,99.50'] },
    header: headerField,
    separator: separatorField(['auto']),
    values: {
      type: 'string',
      title: 'Values',
      description: 'Whether numbers, dates, and yes or no are read as such.',
      enum: ['text', 'detect'],
      default: 'text',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { text: 'All as text', detect: 'Numbers, yes and no where they are clear' },
    },
    encoding: encodingField,
    quote: {
      type: 'string',
      title: 'Quote sign',
      description: 'What stands around cells.',
      default: '"',
      maxLength: 1,
    },
    trim: {
      type: 'boolean',
      title: 'Cut spaces around values',
      description: 'So that “ 12 ” reads as 12.',
      default: false,
    },
    example: { ...exampleField, title: 'Example of the rows' },
  },
  required: ['source'],
  gives: rowsGiven,
  outputFrom: { input: 'example', as: 'rows' },
  sample: { rows: [{ number: '1042', total: '99.50' }], count: 1, columns: ['number', 'total'] },
  perform: (input) => {
    const encoding = choiceIn(input, { name: 'encoding', title: 'Encoding', choices: encodings, fallback: 'auto' });
    const { text, separator: named } = withoutMark(
      sourceTextIn(input, { name: 'source', title: 'Text or file', encoding }),
    );
    const quote = quoteIn(input);
    const chosen = separatorIn(input, 'auto');
    const separator = chosen === 'auto' ? (named ?? guessSeparator(text, quote)) : chosen;
    const hasHeader = yesIn(input, { name: 'header', title: 'The first row', fallback: true });
    const values = choiceIn(input, { name: 'values', title: 'Values', choices: ['text', 'detect'], fallback: 'text' });
    const isTrimmed = yesIn(input, { name: 'trim', title: 'Cut spaces around values' });
    const records = parseCsv(text, { separator, quote });
    const read = (text: string) => (values === 'detect' ? cellValue(text) : isTrimmed ? text.trim() : text);
    const cells = records.map((record, at) => (hasHeader && at === 0 ? record : record.map(read)));
    return rowsOf(cells, { hasHeader, empty: values === 'detect' ? null : '' });
  },
});

/** Excel writes its separator in a first line of its own. */
function withoutMark(text: string): { text: string; separator?: string } {
  const mark = /^sep=(.)\r?\n/.exec(text.slice(0, 10));
  return mark === null ? { text } : { text: text.slice(mark[0].length), separator: mark[1] ?? ',' };
}

function quoteIn(input: Input): string {
  if (input.quote === undefined || input.quote === null || input.quote === '') return '"';
  const quote = filledTextIn(input, { name: 'quote', title: 'Quote sign' });
  if (quote.length === 1) return quote;
  throw refusal('quote_not_valid', 'The quote sign must be one character, such as ".');
}
