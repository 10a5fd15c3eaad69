import { OperationError, own, sampleFromSchema } from '@patchbay/connector';
import { choiceIn, filledTextIn, type Input, textIn, wholeNumberIn, yesIn } from '@patchbay/connectors';
import type { CallResult } from '@patchbay/execution';
import { messageOf, say, saidOf } from '@patchbay/words';
import { DONE } from '@patchbay/flow';
import { cellsOf, changedCells } from '../../tables/cell.ts';
import { columnOf, conditionsOf, orderOf, type RowFilter } from '../../tables/conditions.ts';
import { rowForFlow, rowTypeOf } from '../../tables/rowSchema.ts';
import { TableError, tableMissing } from '../../tables/tableError.ts';
import type { Row, RowQuery, Table, TableRef, TableStore } from '../../tables/tableStore.ts';
import { inputOf } from './inputOf.ts';
import type { Hosted, HostedCall, HostedOperations } from './hosted.ts';

/** What the steps do with tables. */
export type TableHands = Pick<
  TableStore,
  'find' | 'rows' | 'row' | 'count' | 'add' | 'updateWhere' | 'upsert' | 'removeWhere'
>;

/** What one call works with: its input, the table it names, and the key of the call. */
type Work = { tables: TableHands; table: Table; ref: TableRef; input: Input; key: string };

/** Works out what a step gives. Throws TableError or OperationError. */
type Deed = (work: Work) => Promise<unknown>;

/** The hands of the tables' steps. In a try on sample data reads read and writes only say what they would write. */
export function hostedTables(tables: TableHands): HostedOperations {
  const hand = (live: Deed, mock: Deed = live): Hosted => ({
    call: (call) => carryOut(tables, call, live),
    mock: (call) => carryOut(tables, call, mock),
  });
  return {
    'tables/addRow': hand(addRow, tryRow),
    'tables/updateRows': hand(updateRows, tryUpdate),
    'tables/upsertRow': hand(upsertRow, async (work) => ({ ...(await tryRow(work)), isNew: true })),
    'tables/findRows': hand(findRows, tryFind),
    'tables/getRow': hand(getRow, tryGet),
    'tables/deleteRows': hand(deleteRows, countRows),
    'tables/countRows': hand(countRows),
  };
}

async function carryOut(tables: TableHands, call: HostedCall, deed: Deed): Promise<CallResult> {
  const input = inputOf(call);
  try {
    const ref = {
      workspaceId: call.workspaceId,
      tableId: filledTextIn(input, { name: 'table', title: 'Table' }),
    };
    const table = await tables.find(ref);
    if (table === null) throw tableMissing();
    return { outlet: DONE, output: await deed({ tables, table, ref, input, key: call.idempotencyKey }) };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new OperationError({ code: error.code, ...messageOf(saidOf(error)), retry: 'never' }, { cause: error });
  }
}

const addRow: Deed = async ({ tables, table, ref, input, key }) => {
  const [row] = await tables.add(ref, [cellsOf(table.columns, own(input, 'row'))], key);
  if (row === undefined) throw new Error('A row was added and is not there.');
  return { row: rowForFlow(table.columns, row) };
};

const updateRows: Deed = async ({ tables, table, ref, input, key }) => {
  const change = { filter: someRows(table, input), changes: cellsOf(table.columns, own(input, 'row')), key };
  const { rows, count } = await tables.updateWhere(ref, change);
  return { rows: rows.map((row) => rowForFlow(table.columns, row)), count };
};

const upsertRow: Deed = async ({ tables, table, ref, input, key }) => {
  const by = columnOf(table.columns, own(input, 'by'));
  const cells = cellsOf(table.columns, own(input, 'row'));
  if ((own(cells, by.id) ?? null) === null) {
    const message = say('The row has nothing in “{name}”, so it cannot be looked up. Give it a value.', {
      name: by.name,
    });
    throw new TableError('value_missing', message, { column: by.id });
  }
  const { row, isNew } = await tables.upsert(ref, { by, cells, key });
  return { row: rowForFlow(table.columns, row), isNew };
};

const findRows: Deed = async (work) => listed(work.table, await work.tables.rows(work.table, queryOf(work)));

