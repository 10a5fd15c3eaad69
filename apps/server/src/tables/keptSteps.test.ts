import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { PlannedStep } from '@patchbay/execution';
import { type FlowDocument, type Mapping, StepId } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { hostedSavedValues } from '../worker/hosted/savedValues.ts';
import { hostedTables } from '../worker/hosted/tables.ts';
import { hostedUnseen } from '../worker/hosted/unseen.ts';
import type { HostedCall } from '../worker/hosted/hosted.ts';
import { draw, literal, ref } from '../runs/testing.ts';
import { newColumns } from './column.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let elsewhere: string;
let now = Date.now();

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada'));
  ({ workspaceId: elsewhere } = await test.signUp('Eve'));
});
afterAll(() => test.drop());

/** A flow of one step of a built-in connector after a trigger started by hand. */
function flowOf(uses: string, inputs: Record<string, Mapping>): FlowDocument {
  const [connector = '', operation = ''] = uses.split('/');
  const document = draw(
    { order: { operation: 'manual', inputs: { example: literal({}) } }, step: { operation: 'code', inputs } },
    'order -> step',
  );
  const step = document.steps[StepId.parse('step')];
  if (step !== undefined) step.uses = { connector, version: '1', operation };
  return document;
}

/** What the step gave in a run that really happens, or the code of its failure. */
async function given(
  flowId: string,
  document: FlowDocument,
  { payload = {}, mode = 'live' }: { payload?: unknown; mode?: 'live' | 'mock' } = {},
) {
  const { runId } = await api.run.try({ flowId, document, mode, payload });
  for (;;) {
    const journal = await test.app.journal.read(runId);
    const end = journal.find((event) => event.type === 'step.succeeded' && event.path === 'step');
    if (end?.type === 'step.succeeded') return end.output;
    const failed = journal.find((event) => event.type === 'step.failed');
    if (failed?.type === 'step.failed') return failed.failure.code;
    await setImmediate();
  }
}

function call(uses: string, input: unknown, changes: Partial<HostedCall> = {}): HostedCall {
  const [connector = '', operation = ''] = uses.split('/');
  const step: PlannedStep = {
    id: StepId.parse('s'),
    connector,
    connectorVersion: '1',
    operation,
    kind: 'call',
    repeat: 'key',
    inputs: {},
    incoming: [],
    catchesError: false,
  };
  const signal = new AbortController().signal;
  return {
    runId: randomUUID(),
    path: 's',
    step,
    input,
    mode: 'live',
    startedAt: 0,
    attempt: 1,
    idempotencyKey: randomUUID(),
    signal,
    workspaceId,
    account: async () => undefined,
    ...changes,
  };
}

async function carryOut(
  uses: string,
  input: unknown,
  changes: Partial<HostedCall> = {},
): Promise<Record<string, unknown>> {
  const { tables, savedValues, memories } = test.app;
  const hands = {
    ...hostedTables(tables),
    ...hostedSavedValues(savedValues, () => now),
    'lists/unseen': hostedUnseen(memories, () => now),
  };
  const hand = hands[uses as keyof typeof hands];
  const asked = call(uses, input, changes);
  const result = await (changes.mode === 'mock' ? hand?.mock?.(asked) : hand?.call(asked));
  return result?.output as Record<string, unknown>;
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { failure?: { code: string } }) => error.failure?.code ?? error,
  );

let tableCount = 0;
async function makeTable() {
  tableCount += 1;
  const columns = newColumns([
    { name: 'E-mail', type: 'text', unique: true },
    { name: 'Total', type: 'number' },
    { name: 'State', type: 'choice', choices: ['open', 'done'] },
  ]);
  return (await test.app.tables.create({ workspaceId, name: `Orders ${tableCount}`, columns })).id;
}

