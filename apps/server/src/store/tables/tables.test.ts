import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellsOf } from '../../tables/cell.ts';
import { type NewColumn, newColumns } from '../../tables/column.ts';
import { conditionsOf, orderOf } from '../../tables/conditions.ts';
import { TableError } from '../../tables/tableError.ts';
import type { RowQuery, Table, TableRef } from '../../tables/tableStore.ts';
import { testDatabase } from '../testing.ts';
import { readRows } from './rowReads.ts';
import { createTableStore } from './tableStore.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let tables: ReturnType<typeof createTableStore>;
let workspaceId: string;
let elsewhere: string;

beforeAll(async () => {
  database = await testDatabase();
  tables = createTableStore(database.pool);
  const { prisma } = database;
  ({ id: workspaceId } = await prisma.workspace.create({ data: { name: 'Acme' } }));
  ({ id: elsewhere } = await prisma.workspace.create({ data: { name: 'Other' } }));
});
afterAll(() => database.drop());

let count = 0;
const people: NewColumn[] = [
  { name: 'E-mail', type: 'text', unique: true, required: true },
  { name: 'Age', type: 'number' },
  { name: 'Member', type: 'yesNo' },
  { name: 'Joined', type: 'date' },
  { name: 'Plan', type: 'choice', choices: ['Free', 'Paid'] },
  { name: 'Notes', type: 'json' },
];

async function make(wanted = people): Promise<TableRef & { table: Table }> {
  count += 1;
  const { id } = await tables.create({ workspaceId, name: `People ${count}`, columns: newColumns(wanted) });
  const ref = { workspaceId, tableId: id };
  return { ...ref, table: await found(ref) };
}

async function found(ref: TableRef): Promise<Table> {
  const table = await tables.find(ref);
  if (table === null) throw new Error('The table is not there.');
  return table;
}

async function add({ table, ...ref }: TableRef & { table: Table }, ...rows: object[]) {
  return tables.add(
    ref,
    rows.map((row) => cellsOf(table.columns, row)),
  );
}

/** The e-mails of the rows that are like that. */
async function emails(
  table: Table,
  asked: { where?: object[]; match?: 'any'; ignoreCase?: true; sort?: string; search?: string },
) {
  const { where = [], match = 'all', ignoreCase = false, search, sort = '' } = asked;
  const [field, order] = sort.split(' ');
  const query: RowQuery = {
    filter: { conditions: conditionsOf(table.columns, where), match, ignoreCase, ...(search && { search }) },
    order: orderOf(table.columns, { field, order }),
    limit: 100,
  };
  return (await tables.rows(table, query)).map(({ cells }) => cells.eMail);
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof TableError ? error.code : error),
  );

