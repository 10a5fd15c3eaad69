import { say } from '@patchbay/connector';
import { strToU8, zipSync } from 'fflate';
import { refusal } from '../../values/refusal.ts';
import { cellText } from '../csv/writeCsv.ts';
import { serialOf } from './serialDate.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const LONGEST_CELL = 32_767;

/** The styles of the sheet, by their place in `STYLES`. */
const style = { plain: 0, header: 1, date: 2, dateTime: 3 } as const;

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`;

const relations = (...targets: readonly [kind: string, path: string][]) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(([kind, path], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${path}"/>`)
    .join('')}</Relationships>`;

export type Sheet = { name: string; names: readonly string[]; cells: readonly (readonly unknown[])[]; dates: boolean };

/** A workbook of one sheet, the same bytes for the same cells. The names of the columns stand bold in a fixed first row. */
export function writeWorkbook(sheet: Sheet): Uint8Array {
  const book = `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(sheet.name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const files = {
    '[Content_Types].xml': TYPES,
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': book,
    'xl/_rels/workbook.xml.rels': relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheetXml(sheet),
  };
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(bytes, { mtime: new Date(1980, 0, 1), level: 6 });
}

function sheetXml({ names, cells, dates }: Sheet): string {
  const hasHeader = names.length > 0;
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const view = `<sheetViews><sheetView workbookViewId="0">${hasHeader ? pane : ''}</sheetView></sheetViews>`;
  const header = hasHeader ? [rowXml(names.map((name) => textCell(name, style.header)))] : [];
  const rows = cells.map((row) => rowXml(row.map((value) => cellXml(value, dates))));
  return `${HEAD}<worksheet xmlns="${MAIN}">${view}<sheetData>${[...header, ...rows].join('')}</sheetData></worksheet>`;
}

const rowXml = (cells: readonly string[]) => `<row>${cells.join('')}</row>`;

function cellXml(value: unknown, dates: boolean): string {
  if (value === undefined || value === null || value === '') return '<c/>';
  if (typeof value === 'number' && Number.isFinite(value)) return `<c><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c t="b"><v>${Number(value)}</v></c>`;
  const date = dates && typeof value === 'string' ? serialOf(value) : undefined;
  if (date === undefined) return textCell(cellText(value), style.plain);
  return `<c s="${date.hasTime ? style.dateTime : style.date}"><v>${date.serial}</v></c>`;
}

function textCell(text: string, styled: number): string {
  if (text.length > LONGEST_CELL) {
    throw refusal(
      'text_too_long',
      say('A cell of a workbook takes {most} characters, and a value has {length}.', {
        most: LONGEST_CELL,
        length: text.length,
      }),
    );
  }
  const s = styled === style.plain ? '' : ` s="${styled}"`;
  return `<c t="inlineStr"${s}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Letters that XML cannot carry are written as `_x0007_`, and text that looks like that is told apart. */
function escaped(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (letter) =>
      letter === '\t' || letter === '\n'
        ? letter
        : `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A workbook takes no name with these signs, and none longer than 31 letters. */
function sheetName(name: string): string {
  return (
    name
      .replaceAll(/[[\]:*?/\\]/g, ' ')
      .trim()
      .slice(0, 31) || 'Sheet1'
  );
}
