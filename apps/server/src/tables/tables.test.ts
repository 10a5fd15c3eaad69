import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import { draw, literal } from '../runs/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let stranger: Caller;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada'));
  ({ api: stranger } = await test.signUp('Eve'));
});
afterAll(() => test.drop());

const make = (name: string, csv?: string) =>
  api.table.create({
    workspaceId,
    name,
    columns: [
      { name: 'Name', type: 'text', unique: true },
      { name: 'Size', type: 'number' },
    ],
    csv,
  });

describe('a table', () => {
  it('is made from a file, with columns of the types that its cells have', async () => {
    const text =
      '\uFEFFOrder no;Paid;Total;Placed;Zip\r\n1042;yes;12.50;2026-03-14;01069\r\n"A;B";no;;2026-03-15T10:00:00Z;10115\r\n';
    const preview = await api.table.readCsv({ workspaceId, text });
    expect(preview).toMatchObject({
      columns: [
        { name: 'Order no', type: 'text' },
        { name: 'Paid', type: 'yesNo' },
        { name: 'Total', type: 'number' },
        { name: 'Placed', type: 'date' },
        { name: 'Zip', type: 'text' },
      ],
      count: 2,
    });
    const { id: tableId } = await api.table.create({
      workspaceId,
      name: 'From a file',
      columns: preview.columns,
      csv: text,
    });
    const { rows } = await api.table.rows({ workspaceId, tableId });
    expect(rows.map(({ cells }) => cells)).toEqual([
      { orderNo: '1042', paid: true, total: 12.5, placed: '2026-03-14', zip: '01069' },
      { orderNo: 'A;B', paid: false, placed: '2026-03-15T10:00:00.000Z', zip: '10115' },
    ]);
  });

  it('is not made from a file that does not fit, which is told row by row', async () => {
    const { code, details } = await refusal(make('Broken', 'Name,Size\na,1\na,2\nb,large\nc,3,4\n'));
    expect(code).toBe('csv_refused');
    expect(details).toMatchObject({
      problems: [
        { row: 3, message: expect.stringContaining('row 2 has the same') },
        { row: 4, message: expect.stringContaining('“Size” takes a number') },
        { row: 5, message: expect.stringContaining('3 cells') },
      ],
    });
    expect((await api.table.list({ workspaceId })).map(({ name }) => name)).not.toContain('Broken');
    expect((await refusal(api.table.readCsv({ workspaceId, text: 'a\n"b' }))).code).toBe('csv_refused');
    expect((await refusal(api.table.readCsv({ workspaceId, text: '' }))).code).toBe('csv_refused');
  });

  it('goes out as a file and comes in again the same, without a formula for a spreadsheet', async () => {
    const { id: tableId } = await make('Out');
    const names = ['=HYPERLINK("http://evil")', '+49 351 1', '-1+cmd', '@x', 'a "b", c\nd', "'quoted", '😀'];
    for (const [size, name] of names.entries())
      await api.table.addRow({ workspaceId, tableId, values: { name, size } });
    const { text } = await api.table.export({ workspaceId, tableId });
    expect(text).toContain(`'=HYPERLINK`);
    expect(text).not.toMatch(/^[=@]|\n[=@]/);
    const { id: other } = await make('In');
    expect(await api.table.importCsv({ workspaceId, tableId: other, text })).toEqual({ added: 7, problems: [] });
    const read = async (id: string) =>
      (await api.table.rows({ workspaceId, tableId: id })).rows.map(({ cells }) => cells);
    expect(await read(other)).toEqual(await read(tableId));
    expect((await refusal(api.table.importCsv({ workspaceId, tableId: other, text }))).message).toContain(
      'must differ',
    );
    const mixed = 'SIZE,Name\n1,new\nx,bad\n';
    expect(await api.table.importCsv({ workspaceId, tableId: other, text: mixed, skipUnfit: true })).toMatchObject({
      added: 1,
      problems: [{ row: 3 }],
    });
    const unknown = await refusal(
      api.table.importCsv({ workspaceId, tableId: other, text: 'Colour\nred\n', skipUnfit: true }),
    );
    expect(unknown.message).toContain('no column “Colour”');
  });

  it('names the flows that use it', async () => {
    const { id: tableId } = await make('Used');
    const document = draw(
      {
        order: { operation: 'manual', inputs: { example: literal({}) } },
        note: { operation: 'setFields', inputs: { fields: literal({ tableId }) } },
      },
      'order -> note',
    );
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Uses it', document });
    const usedBy = [{ flowId, name: 'Uses it' }];
    expect(await api.table.get({ workspaceId, tableId })).toMatchObject({ name: 'Used', usedBy, rowCount: 0 });
    expect((await api.table.list({ workspaceId })).find(({ id }) => id === tableId)).toMatchObject({
      usedBy,
      columnCount: 2,
    });
  });

  it('is refused in words, and is not there for others', async () => {
    const { id: tableId } = await make('Refusing');
    expect(await refusal(make('Refusing'))).toMatchObject({
      code: 'table_refused',
      message: expect.stringContaining('another table'),
    });
    expect(await refusal(api.table.addRow({ workspaceId, tableId, values: { size: 'large' } }))).toMatchObject({
      code: 'table_refused',
      details: { code: 'value_not_number', column: 'size' },
    });
    expect((await refusal(stranger.table.get({ workspaceId, tableId }))).code).toBe('not_found');
    const theirs = (await stranger.session.get())?.workspaces[0]?.id ?? '';
    const calls = [
      () => stranger.table.get({ workspaceId: theirs, tableId }),
      () => stranger.table.rows({ workspaceId: theirs, tableId }),
      () => stranger.table.addRow({ workspaceId: theirs, tableId, values: {} }),
      () => stranger.table.delete({ workspaceId: theirs, tableId }),
    ];
    for (const call of calls) expect((await refusal(call())).code).toBe('not_found');
  });

  it('gets deleted rows back', async () => {
    const { id: tableId } = await make('Undo', 'Name,Size\na,1\nb,2\n');
    const { rows } = await api.table.rows({ workspaceId, tableId });
    await api.table.deleteRows({ workspaceId, tableId, rowIds: rows.map(({ id }) => id) });
    expect((await api.table.rows({ workspaceId, tableId })).count).toBe(0);
    await api.table.restoreRows({ workspaceId, tableId, rows });
    expect((await api.table.rows({ workspaceId, tableId })).rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });
});

describe('saved values', () => {
  it('are seen, searched, changed and deleted by people', async () => {
    await api.savedValue.set({ workspaceId, key: 'a%b', value: { deep: [1] } });
    await api.savedValue.set({ workspaceId, key: 'other', value: null });
    expect((await api.savedValue.list({ workspaceId, search: '%' })).items).toMatchObject([
      { key: 'a%b', value: { deep: [1] } },
    ]);
    const first = await api.savedValue.list({ workspaceId, limit: 1 });
    expect(first.nextCursor).toBe('a%b');
    expect((await api.savedValue.list({ workspaceId, cursor: 'a%b' })).items).toMatchObject([{ key: 'other' }]);
    await api.savedValue.delete({ workspaceId, key: 'other' });
    expect((await api.savedValue.list({ workspaceId })).items).toHaveLength(1);
    expect((await refusal(api.savedValue.set({ workspaceId, key: 'k', value: 'x'.repeat(70_000) }))).code).toBe(
      'saved_value_refused',
    );
  });
});