describe('the steps of tables', () => {
  it('add, find, change, count and delete rows in runs', async () => {
    const table = await makeTable();
    const { id: flowId } = await api.flow.create({ workspaceId });
    const run = (uses: string, inputs: Record<string, unknown>) =>
      given(
        flowId,
        flowOf(
          uses,
          Object.fromEntries(Object.entries({ table, ...inputs }).map(([name, value]) => [name, literal(value)])),
        ),
      );
    const added = await run('tables/addRow', { row: { eMail: 'ada@example.com', total: 12.5, state: 'open' } });
    expect(added).toMatchObject({
      row: { eMail: 'ada@example.com', total: 12.5, state: 'open', rowId: expect.any(String) },
    });
    await run('tables/addRow', { row: { eMail: 'bea@example.com' } });
    const open = [{ field: 'State', value: 'open' }];
    expect(await run('tables/findRows', { conditions: open })).toMatchObject({ rows: [{ total: 12.5 }], count: 1 });
    expect(await run('tables/findRows', { sortBy: 'E-mail', order: 'descending', limit: 1 })).toMatchObject({
      rows: [{ eMail: 'bea@example.com', total: null, state: null }],
    });
    expect(await run('tables/upsertRow', { by: 'E-mail', row: { eMail: 'bea@example.com', total: 7 } })).toMatchObject({
      isNew: false,
      row: { total: 7 },
    });
    expect(await run('tables/updateRows', { conditions: open, row: { state: 'done' } })).toMatchObject({ count: 1 });
    expect(
      await run('tables/countRows', { conditions: [{ field: 'total', comparison: 'atLeast', value: 7 }] }),
    ).toEqual({ count: 2 });
    expect(await run('tables/getRow', { conditions: [{ field: 'eMail', value: 'ada@example.com' }] })).toMatchObject({
      found: true,
      row: { state: 'done' },
    });
    expect(await run('tables/getRow', { conditions: open })).toEqual({ found: false, row: null });
    expect(await run('tables/getRow', { conditions: open, missing: 'fail' })).toBe('row_missing');
    expect(
      await run('tables/deleteRows', { conditions: [{ field: 'eMail', comparison: 'contains', value: 'ada' }] }),
    ).toEqual({ count: 1 });
    expect(await run('tables/addRow', { row: { eMail: 'bea@example.com' } })).toBe('value_not_unique');
    expect(await failure(carryOut('tables/deleteRows', { table }))).toBe('conditions_missing');
    const loose = { eMail: 'cleo', total: ' 7 ', STATE: 'Done' };
    expect(await carryOut('tables/addRow', { table, row: loose })).toMatchObject({ row: { total: 7, state: 'done' } });
    expect(await failure(carryOut('tables/addRow', { table, row: { phone: '1' } }))).toBe('column_missing');
  });

  it('add one row when the call of one step is asked for again after a crash', async () => {
    const table = await makeTable();
    const row = { total: 1 };
    const first = await carryOut('tables/addRow', { table, row }, { idempotencyKey: 'crashed' });
    const again = await carryOut('tables/addRow', { table, row }, { idempotencyKey: 'crashed', attempt: 2 });
    expect(again).toEqual(first);
    expect(await carryOut('tables/countRows', { table })).toEqual({ count: 1 });
  });

  it('take a table of another workspace for none', async () => {
    const table = await makeTable();
    for (const uses of ['tables/addRow', 'tables/findRows', 'tables/countRows', 'tables/getRow']) {
      expect(await failure(carryOut(uses, { table, row: {} }, { workspaceId: elsewhere }))).toBe('table_missing');
    }
  });

  it('write nothing in a try on sample data, and still give rows', async () => {
    const table = await makeTable();
    const mock = (uses: string, input: object) => carryOut(uses, { table, ...input }, { mode: 'mock' });
    expect(await mock('tables/addRow', { row: { total: '5' } })).toMatchObject({ row: { total: 5 } });
    expect(await failure(mock('tables/addRow', { row: { total: 'x' } }))).toBe('value_not_number');
    expect(await mock('tables/findRows', {})).toMatchObject({ count: 1, rows: [{ eMail: expect.any(String) }] });
    await carryOut('tables/addRow', { table, row: { eMail: 'real', total: 3 } });
    const none = [{ field: 'total', value: 99 }];
    expect(await mock('tables/findRows', { conditions: none })).toMatchObject({ rows: [{ eMail: 'real' }] });
    expect(await mock('tables/getRow', { conditions: none })).toMatchObject({ row: { eMail: 'real' } });
    const all = [{ field: 'total', value: 3 }];
    expect(await mock('tables/updateRows', { conditions: all, row: { total: 4 } })).toMatchObject({
      rows: [{ total: 4 }],
    });
    expect(await mock('tables/deleteRows', { conditions: all })).toEqual({ count: 1 });
    expect(await carryOut('tables/findRows', { table })).toMatchObject({ rows: [{ total: 3 }] });
  });
});