const getRow: Deed = async (work) => {
  const { table, input } = work;
  const row = await oneRow(work);
  if (row !== undefined) return { row: rowForFlow(table.columns, row), found: true };
  const missing = {
    name: 'missing',
    title: 'Where there is none',
    choices: ['empty', 'fail'],
    fallback: 'empty',
  } as const;
  if (choiceIn(input, missing) === 'empty') return { row: null, found: false };
  throw new TableError('row_missing', say('No row of “{name}” is like that.', { name: table.name }));
};

const deleteRows: Deed = async ({ tables, table, ref, input, key }) => ({
  count: await tables.removeWhere(ref, { filter: someRows(table, input), key }),
});

const countRows: Deed = async ({ tables, table, input }) => ({
  count: await tables.count(table, filterOf(table, input)),
});

async function oneRow(work: Work): Promise<Row | undefined> {
  const { tables, table, input } = work;
  const rowId = textIn(input, { name: 'rowId', title: 'Row id' }).trim();
  if (rowId !== '') return (await tables.row(table, rowId)) ?? undefined;
  const [row] = await tables.rows(table, { ...queryOf(work), limit: 1 });
  return row;
}

/** A row that is checked as it would be when written, and then not written. */
async function tryRow({ table, input }: Work): Promise<{ row: unknown }> {
  const cells = changedCells(table.columns, {}, cellsOf(table.columns, own(input, 'row')));
  return { row: rowForFlow(table.columns, { ...nowhere, cells }) };
}

const tryUpdate: Deed = async ({ tables, table, input }) => {
  const changes = cellsOf(table.columns, own(input, 'row'));
  const filter = someRows(table, input);
  const query = { filter, order: orderOf([], {}), limit: 100 };
  const rows = await tables.rows(table, query);
  const changed = rows.map((row) => ({ ...row, cells: changedCells(table.columns, row.cells, changes) }));
  return { rows: changed.map((row) => rowForFlow(table.columns, row)), count: await tables.count(table, filter) };
};

/** Mock data meets few conditions: then the first rows of the table stand for those it would find, or a made-up one. */
const tryFind: Deed = async (work) => {
  const { tables, table } = work;
  const query = queryOf(work);
  const found = await tables.rows(table, query);
  if (found.length > 0) return listed(table, found);
  const first = await tables.rows(table, { ...query, filter: everyRow, limit: Math.min(query.limit, 10) });
  return first.length > 0 ? listed(table, first) : { rows: [sampleRow(table)], count: 1 };
};

const tryGet: Deed = async (work) => {
  const { tables, table } = work;
  const query = queryOf(work);
  const row = (await oneRow(work)) ?? (await tables.rows(table, { ...query, filter: everyRow, limit: 1 }))[0];
  return { row: row === undefined ? sampleRow(table) : rowForFlow(table.columns, row), found: true };
};

const everyRow: RowFilter = { conditions: [], match: 'all', ignoreCase: false };

const nowhere = {
  id: '00000000-0000-0000-0000-000000000000',
  addedAt: '1970-01-01T00:00:00.000Z',
  changedAt: '1970-01-01T00:00:00.000Z',
};

function sampleRow(table: Table): unknown {
  return sampleFromSchema(rowTypeOf(table).output);
}

function listed({ columns }: Table, rows: readonly Row[]) {
  return { rows: rows.map((row) => rowForFlow(columns, row)), count: rows.length };
}

function queryOf({ table, input }: Work): RowQuery {
  const limit = { name: 'limit', title: 'At most', min: 1, max: 10_000, fallback: 100 };
  const order = orderOf(table.columns, { field: own(input, 'sortBy'), order: own(input, 'order') });
  return { filter: filterOf(table, input), order, limit: wholeNumberIn(input, limit) };
}

function filterOf({ columns }: Table, input: Input): RowFilter {
  return {
    conditions: conditionsOf(columns, own(input, 'conditions')),
    match: choiceIn(input, { name: 'match', title: 'A row must meet', choices: ['all', 'any'], fallback: 'all' }),
    ignoreCase: yesIn(input, { name: 'ignoreCase', title: 'Ignore capital letters' }),
  };
}

/** Whoever means every row has to say so: a condition that was forgotten must not empty a table. */
function someRows(table: Table, input: Input): RowFilter {
  const filter = filterOf(table, input);
  if (filter.conditions.length > 0) return filter;
  throw new TableError('conditions_missing', 'Say which rows, with at least one condition.');
}