describe('rows', () => {
  it('are found by what a column holds, whatever its type', async () => {
    const made = await make();
    await add(
      made,
      { eMail: 'ada@example.com', age: 36, member: true, joined: '2026-03-01', plan: 'Paid', notes: { tags: ['a'] } },
      { eMail: 'Bea@example.com', age: '9', member: 'no', joined: '2026-03-14T09:30:00+02:00', plan: 'free' },
      { eMail: 'cleo@example.org', joined: '2026-02-27' },
    );
    const { table } = made;
    const by = (field: string, comparison: string, value?: unknown) =>
      emails(table, { where: [{ field, comparison, value }] });
    expect(await by('age', 'is', '36')).toEqual(['ada@example.com']);
    expect(await by('age', 'isNot', 36)).toEqual(['Bea@example.com', 'cleo@example.org']);
    expect(await by('age', 'greater', 9)).toEqual(['ada@example.com']);
    expect(await by('Age', 'atMost', 9)).toEqual(['Bea@example.com']);
    expect(await by('member', 'is', 'yes')).toEqual(['ada@example.com']);
    expect(await by('joined', 'atLeast', '2026-03-01')).toEqual(['ada@example.com', 'Bea@example.com']);
    expect(await by('plan', 'oneOf', 'Free, Paid')).toEqual(['ada@example.com', 'Bea@example.com']);
    expect(await by('plan', 'is', 'gone')).toEqual([]);
    expect(await by('plan', 'isEmpty')).toEqual(['cleo@example.org']);
    expect(await by('notes', 'is', { tags: ['a'] })).toEqual(['ada@example.com']);
    expect(await by('notes', 'isFilled')).toEqual(['ada@example.com']);
    expect(await by('eMail', 'contains', 'example.com')).toHaveLength(2);
    expect(await by('eMail', 'containsNot', '.com')).toEqual(['cleo@example.org']);
    expect(await by('eMail', 'startsWith', 'ada')).toEqual(['ada@example.com']);
    expect(await by('eMail', 'endsWith', '.org')).toEqual(['cleo@example.org']);
    expect(
      await emails(table, { where: [{ field: 'eMail', value: 'BEA@example.com' }], ignoreCase: true }),
    ).toHaveLength(1);
    const either = [
      { field: 'age', value: 36 },
      { field: 'plan', comparison: 'isEmpty' },
    ];
    expect(await emails(table, { where: either, match: 'any' })).toEqual(['ada@example.com', 'cleo@example.org']);
    expect(await emails(table, { search: 'EXAMPLE.ORG' })).toEqual(['cleo@example.org']);
    expect(await emails(table, { sort: 'age descending' })).toEqual([
      'ada@example.com',
      'Bea@example.com',
      'cleo@example.org',
    ]);
    expect(await emails(table, { sort: 'joined' })).toEqual(['cleo@example.org', 'ada@example.com', 'Bea@example.com']);
    expect(await refusal(by('age', 'greater', 'old'))).toBe('value_not_number');
    expect(await refusal(by('agee', 'is', 1))).toBe('column_missing');
  });

  it('come page by page, each once, in any order', async () => {
    const made = await make();
    await add(
      made,
      ...Array.from({ length: 57 }, (_, at) => ({ eMail: `p${at}@x`, ...(at % 5 > 0 && { age: at % 7 }) })),
    );
    for (const field of ['', 'age', 'eMail', 'changedAt', 'addedAt']) {
      for (const order of ['ascending', 'descending']) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const query = {
            filter: { conditions: [], match: 'all', ignoreCase: false },
            order: orderOf(made.table.columns, { field, order }),
            limit: 10,
            cursor,
          } as const;
          const page = await tables.page(made.table, query);
          expect(page.count).toBe(57);
          seen.push(...page.rows.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(new Set(seen).size).toBe(57);
        expect(seen).toHaveLength(57);
      }
    }
  });

  it('keep hostile names and values as they are', async () => {
    const names = [
      '__proto__',
      'constructor',
      `a'; drop table data_row; --`,
      '"quoted"',
      '😀',
      'id',
      'rowId',
      '$1',
      '%_',
    ];
    const made = await make(names.map((name) => ({ name, type: 'text' })));
    const values = Object.fromEntries(names.map((name) => [name, `${name} \\ ' " {} 😀`]));
    Object.defineProperty(values, '__proto__', { value: '__proto__ x', enumerable: true });
    const [row] = await add(made, values);
    expect(new Set(made.table.columns.map(({ id }) => id)).size).toBe(names.length);
    for (const column of made.table.columns) {
      const value = Object.getOwnPropertyDescriptor(values, column.name)?.value as string;
      expect(Object.getOwnPropertyDescriptor(row?.cells, column.id)?.value).toBe(value);
      const conditions = conditionsOf(made.table.columns, [{ field: column.id, value }]);
      const filter = { conditions, match: 'all', ignoreCase: false } as const;
      expect(await tables.count(made.table, filter)).toBe(1);
    }
    expect(await refusal(add(made, { '😀': 'a\0b' }))).toBe('value_not_text');
    expect(await refusal(add(made, { '😀': '\ud800' }))).toBe('value_not_text');
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('stay within their limits', async () => {
    const made = await make([{ name: 'A', type: 'json' }]);
    expect(await refusal(add(made, { a: 'x'.repeat(66_000) }))).toBe('row_too_large');
    let deep: unknown = 1;
    for (let at = 0; at < 60; at += 1) deep = [deep];
    expect(await refusal(add(made, { a: deep }))).toBe('value_not_storable');
    await database.pool.query('update data_table set row_count = 99999 where id = $1', [made.tableId]);
    expect(await refusal(add(made, { a: 1 }, { a: 2 }))).toBe('table_full');
    expect(await refusal(add(made, { a: 1 }))).toBe('done');
    expect(await refusal(add(made, { a: 1 }))).toBe('table_full');
  });

  it('are of nobody else', async () => {
    const made = await make();
    const foreign = { workspaceId: elsewhere, tableId: made.tableId };
    expect(await tables.find(foreign)).toBeNull();
    expect(await refusal(tables.add(foreign, [{ eMail: 'x' }]))).toBe('table_missing');
    expect(await refusal(tables.remove(foreign))).toBe('table_missing');
    expect(await refusal(tables.add({ workspaceId, tableId: `x' or true --` }, [{}]))).toBe('table_missing');
    expect(await tables.findAll(elsewhere, [made.tableId])).toEqual(new Map());
  });

  it('are found among 100,000 without looking at each', async () => {
    const made = await make();
    await database.pool.query(
      `insert into data_row (table_id, id, cells)
        select $1, gen_random_uuid(), jsonb_build_object('eMail', 'p' || n || '@example.com', 'age', n % 90) from generate_series(1, 100000) n`,
      [made.tableId],
    );
    await database.pool.query('analyze data_row');
    const asked = { field: 'eMail', value: 'p777@example.com' };
    expect(await emails(made.table, { where: [asked] })).toEqual(['p777@example.com']);
    const plans: unknown[] = [];
    const explaining = {
      query: async (text: string, values: unknown[]) => {
        plans.push(...(await database.pool.query(`explain (analyze, format json) ${text}`, values)).rows);
        return { rows: [] };
      },
    };
    const filter = { conditions: conditionsOf(made.table.columns, [asked]), match: 'all', ignoreCase: false } as const;
    await readRows(explaining as never, made.tableId, { filter, order: orderOf([], {}), limit: 10 });
    const rowsLooked = [...JSON.stringify(plans).matchAll(/"(?:Actual Rows|Rows Removed by \w+(?: \w+)*)":(\d+)/g)];
    expect(JSON.stringify(plans)).toContain('data_row_hashes_idx');
    expect(Math.max(...rowsLooked.map(([, count]) => Number(count)))).toBeLessThan(10);
  });
});

describe('at the same time', () => {
  it('a hundred writers add or update one row', async () => {
    const made = await make();
    const [by] = made.table.columns;
    if (by === undefined) throw new Error('No column.');
    const other = createTableStore(database.pool);
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        (at % 2 === 0 ? tables : other).upsert(made, { by, cells: { eMail: 'ada@example.com', age: at } }),
      ),
    );
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await emails(made.table, {})).toEqual(['ada@example.com']);
    expect((await found(made)).rowCount).toBe(1);
  });

  it('only one of a hundred rows takes a unique value, also without our lock', async () => {
    const made = await make();
    const results = await Promise.all(
      Array.from({ length: 100 }, () => refusal(add(made, { eMail: 'same@example.com' }))),
    );
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(results.filter((result) => result === 'value_not_unique')).toHaveLength(99);
    const insert = `insert into data_key (table_id, "column", value, row_id) select table_id, "column", value, row_id from data_key where table_id = $1`;
    await expect(database.pool.query(insert, [made.tableId])).rejects.toThrow(/data_key_pkey/);
  });

  it('the same call asked twice adds one row', async () => {
    const made = await make();
    const call = () => tables.add(made, [{ eMail: 'once@example.com' }], 'run:step');
    const [first, second] = await Promise.all([call(), call()]);
    expect(first).toEqual(second);
    expect(await call()).toEqual(first);
    expect((await found(made)).rowCount).toBe(1);
  });
});