describe('saved values', () => {
  it('are set, read, listed and deleted by flows of one workspace', async () => {
    const value = { 'a"b': ['😀', null, { ['__proto__']: 1 }], nul: '\0' };
    await carryOut('store/setValue', { key: `x'; -- %_😀`, value });
    expect(await carryOut('store/getValue', { key: `x'; -- %_😀` })).toEqual({ value, found: true });
    expect(await carryOut('store/getValue', { key: `x'; -- %_😀`, default: 3 }, { workspaceId: elsewhere })).toEqual({
      value: 3,
      found: false,
    });
    expect(await carryOut('store/listValues', { prefix: `x'; -- %` })).toMatchObject({ count: 1 });
    expect(await carryOut('store/listValues', { prefix: '%' })).toMatchObject({ count: 0 });
    expect(await carryOut('store/removeValue', { key: `x'; -- %_😀` })).toEqual({ existed: true });
    expect(await carryOut('store/removeValue', { key: `x'; -- %_😀` })).toEqual({ existed: false });
  });

  it('stay within their limits', async () => {
    expect(await failure(carryOut('store/setValue', { key: 'k', value: 'x'.repeat(70_000) }))).toBe('value_too_large');
    expect(await failure(carryOut('store/setValue', { key: 'a\0b', value: 1 }))).toBe('key_not_valid');
    expect(await failure(carryOut('store/setValue', { key: 'k'.repeat(201), value: 1 }))).toBe('key_not_valid');
    expect(await failure(carryOut('store/getValue', { key: '' }))).toBe('key_missing');
  });

  it('count to a hundred for a hundred runs at once, each its own number', async () => {
    const counted = await Promise.all(
      Array.from({ length: 100 }, () => carryOut('store/increase', { key: 'invoices' })),
    );
    const numbers = counted.map(({ value }) => Number(value)).sort((left, right) => left - right);
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    const again = { idempotencyKey: 'crashed-count' };
    expect(await carryOut('store/increase', { key: 'invoices', by: 0.1 }, again)).toEqual({ value: 100.1 });
    expect(await carryOut('store/increase', { key: 'invoices', by: 0.1 }, again)).toEqual({ value: 100.1 });
    await carryOut('store/setValue', { key: 'word', value: 'seven' });
    expect(await failure(carryOut('store/increase', { key: 'word' }))).toBe('value_not_number');
  });

  it('are gone when their time is up', async () => {
    const real = now;
    now = real - 120_000;
    await carryOut('store/setValue', { key: 'short', value: 1, minutes: 1 });
    await carryOut('store/increase', { key: 'window', by: 5, minutes: 1 });
    now = real;
    expect(await carryOut('store/getValue', { key: 'short' })).toEqual({ value: null, found: false });
    expect(await carryOut('store/removeValue', { key: 'short' })).toEqual({ existed: false });
    expect(await carryOut('store/increase', { key: 'window', by: 2, minutes: 1 })).toEqual({ value: 2 });
  });

  it('change nothing in a try on sample data', async () => {
    await carryOut('store/setValue', { key: 'kept', value: 4 });
    const mock = (uses: string, input: object) => carryOut(uses, { key: 'kept', ...input }, { mode: 'mock' });
    expect(await mock('store/setValue', { value: 5 })).toEqual({ value: 5 });
    expect(await mock('store/increase', { by: 3 })).toEqual({ value: 7 });
    expect(await mock('store/removeValue', {})).toEqual({ existed: true });
    expect(await mock('store/getValue', {})).toEqual({ value: 4, found: true });
  });
});

