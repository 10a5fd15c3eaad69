import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ROWS, pastedBlock, pastedRows } from './pastedBlock.ts';

const columns = [
  { id: 'name', type: 'text' },
  { id: 'age', type: 'number' },
] as const;

describe('cells that are copied from a spreadsheet', () => {
  it('are read line by line, with quotes around those that hold a line or a tab', () => {
    expect(pastedBlock('Ann\t36\r\n"two\nlines"\t"say ""hi"""\r\n')).toEqual([
      ['Ann', '36'],
      ['two\nlines', 'say "hi"'],
    ]);
  });

  it('are one cell where the text has neither', () => {
    expect(pastedBlock('12" pipe')).toEqual([['12" pipe']]);
    expect(pastedBlock('"quoted" word')).toEqual([['"quoted" word']]);
    expect(pastedBlock('')).toEqual([['']]);
  });

  it('are the same again, whatever they hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '🙋', ' ') });
    const sheet = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    const written = (text: string) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(sheet, (rows) => {
        const text = rows.map((cells) => cells.map(written).join('\t')).join('\n');
        expect(pastedBlock(`${text}\n`)).toEqual(rows);
      }),
    );
  });
});

describe('pasted over a table', () => {
  it('they go from the cell with the keyboard to the right and down, as values of their columns', () => {
    expect(pastedRows(pastedBlock('Ann\t36\nBen\t'), { at: { row: 4, column: 0 }, columns, rowCount: 9 })).toEqual({
      rows: [
        { row: 4, values: { name: 'Ann', age: '36' } },
        { row: 5, values: { name: 'Ben', age: null } },
      ],
      leftRows: 0,
      leftColumns: 0,
    });
  });

  it('those without a row or a column are counted, and left', () => {
    const block = pastedBlock('1\t2\t3\n4\t5\t6');
    expect(pastedRows(block, { at: { row: 8, column: 1 }, columns, rowCount: 9 })).toEqual({
      rows: [{ row: 8, values: { age: '1' } }],
      leftRows: 1,
      leftColumns: 2,
    });
  });

  it('at most so many rows are filled at once', () => {
    const block = Array.from({ length: 1_000 }, (_, at) => [String(at)]);
    const { rows, leftRows } = pastedRows(block, { at: { row: 0, column: 0 }, columns, rowCount: 5_000 });
    expect([rows.length, leftRows]).toEqual([MOST_ROWS, 1_000 - MOST_ROWS]);
  });
});