describe('a column', () => {
  it('changes its type with its cells, or not at all', async () => {
    const made = await make([
      { name: 'Name', type: 'text' },
      { name: 'Size', type: 'text' },
    ]);
    await add(made, { name: 'a', size: '12' }, { name: 'b', size: 'large' }, { name: 'c' });
    const to = { name: 'Size', type: 'number' } as const;
    expect(await refusal(tables.changeColumn(made, { columnId: 'size', to, dropUnfit: false }))).toBe('values_unfit');
    expect((await found(made)).columns[1]?.type).toBe('text');
    await tables.changeColumn(made, { columnId: 'size', to, dropUnfit: true });
    const all = {
      filter: { conditions: [], match: 'all', ignoreCase: false },
      order: orderOf([], {}),
      limit: 9,
    } as const;
    expect((await tables.rows(made.table, all)).map(({ cells }) => cells.size)).toEqual([12, undefined, undefined]);
  });

  it('becomes unique or required only where its cells already are', async () => {
    const made = await make([{ name: 'Name', type: 'text' }]);
    await add(made, { name: 'a' }, { name: 'a' }, {});
    const change = (to: object) =>
      refusal(
        tables.changeColumn(made, { columnId: 'name', to: { name: 'Name', type: 'text', ...to }, dropUnfit: false }),
      );
    expect(await change({ unique: true })).toBe('value_not_unique');
    expect(await change({ required: true })).toBe('cells_empty');
    const page = await tables.page(made.table, {
      filter: { conditions: [], match: 'all', ignoreCase: false },
      order: orderOf([], {}),
      limit: 9,
    });
    await tables.removeRows(
      made,
      page.rows.slice(1).map(({ id }) => id),
    );
    expect(await change({ unique: true, required: true })).toBe('done');
    expect(await refusal(tables.restore(made, page.rows.slice(1, 2)))).toBe('value_not_unique');
    expect(await refusal(add({ ...made, table: await found(made) }, { name: 'a' }))).toBe('value_not_unique');
  });

  it('goes with its cells, and comes back empty', async () => {
    const made = await make([
      { name: 'Name', type: 'text' },
      { name: 'Age', type: 'number' },
    ]);
    await add(made, { name: 'a', age: 1 });
    await tables.removeColumn(made, 'age');
    expect((await tables.addColumn(made, { name: 'Age', type: 'number' })).id).toBe('age');
    const filter = {
      conditions: conditionsOf((await found(made)).columns, [{ field: 'age', comparison: 'isFilled' }]),
      match: 'all',
      ignoreCase: false,
    } as const;
    expect(await tables.count(made.table, filter)).toBe(0);
    await tables.removeColumn(made, 'age');
    expect(await refusal(tables.removeColumn(made, 'name'))).toBe('last_column');
  });
});

describe('deleted rows', () => {
  it('come back where they were', async () => {
    const made = await make();
    await add(made, { eMail: 'a' }, { eMail: 'b' }, { eMail: 'c' });
    const page = await tables.page(made.table, {
      filter: { conditions: [], match: 'all', ignoreCase: false },
      order: orderOf([], {}),
      limit: 9,
    });
    const gone = page.rows.slice(0, 2);
    expect(
      await tables.removeRows(
        made,
        gone.map(({ id }) => id),
      ),
    ).toBe(2);
    expect(await emails(made.table, {})).toEqual(['c']);
    await tables.restore(made, gone);
    await tables.restore(made, gone);
    expect(await emails(made.table, {})).toEqual(['a', 'b', 'c']);
    expect((await found(made)).rowCount).toBe(3);
    expect(await refusal(add(made, { eMail: 'a' }))).toBe('value_not_unique');
  });
});
