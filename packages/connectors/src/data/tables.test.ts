import { isFile, mockCall, type Operation } from '@patchbay/connector';
import { attempt, connectorProblems } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { encode } from '../values/encode.ts';
import { parseCsv } from './csv/parseCsv.ts';
import { writeCsv } from './csv/writeCsv.ts';
import { dataConnector } from './index.ts';

const { makeCsv, readCsv } = dataConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: Row) => mockCall(operation, input) as Row;
const rowsOf = (source: unknown, more: Row = {}) => give(readCsv, { source, ...more }).rows;
const fileOf = (bytes: Uint8Array | readonly number[], name = 'export.csv') => ({
  base64: btoa(String.fromCharCode(...bytes)),
  name,
});
const failureOf = (operation: Operation, input: Row) => attempt(() => give(operation, input)).failure;

const letter = fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r', ' ', "'", 'é', '=', '0', '€', '😀');
const cell = fc.oneof(fc.string({ unit: letter, maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 6 }));
const records = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
const separator = fc.constantFrom(',', ';', '\t', '|', '::');

it('has nothing wrong with any format, and keeps the names that saved flows refer to', () => {
  expect(connectorProblems(dataConnector)).toEqual([]);
  expect(Object.keys(dataConnector.operations).join(' ')).toBe(
    'readCsv makeCsv readExcel makeExcel readFile makeFile readJson makeJson readXml makeXml readFeed',
  );
});

