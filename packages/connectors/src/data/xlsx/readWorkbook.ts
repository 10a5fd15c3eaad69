import { say } from '@patchbay/connector';
import { refusal } from '../../values/refusal.ts';
import { localName, parseXml, type XmlElement } from '../xml/parseXml.ts';
import { readSheet, readTexts } from './readSheet.ts';
import { type CellDates, dateStyle } from './serialDate.ts';
import { unzip } from './unzip.ts';

export type Workbook = {
  sheets: string[];
  /** The cells of the sheet read, row by row. */
  cells: unknown[][];
};

const WORKBOOK = 'xl/workbook.xml';
const LINKS = 'xl/_rels/workbook.xml.rels';
const STYLES = 'xl/styles.xml';
const TEXTS = 'xl/sharedStrings.xml';

/** Reads one sheet of a workbook, by name or by its place from 1. Formulas count by their last result. Throws OperationError. */
export function readWorkbook(bytes: Uint8Array, sheet: string): Workbook {
  checkKind(bytes);
  const parts = unzip(bytes, (name) => [WORKBOOK, LINKS, STYLES, TEXTS].includes(name));
  const book = partOf(parts, WORKBOOK);
  if (book === undefined) throw refusal('not_excel', 'The file is a zip archive, but no Excel workbook.');
  const sheets = inside(book, 'sheets').map(({ attributes }) => ({
    name: attributes.name ?? '',
    link: Object.entries(attributes).find(([name]) => localName(name) === 'id')?.[1] ?? '',
  }));
  const names = sheets.map(({ name }) => name);
  const chosen = sheets.find(({ name }) => name === sheet) ?? sheets[Number(sheet) - 1];
  if (chosen === undefined) {
    throw refusal(
      'sheet_not_found',
      say('The workbook has no sheet “{sheet}”. It has: {names}.', {
        sheet: sheet.slice(0, 40),
        names: names.slice(0, 20).join(', '),
      }),
    );
  }
  const path = pathOf(partOf(parts, LINKS), chosen.link);
  const pieces = unzip(bytes, (name) => name === path).get(path);
  if (pieces === undefined) throw refusal('excel_broken', 'The Excel file is damaged: a sheet is missing in it.');
  const context = { texts: readTextsOf(parts), dates: datesOf(book, partOf(parts, STYLES)) };
  return { sheets: names, cells: readSheet(pieces, context) };
}

function checkKind([first, second, third]: Uint8Array): void {
  if (first === 0x50 && second === 0x4b) return;
  if (first === 0xd0 && second === 0xcf && third === 0x11) {
    throw refusal(
      'excel_too_old',
      'This Excel file is of the old kind (.xls), or has a password. Save it as .xlsx without one.',
    );
  }
  throw refusal('not_excel', 'The file is no Excel workbook (.xlsx). A CSV file is read with “Read CSV”.');
}

type Parts = ReadonlyMap<string, readonly Uint8Array[]>;

function partOf(parts: Parts, name: string): XmlElement | undefined {
  const pieces = parts.get(name);
  if (pieces === undefined) return undefined;
  const decoder = new TextDecoder();
  const text = [...pieces.map((piece) => decoder.decode(piece, { stream: true })), decoder.decode()].join('');
  return parseXml(text);
}

function readTextsOf(parts: Parts): string[] {
  const pieces = parts.get(TEXTS);
  return pieces === undefined ? [] : readTexts(pieces);
}

/** The children of the child of this name. */
function inside(parent: XmlElement | undefined, name: string): XmlElement[] {
  return parent?.children.find((child) => localName(child.name) === name)?.children ?? [];
}

function pathOf(links: XmlElement | undefined, id: string): string {
  const target = links?.children.find(({ attributes }) => attributes.Id === id)?.attributes.Target ?? '';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function datesOf(book: XmlElement, styles: XmlElement | undefined): CellDates {
  const properties = book.children.find(({ name }) => localName(name) === 'workbookPr');
  const codes = new Map(
    inside(styles, 'numFmts').map(({ attributes }) => [attributes.numFmtId ?? '', attributes.formatCode]),
  );
  return {
    startsIn1904: ['1', 'true'].includes(properties?.attributes.date1904 ?? ''),
    styles: inside(styles, 'cellXfs').map(({ attributes }) => {
      const id = attributes.numFmtId ?? '0';
      return dateStyle(Number(id), codes.get(id));
    }),
  };
}
