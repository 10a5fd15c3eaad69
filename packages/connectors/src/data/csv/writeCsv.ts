export type WriteCsv = {
  separator: string;
  lineEnd: string;
  quoteAll: boolean;
  /** Puts a ' before text that a spreadsheet would run as a formula. */
  disarm: boolean;
};

/** Some spreadsheets take space before it for nothing, and the wide signs of East Asia for plain ones. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Cells as CSV text, quoted where needed. No line end after the last record. */
export function writeCsv(records: readonly (readonly unknown[])[], format: WriteCsv): string {
  const special = (text: string) =>
    text.includes('"') ||
    text.includes(format.separator) ||
    text.includes('\n') ||
    text.includes('\r') ||
    // Without quotes spaces at the ends would be trimmed, and a first cell read as a mark, by others.
    text !== text.trim();
  const cell = (value: unknown, isOnly: boolean) => {
    const text = format.disarm && typeof value === 'string' && FORMULA.test(value) ? `'${value}` : cellText(value);
    const isQuoted = format.quoteAll || special(text) || (isOnly && text === '');
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return records
    .map((record) => record.map((value) => cell(value, record.length === 1)).join(format.separator))
    .join(format.lineEnd);
}

/** Nothing is an empty cell, a list or an object its JSON. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
