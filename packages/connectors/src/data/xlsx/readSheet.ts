import { SaxesParser } from 'saxes';
import { limits } from '../../values/limits.ts';
import { refusal } from '../../values/refusal.ts';
import { localName } from '../xml/parseXml.ts';
import { type CellDates, dateText } from './serialDate.ts';

const MOST_CELLS = 1_000_000;

export type SheetContext = {
  /** The texts that cells refer to by number. */
  texts: readonly string[];
  dates: CellDates;
};

type Cell = { column: number; type: string; style: number; text: string };

/** The cells of a sheet, row by row; rows without any value are left out. Reads piece by piece, never the whole at once. */
export function readSheet(pieces: readonly Uint8Array[], context: SheetContext): unknown[][] {
  const rows: unknown[][] = [];
  let row: unknown[] = [];
  let cell: Cell | undefined;
  let count = 0;
  walk(pieces, {
    open: (name, attributes) => {
      if (name === 'row') row = [];
      if (name !== 'c') return;
      count += 1;
      if (count > MOST_CELLS) throw refusal('too_many_cells', 'The sheet has more than 1,000,000 cells. Split it up.');
      const column = columnOf(attributes.r) ?? row.length;
      cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), text: '' };
    },
    text: (name, text) => {
      if (cell !== undefined && (name === 'v' || name === 't')) cell.text += text;
    },
    close: (name) => {
      if (name === 'c' && cell !== undefined) {
        const value = cellValueOf(cell, context);
        while (row.length < cell.column) row.push(null);
        row[cell.column] = value;
        cell = undefined;
      } else if (name === 'row' && row.some((value) => value !== null)) {
        rows.push(row);
        if (rows.length > limits.items + 1)
          throw refusal('too_many_items', 'The sheet has more than 100,000 rows. Split it up.');
      }
    },
  });
  return rows;
}

/** The texts of a workbook that its cells share. */
export function readTexts(pieces: readonly Uint8Array[]): string[] {
  const texts: string[] = [];
  let text = '';
  walk(pieces, {
    open: (name) => {
      if (name === 'si') text = '';
    },
    text: (name, part) => {
      if (name === 't') text += part;
    },
    close: (name) => {
      if (name === 'si') texts.push(unescaped(text));
    },
  });
  return texts;
}

type Walk = {
  open(name: string, attributes: Readonly<Record<string, string | undefined>>): void;
  text(name: string, text: string): void;
  close(name: string): void;
};

function walk(pieces: readonly Uint8Array[], { open, text, close }: Walk): void {
  const parser = new SaxesParser();
  const decoder = new TextDecoder();
  const path: string[] = [];
  // How a Japanese text is read aloud stands beside the text and is none of it.
  const isAside = () => path.includes('rPh');
  parser.on('error', (error) => {
    throw refusal('excel_broken', 'The Excel file is damaged. Save it anew.', error);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length > limits.depth) throw refusal('nested_too_deeply', 'The Excel file nests too deeply.');
    path.push(localName(name));
    open(localName(name), attributes);
  });
  parser.on('text', (part) => {
    const name = path.at(-1);
    if (name !== undefined && !isAside()) text(name, part);
  });
  parser.on('closetag', ({ name }) => {
    path.pop();
    close(localName(name));
  });
  for (const piece of pieces) parser.write(decoder.decode(piece, { stream: true }));
  parser.write(decoder.decode()).close();
}

function cellValueOf({ type, style, text }: Cell, { texts, dates }: SheetContext): unknown {
  if (type === 's') return text === '' ? null : (texts[Number(text)] ?? null);
  if (type === 'inlineStr' || type === 'str') return unescaped(text);
  if (text === '' || type === 'e') return null;
  if (type === 'b') return text === '1' || text === 'true';
  const number = Number(text);
  if (type === 'd' || Number.isNaN(number)) return text;
  return dateText(number, style, dates) ?? number;
}

/** `C7` is column 2; undefined where there is no such place. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Control characters are written as `_x000D_`. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
