import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
});
beforeEach(async () => {
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const start = (templateId: string, tables?: Parameters<Caller['template']['start']>[0]['tables']) =>
  api.template.start({ workspaceId, templateId, tables });
const offeredIn = async (templateId: string) => (await api.template.get({ workspaceId, templateId })).tables[0];
const tablesNow = async () => (await api.table.list({ workspaceId })).map(({ name, rowCount }) => [name, rowCount]);

async function tableInFlow(flowId: string): Promise<unknown[]> {
  const { steps } = (await api.flow.get({ flowId })).draft.document;
  const named = Object.values(steps).flatMap(({ inputs: { table } }) =>
    table?.kind === 'literal' ? [table.value] : [],
  );
  return [...new Set(named)];
}

it('makes the table that the flow keeps its data in, and its steps work with that', async () => {
  const { id, tables } = await start('expense-book');
  expect(tables).toEqual([{ id: expect.any(String), name: 'Expenses' }]);
  expect(await tableInFlow(id)).toEqual([tables[0]?.id]);
  expect(await tablesNow()).toEqual([['Expenses', 0]]);
  const { usedBy } = (await api.table.list({ workspaceId }))[0] ?? {};
  expect(usedBy).toMatchObject([{ flowId: id }]);
});

it('begins a table with rows where they are of use to people, else only when asked', async () => {
  await start('enquiries-by-country');
  await start('unpaid-reminder', [{ key: 'invoices', make: 'Bills', withRows: true }]);
  expect(await tablesNow()).toEqual([
    ['Bills', 4],
    ['Who looks after what', 4],
  ]);
});

it('makes no second table silently: it says so, and makes nothing', async () => {
  await start('expense-book');
  expect(await refusal(start('expense-book'))).toMatchObject({
    code: 'table_refused',
    message: expect.stringContaining('There is another table of this name.'),
  });
  expect(await tablesNow()).toEqual([['Expenses', 0]]);
  expect((await api.flow.list({ workspaceId })).items).toHaveLength(1);
});

it('offers the table that is there, also of another template, and works with it', async () => {
  const { tables } = await start('leads-with-status');
  expect(await offeredIn('leads-follow-up')).toMatchObject({
    name: 'Leads',
    isNameTaken: true,
    fits: [{ id: tables[0]?.id, name: 'Leads', rowCount: 0 }],
  });
  const second = await start('leads-follow-up', [{ key: 'leads', use: tables[0]?.id ?? '' }]);
  expect(second.tables).toEqual([]);
  expect(await tableInFlow(second.id)).toEqual([tables[0]?.id]);
  expect(await tablesNow()).toEqual([['Leads', 0]]);
});

it('goes on offering a table that got further columns and other names, not one that lost a column', async () => {
  const { tables } = await start('enquiries-by-country');
  const tableId = tables[0]?.id ?? '';
  await api.table.addColumn({ workspaceId, tableId, column: { name: 'Phone', type: 'text' } });
  const to = { name: 'Land', type: 'text', required: true, unique: true } as const;
  await api.table.changeColumn({ workspaceId, tableId, columnId: 'country', to });
  expect((await offeredIn('enquiries-by-country'))?.fits).toMatchObject([{ id: tableId }]);
  await api.table.removeColumn({ workspaceId, tableId, columnId: 'person' });
  expect((await offeredIn('enquiries-by-country'))?.fits).toEqual([]);
  const refused = await refusal(start('enquiries-by-country', [{ key: 'owners', use: tableId }]));
  expect(refused.message).toContain('“Who looks after what” lacks columns that this flow needs.');
});

it('never works with a table of another workspace', async () => {
  const { tables } = await start('expense-book');
  const other = await test.signUp('Eve');
  const tableId = tables[0]?.id ?? '';
  const asked = { workspaceId: other.workspaceId, templateId: 'expense-book' };
  const refused = await refusal(other.api.template.start({ ...asked, tables: [{ key: 'expenses', use: tableId }] }));
  expect(refused.code).toBe('not_found');
  expect((await other.api.template.get(asked)).tables[0]).toMatchObject({ fits: [], isNameTaken: false });
});