describe('CSV', () => {
  it('comes back as it was written, with any separator, line end and quoting', () => {
    const lineEnd = fc.constantFrom('\r\n', '\n');
    const format = fc.record({ separator, lineEnd, quoteAll: fc.boolean(), disarm: fc.constant(false) });
    fc.assert(
      fc.property(records, format, (table, format) => {
        expect(parseCsv(writeCsv(table, format), { separator: format.separator, quote: '"' })).toEqual(table);
      }),
    );
  });

  it('is written as Papa Parse reads it, and read as Papa Parse writes it', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(',', ';', '\t'), (table, separator) => {
        const text = writeCsv(table, { separator, lineEnd: '\r\n', quoteAll: false, disarm: false });
        expect(Papa.parse(text, { delimiter: separator, newline: '\r\n' }).data).toEqual(table);
        const theirs = Papa.unparse(table, { delimiter: separator, newline: '\r\n', quotes: true });
        expect(parseCsv(theirs, { separator, quote: '"' })).toEqual(table);
      }),
    );
  });

  it('keeps objects through a round trip of both steps', () => {
    const row = fc.record({ number: fc.string(), total: fc.string(), __proto__: fc.string(), 'a.b': fc.string() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const { text } = give(makeCsv, { rows });
        expect(rowsOf(text, { separator: ',' })).toEqual(rows);
      }),
    );
  });

  it.each([
    ['a,b\n1,2\n', [{ a: '1', b: '2' }]],
    ['a;b\r\n1,5;2\r\n', [{ a: '1,5', b: '2' }]],
    ['a\tb\r1\t2', [{ a: '1', b: '2' }]],
    ['sep=|\na|b\n1|2', [{ a: '1', b: '2' }]],
    ['\uFEFFa,b\n\n"x ""y""" ,"line\r\nline"\n\n', [{ a: 'x "y"', b: 'line\r\nline' }]],
    ['a,a,\n1,2,3,4', [{ a: '1', a_2: '2', column_3: '3', column_4: '4' }]],
    ['a,b\n1', [{ a: '1', b: '' }]],
    ['name\nO"Neil', [{ name: 'O"Neil' }]],
    ['', []],
    ['a,b', []],
  ])('reads %j', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  it('numbers columns where there is no header, and cuts spaces where asked', () => {
    expect(rowsOf(' 1 , 2 ', { header: false, trim: true })).toEqual([{ column_1: '1', column_2: '2' }]);
  });

  it('takes for numbers only what is written as one', () => {
    const text = 'a,b,c,d,e,f,g\n12,-0.50,007,1e5,TRUE,,12345678901234567890';
    expect(rowsOf(text, { values: 'detect' })).toEqual([
      { a: 12, b: -0.5, c: '007', d: '1e5', e: true, f: null, g: '12345678901234567890' },
    ]);
  });

  it('finds out the encoding by looking', () => {
    const text = 'name\nMüller €';
    for (const encoding of ['utf-8', 'utf-8-bom', 'windows-1252', 'utf-16le'] as const) {
      expect(rowsOf(fileOf(encode(text, encoding)))).toEqual([{ name: 'Müller €' }]);
    }
  });

  it('writes the columns asked for, nested values as JSON, formulas disarmed', () => {
    const rows = [{ customer: { name: 'Ada, Countess' }, tags: ['x'], note: '=1+1', total: -3 }];
    const columns = ['total', 'customer.name', 'tags', 'note'];
    expect(give(makeCsv, { rows, columns, disarm: true, lineEnd: 'lf' })).toEqual({
      text: 'total,name,tags,note\n-3,"Ada, Countess","[""x""]",\'=1+1',
      count: 1,
    });
    expect(
      give(makeCsv, {
        rows: [
          [1, null],
          ['a', true],
        ],
        separator: ';',
      }).text,
    ).toBe('1;\r\na;true');
  });

  it('makes a file in the encoding asked for', () => {
    const { file } = give(makeCsv, {
      rows: [{ name: 'Müller' }],
      give: 'file',
      encoding: 'windows-1252',
      fileName: 'a.csv',
    });
    expect(isFile(file) && atob(file.base64)).toBe('name\r\nM\xFCller');
    expect(file).toMatchObject({ name: 'a.csv', contentType: 'text/csv' });
  });

  it.each([
    [readCsv, { source: 'a\n"b' }, 'csv_broken', 'Line 2 of the CSV is broken: a quote is opened and never closed.'],
    [
      readCsv,
      { source: 'a\nb\n"c"d,e' },
      'csv_broken',
      'Line 3 of the CSV is broken: text stands after a closing quote.',
    ],
    [
      readCsv,
      { source: fileOf([0x66, 0xfc, 0x72]), encoding: 'utf-8' },
      'encoding_not_valid',
      'The file is not UTF-8.',
    ],
    [
      readCsv,
      { source: fileOf([0x50, 0x4b, 3, 4, 0, 0]) },
      'not_text',
      'This file is an Excel workbook or a zip archive',
    ],
    [readCsv, { source: fileOf([0x89, 0x50, 0, 0x47, 0, 0, 0, 1, 2]) }, 'not_text', 'The file holds no text'],
    [readCsv, { source: { base64: '!' } }, 'file_not_readable', 'The file is not valid base64.'],
    [readCsv, { source: [1] }, 'not_a_text', 'Text or file got a list where a text or a file is needed.'],
    [readCsv, {}, 'value_missing', 'Text or file is empty.'],
    [readCsv, { source: 'a', separator: 'comma sign' }, 'separator_not_valid', 'The separator must be a sign'],
    [readCsv, { source: 'x\n'.repeat(100_002) }, 'too_many_items', 'The table has more than 100,000 rows.'],
    [readCsv, { source: `${'x,'.repeat(2_001)}\n` }, 'too_many_columns', 'The table has more than 2,000 columns.'],
    [makeCsv, { rows: ['a'] }, 'not_an_object', 'Rows must be objects with named values'],
    [
      makeCsv,
      { rows: [{ a: '😀' }], give: 'file', encoding: 'windows-1252' },
      'letter_not_encodable',
      '“😀” has no place',
    ],
  ] as [Operation, Row, string, string][])('ends in words: %#', (operation, input, ...[code, message]) => {
    expect(failureOf(operation, input)).toMatchObject({
      code,
      retry: 'never',
      message: expect.stringContaining(message),
    });
  });

  it('reads any text at all, or says in words why not, and 12 MB in good time', () => {
    const source = fc.oneof(
      fc.string({ unit: letter }),
      fc.string({ unit: 'binary' }),
      fc.uint8Array().map((it) => fileOf(it)),
    );
    fc.assert(
      fc.property(source, fc.constantFrom('text', 'detect'), (source, values) => {
        const { value, failure } = attempt(() => give(readCsv, { source, values }));
        expect(failure?.message ?? typeof value?.count).toMatch(failure === undefined ? /number/ : /\.$/);
      }),
    );
    const line = `${'"a ""quoted"" cell",12.5,text;'.repeat(4)}\n`;
    expect(give(readCsv, { source: line.repeat(99_999), separator: ',' })).toMatchObject({ count: 99_998 });
  });
});
