import * as XLSX from '@e965/xlsx';
import { type FileValue, mockCall, type Operation } from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { dataConnector } from './index.ts';

const { makeExcel, readExcel } = dataConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: Row) => mockCall(operation, input) as Row;
const fileOf = (bytes: Uint8Array): FileValue => ({ base64: Buffer.from(bytes).toString('base64') });
const failureOf = (input: Row) => attempt(() => give(readExcel, input)).failure;

/** A workbook as SheetJS writes it. */
function theirs(sheets: Record<string, unknown[][]>, options: XLSX.WritingOptions = {}): FileValue {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows, { cellDates: true, UTC: true }), name);
  }
  return { base64: String(XLSX.write(book, { type: 'base64', bookType: 'xlsx', ...options })) };
}

const readByThem = (file: unknown) => {
  const book = XLSX.read((file as FileValue).base64, { type: 'base64' });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  return { names: book.SheetNames, rows: sheet && XLSX.utils.sheet_to_json(sheet, { header: 1, defval: null }) };
};

describe('reading', () => {
  it.each([{}, { compression: true }, { bookSST: true, compression: true }])(
    'reads what SheetJS wrote (%j)',
    (options) => {
      const orders = [
        ['number', 'total', 'paid', 'placed', 'note'],
        ['1042', 99.5, true, new Date('2026-03-01T00:00:00Z'), '<é€😀>'],
        [null, -1e-7, false, new Date('2026-03-01T09:30:00Z'), null],
      ];
      const file = theirs({ Empty: [], Orders: orders }, options);
      expect(give(readExcel, { file, sheet: 'Orders' })).toEqual({
        rows: [
          { number: '1042', total: 99.5, paid: true, placed: '2026-03-01', note: '<é€😀>' },
          { number: null, total: -1e-7, paid: false, placed: '2026-03-01T09:30:00', note: null },
        ],
        count: 2,
        columns: ['number', 'total', 'paid', 'placed', 'note'],
        sheets: ['Empty', 'Orders'],
      });
      expect(give(readExcel, { file }).rows).toEqual([]);
      expect(give(readExcel, { file, sheet: '2', header: false })).toMatchObject({ count: 3 });
    },
  );

  it('knows the dates of the old count and a time alone', () => {
    const sheet = XLSX.utils.aoa_to_sheet([['d'], [59], [61], [0.75], [0.5]]);
    for (const [at, z] of [
      ['A2', 'yyyy-mm-dd'],
      ['A3', 'd/m/yy'],
      ['A4', 'hh:mm'],
      ['A5', '0.0 "days"'],
    ] as const) {
      Object.assign(sheet[at] as object, { z });
    }
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, 'S');
    const file = { base64: String(XLSX.write(book, { type: 'base64', bookType: 'xlsx' })) };
    expect((give(readExcel, { file }).rows as Row[]).map(({ d }) => d)).toEqual([
      '1900-02-28',
      '1900-03-01',
      '18:00:00',
      0.5,
    ]);
  });

  it.each([
    [new TextEncoder().encode('a,b'), 'not_excel', 'The file is no Excel workbook (.xlsx).'],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'excel_too_old', 'This Excel file is of the old kind'],
    [zipSync({ 'a.txt': new Uint8Array(3) }), 'not_excel', 'The file is a zip archive, but no Excel workbook.'],
    [zipSync({ 'xl/workbook.xml': new TextEncoder().encode('<workbook>') }), 'xml_broken', 'The XML is broken'],
    [zipSync({ 'xl/styles.xml': new Uint8Array(70_000_000) }), 'file_too_large', 'larger than 64 MB once unpacked'],
  ])('ends in words: %#', (bytes, ...[code, message]) => {
    expect(failureOf({ file: fileOf(bytes) })).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('names the sheets there are', () => {
    expect(failureOf({ file: theirs({ One: [], Two: [] }), sheet: 'Three' })).toMatchObject({
      code: 'sheet_not_found',
      message: 'The workbook has no sheet “Three”. It has: One, Two.',
    });
  });

  it('takes a damaged file for damaged, whatever was damaged', () => {
    const whole = Buffer.from(theirs({ S: [['a'], ['b']] }, { compression: true }).base64, 'base64');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, isCut) => {
        const bytes = Uint8Array.from(isCut ? whole.subarray(0, at) : whole);
        bytes[at] = byte;
        const { value, failure } = attempt(() => give(readExcel, { file: fileOf(bytes) }));
        expect(failure?.message ?? typeof value).toMatch(failure === undefined ? /object/ : /\.$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('writing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('_x000D_', '<&>"', ' a ', 'a\r\nb\tc', '=1+1', '007'),
  );
  const value = fc.oneof(
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constantFrom('2026-03-01', '2026-03-01T09:30:00', null),
  );
  const plain = (value: unknown) => (value === '' ? null : Object.is(value, -0) ? 0 : value);

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: fc.constant('x'), b: value, c: value }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const { file } = give(makeExcel, { rows });
          const expected = rows.map(({ a, b, c }) => ({ a, b: plain(b), c: plain(c) }));
          expect(give(readExcel, { file }).rows).toEqual(expected);
        },
      ),
    );
  });

  it('is read by SheetJS as it was meant', () => {
    const rows = [
      { number: '007', total: 1.5, paid: true, placed: '2026-03-01', note: 'a <b> & "c"\n_x0041_', tags: ['x'] },
    ];
    const { file, count } = give(makeExcel, { rows, sheet: 'My/orders', fileName: 'o.xlsx' });
    expect(count).toBe(1);
    expect(file).toMatchObject({ name: 'o.xlsx' });
    expect(readByThem(file)).toEqual({
      names: ['My orders'],
      rows: [
        ['number', 'total', 'paid', 'placed', 'note', 'tags'],
        ['007', 1.5, true, 46082, 'a <b> & "c"\n_x0041_', '["x"]'],
      ],
    });
  });

  it('makes the same bytes each time, so that a repeated step gives the same', () => {
    const make = () => give(makeExcel, { rows: [{ a: 1 }] });
    expect(make()).toEqual(make());
  });

  it('takes 100,000 rows', () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => ({ id: at, name: `Name ${at}` }));
    const { file } = give(makeExcel, { rows });
    expect(give(readExcel, { file })).toMatchObject({ count: 100_000 });
  });
});