describe('items seen before', () => {
  const items = (...ids: number[]) => ({ items: ids.map((id) => ({ id, at: Math.trunc(id) })) });
  const idsOf = (output: unknown) => (output as { items: { id: number }[] }).items.map(({ id }) => id);

  it('are left out of later runs of the flow, not of other flows or in a try on sample data', async () => {
    const { id: flowId } = await api.flow.create({ workspaceId });
    const { id: other } = await api.flow.create({ workspaceId });
    const document = flowOf('lists/unseen', { items: ref('order.items'), by: literal(['id']) });
    const pass = async (ids: number[], more: { flow?: string; mode?: 'mock' } = {}) =>
      idsOf(
        await given(more.flow ?? flowId, document, { payload: items(...ids), ...(more.mode && { mode: more.mode }) }),
      );
    expect(await pass([1, 2, 2, 3])).toEqual([1, 2, 3]);
    expect(await pass([3, 4, 1, 5, 4])).toEqual([4, 5]);
    expect(await pass([1, 9, 9], { mode: 'mock' })).toEqual([1, 9]);
    expect(await pass([9])).toEqual([9]);
    expect(await pass([1, 9], { flow: other })).toEqual([1, 9]);
  });

  it('are the same for a call that is asked again after a crash, so none is lost', async () => {
    const { runId, ask } = await memoryOf();
    const first = await ask([1, 2], { idempotencyKey: `${runId}:s` });
    expect(await ask([1, 2], { idempotencyKey: `${runId}:s`, attempt: 2 })).toEqual(first);
    expect(first).toEqual([1, 2]);
    expect(await ask([1, 2, 3])).toEqual([3]);
  });

  it('are shared by two runs at once without either taking what the other has', async () => {
    const { ask } = await memoryOf();
    const all = Array.from({ length: 500 }, (_, at) => at);
    const taken = await Promise.all(Array.from({ length: 20 }, () => ask(all)));
    expect(taken.flat().sort((left, right) => left - right)).toEqual(all);
  });

  it('are forgotten after the days, and beyond the number, that the step says', async () => {
    const { ask } = await memoryOf();
    const real = now;
    now = real - 10 * 86_400_000;
    await ask([1, 2], { keepDays: 7 });
    now = real - 5 * 86_400_000;
    expect(await ask([2], { keepDays: 7 })).toEqual([]);
    now = real;
    expect(await ask([1, 2], { keepDays: 7 })).toEqual([1]);
    const { ask: last } = await memoryOf();
    await last([1, 2, 3], { keepLast: 2 });
    expect(await last([1, 2, 3], { keepLast: 2 })).toEqual([1]);
  });

  it('are told apart by the memory they share, and forgotten when it is cleared', async () => {
    const { ask, flowId } = await memoryOf();
    await ask([1], { memory: 'orders' });
    expect(await ask([1])).toEqual([1]);
    const mine = (await test.app.memories.list(workspaceId)).filter((memory) => memory.flowId === flowId);
    expect(mine.map(({ name, isOwn, itemCount }) => ({ name, isOwn, itemCount }))).toEqual([
      { name: 's', isOwn: true, itemCount: 1 },
      { name: 'orders', isOwn: false, itemCount: 1 },
    ]);
    const id = mine[1]?.id ?? '';
    expect(await test.app.memories.clear(elsewhere, id)).toBe(false);
    expect(await test.app.memories.clear(workspaceId, id)).toBe(true);
    expect(await ask([1], { memory: 'orders' })).toEqual([1]);
  });

  /** A run of a new flow, and its step. */
  async function memoryOf() {
    const { id: flowId } = await api.flow.create({ workspaceId });
    const document = flowOf('core/code', { code: literal('return 1') });
    const { runId } = await api.run.try({ flowId, document, mode: 'mock', payload: {} });
    const ask = async (
      ids: number[],
      { idempotencyKey, attempt = 1, ...input }: Partial<HostedCall> & Record<string, unknown> = {},
    ) =>
      idsOf(
        await carryOut(
          'lists/unseen',
          { ...items(...ids), by: ['id'], ...input },
          { runId, attempt, ...(idempotencyKey !== undefined && { idempotencyKey }) },
        ),
      );
    return { runId, flowId, ask };
  }
});
