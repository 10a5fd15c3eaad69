import { type Said, say } from '@patchbay/connector';
import { limits } from '../../values/limits.ts';
import { refusal } from '../../values/refusal.ts';

export type CsvFormat = { separator: string; quote: string };

/** Cells of all records together; a row of 100,000 columns times 100,000 rows would fill the memory. */
const MOST_CELLS = 3_000_000;

type Reader = { text: string; at: number; line: number; format: CsvFormat };

/**
 * Records of cells, in time proportional to the text. Line ends may be of any system and mixed; lines without anything
 * are left out. A quote inside a cell that does not begin with one is a letter like any other.
 * Throws OperationError `csv_broken` with the line. Stops after `most` records.
 */
export function parseCsv(text: string, format: CsvFormat, most = limits.items + 2): string[][] {
  const reader: Reader = { text, at: 0, line: 1, format };
  const records: string[][] = [];
  let cells = 0;
  while (reader.at < text.length && records.length < most) {
    const isBlank = text[reader.at] === '\n' || text[reader.at] === '\r';
    const record = readRecord(reader);
    if (isBlank) continue;
    cells += record.length;
    if (cells > MOST_CELLS) throw refusal('too_many_cells', 'The table has more than 3,000,000 cells. Split it up.');
    records.push(record);
  }
  return records;
}

function readRecord(reader: Reader): string[] {
  const { text, format } = reader;
  const record: string[] = [];
  for (;;) {
    const isQuoted = format.quote !== '' && text.startsWith(format.quote, reader.at);
    record.push(isQuoted ? readQuoted(reader) : readPlain(reader));
    if (!text.startsWith(format.separator, reader.at)) break;
    reader.at += format.separator.length;
  }
  if (text[reader.at] === '\r' && text[reader.at + 1] === '\n') reader.at += 1;
  reader.at += 1;
  reader.line += 1;
  return record;
}

function readPlain(reader: Reader): string {
  const from = reader.at;
  const { text, format } = reader;
  const [first = ''] = format.separator;
  while (reader.at < text.length) {
    const letter = text[reader.at];
    if (letter === '\n' || letter === '\r') break;
    if (letter === first && text.startsWith(format.separator, reader.at)) break;
    reader.at += 1;
  }
  return text.slice(from, reader.at);
}

function readQuoted(reader: Reader): string {
  const { text, format } = reader;
  const { quote, separator } = format;
  const opened = reader.line;
  let value = '';
  reader.at += 1;
  for (;;) {
    const end = text.indexOf(quote, reader.at);
    if (end < 0) throw broken(opened, say('a quote is opened and never closed'));
    const part = text.slice(reader.at, end);
    value += part;
    reader.line += lineEnds(part);
    reader.at = end + 1;
    if (text[reader.at] !== quote) break;
    value += quote;
    reader.at += 1;
  }
  if (separator !== ' ') while (text[reader.at] === ' ') reader.at += 1;
  const isEnd = reader.at >= text.length || '\r\n'.includes(text[reader.at] ?? '');
  if (!isEnd && !text.startsWith(separator, reader.at))
    throw broken(reader.line, say('text stands after a closing quote'));
  return value;
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function broken(line: number, what: Said) {
  return refusal(
    'csv_broken',
    say('Line {line} of the CSV is broken: {what}. Check the separator and the quote sign.', { line, what }),
  );
}

const SEPARATORS = [',', ';', '\t', '|'] as const;

/** Which separator a text uses: the one that cuts its first records into the most columns alike. Comma where none does. */
export function guessSeparator(text: string, quote: string): string {
  const head = text.slice(0, 20_000);
  let best = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const score = columnsAlike(head, { separator, quote });
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function columnsAlike(head: string, format: CsvFormat): number {
  let records: string[][];
  try {
    records = parseCsv(head, format, 12);
  } catch {
    return 0; // Cut in the middle of a quote, or quotes that only make sense with another separator.
  }
  const whole = records.length > 1 && head.length === 20_000 ? records.slice(0, -1) : records;
  const columns = whole[0]?.length ?? 1;
  const alike = whole.filter((record) => record.length === columns).length;
  return columns === 1 ? 0 : columns * (alike / whole.length);
}
