import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundRows, leafText, pathText, treeRows, lineText } from './treeRows.ts';

const none: ReadonlySet<string> = new Set();
const lines = (rows: ReturnType<typeof treeRows>) => rows.map(({ depth, label }) => `${'  '.repeat(depth)}${label}`);
const at = (value: unknown, path: readonly (string | number)[]) =>
  path.reduce<unknown>((inner, part) => (inner as Record<string | number, unknown>)[part], value);

describe('a value as a tree', () => {
  it('opens what is near the top, and counts places from 1', () => {
    const value = { order: { id: 7, lines: [{ sku: 'a' }] }, paid: true };
    expect(lines(treeRows(value, none))).toEqual(['order', '  id', '  lines', 'paid']);
    const lineKey = treeRows(value, none)[2]?.key ?? '';
    expect(lines(treeRows(value, new Set([lineKey])))).toEqual(['order', '  id', '  lines', '    1', 'paid']);
  });

  it('shows a file as one thing, and what is empty as nothing to open', () => {
    const file = { file: 'file_1', name: 'plan.csv', contentType: 'text/csv', size: 21 };
    const rows = treeRows({ file, none: [], nothing: {}, left: null }, none);
    expect(rows.map(({ label, branch, value }) => [label, branch, leafText(value)])).toEqual([
      ['file', undefined, 'plan.csv'],
      ['none', undefined, 'an empty list'],
      ['nothing', undefined, 'no fields'],
      ['left', undefined, 'nothing'],
    ]);
  });

  it('draws few lines of a list of any length, in parts', () => {
    const rows = treeRows(
      Array.from({ length: 500_000 }, (_, index) => index),
      none,
    );
    expect(rows).toHaveLength(1_000 + 500);
    expect(rows[0]).toMatchObject({ label: '1 to 500', range: { from: 0, to: 500 } });
    expect(rows.at(-1)?.label).toBe('499501 to 500000');
  });

  it('names every line by the way to its value', () => {
    assert(
      property(jsonValue(), (value) => {
        for (const { path, value: shown } of treeRows(value, none)) expect(at(value, path)).toBe(shown);
        const keys = treeRows(value, none).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('searching a value', () => {
  const value = { customer: { name: 'Ann', 'e-mail': 'ann@example.com' }, lines: [{ sku: 'x' }, { sku: 'ann' }] };

  it('finds names and values, and shows what stands around them', () => {
    const { rows, count } = foundRows(value, 'ANN');
    expect(lines(rows)).toEqual(['customer', '  name', '  e-mail', 'lines', '  2', '    sku']);
    expect(count).toBe(3);
  });

  it('finds nothing where there is nothing', () => {
    expect(foundRows(value, 'zebra')).toEqual({ rows: [], count: 0, isCut: false });
  });

  it('stops where there is too much', () => {
    const many = Array.from({ length: 5_000 }, () => ({ name: 'Ann' }));
    expect(foundRows(many, 'ann')).toMatchObject({ count: 500, isCut: true });
  });
});

it('writes a path as formulas do', () => {
  expect(pathText('order', ['body', 'first name', 0, 'id'])).toBe('order.body["first name"][0].id');
  expect(pathText(undefined, ['a', 'b'])).toBe('a.b');
});

it('says a text of several lines in one', () => {
  expect(lineText('Hello Ann,\n\nthe invoice waits.\n')).toBe('Hello Ann, ⏎ the invoice waits. ⏎ ');
  expect(lineText('x'.repeat(1_000))).toHaveLength(300);
  expect(lineText(null)).toBe('nothing');
});

it('finds a field by what it is called as well as by its key', () => {
  const value = { rows: [{ whatDoYouNeedItFor: 'A laptop', customer_email: 'a@b.co' }] };
  const names = (path: readonly (string | number)[]) =>
    path.at(-1) === 'whatDoYouNeedItFor' ? 'What do you need it for?' : String(path.at(-1));
  for (const words of ['need it for?', 'whatDoYou', 'NEEDITFOR'])
    expect(foundRows(value, words, names).rows.at(-1)?.path).toEqual(['rows', 0, 'whatDoYouNeedItFor']);
  expect(foundRows(value, 'customer e-mail').count).toBe(1);
});
