import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const page = (templateId: string) => api.template.get({ workspaceId, templateId });
const tried = (templateId: string, more: { sample?: number; values?: Record<string, string | number> } = {}) =>
  api.template.try({ workspaceId, templateId, sample: 0, ...more });
const stepOf = ({ steps }: Awaited<ReturnType<typeof tried>>, id: string) => steps.find((step) => step.id === id);

describe('what a template is tried with', () => {
  it('is the answers of its form', async () => {
    const { start } = await page('refund-approval');
    expect(start.name).toBe('Somebody asks for a refund');
    expect(start.fields.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
      ['payment', 'text', true],
      ['amount', 'number', true],
      ['reason', 'text-long', false],
    ]);
    expect(start.samples).toMatchObject([{ amount: 180 }, { amount: 20 }]);
  });

  it('is of an app’s event what the steps take of it, but for ids and moments', async () => {
    const { start } = await page('payment-to-sheet');
    expect(start.fields.map(({ label }) => label)).toEqual([
      'E-mail for the receipt',
      'Amount received',
      'Currency',
      'Description',
    ]);
    expect(start.samples).toMatchObject([{ receipt_email: 'ada@example.com', amount_received: 7980 }]);
  });

  it('is nothing where the clock starts it', async () => {
    expect((await page('unpaid-reminder')).start).toMatchObject({ fields: [], samples: [{}] });
  });
});

describe('trying a template', () => {
  it('takes what was typed: another amount goes another way', async () => {
    const large = await tried('refund-approval');
    expect(large).toMatchObject({ status: 'succeeded' });
    expect(stepOf(large, 'small')?.way).toBe('no');
    const small = await tried('refund-approval', { values: { payment: 'pi_1', amount: 99.5, reason: 'Too late' } });
    expect(stepOf(small, 'small')?.way).toBe('yes');
    expect(stepOf(small, 'ask')?.status).toBe('skipped');
  });

  it('leaves out what somebody emptied', async () => {
    const run = await tried('payment-to-sheet', { values: { amount_received: 1000, currency: 'eur' } });
    expect(stepOf(run, 'hasMail')?.way).toBe('no');
    expect(stepOf(run, 'team')?.given).toContainEqual({ label: 'Text', text: '10.00 EUR came in for pi_3OqLw2.' });
  });

  it('says in words which step cannot work with what was typed', async () => {
    const run = await tried('expense-book', { values: { what: 'Stamps', amount: 12, day: 'soon', email: 'a@b.c' } });
    expect(run.status).toBe('failed');
    expect(stepOf(run, 'note')).toMatchObject({
      status: 'failed',
      problem: '“Day” takes a date such as 2026-03-14 or 2026-03-14T09:30:00Z, and got “soon”.',
    });
  });

  it('reads and writes the sample rows, and shows which it has written', async () => {
    const run = await tried('unpaid-reminder');
    expect(stepOf(run, 'write')).toMatchObject({ times: 2 });
    expect(run.tables[0]?.rows.map(({ cells, change }) => [cells[0], change])).toEqual([
      ['2026-114', 'changed'],
      ['2026-115', undefined],
      ['2026-116', 'changed'],
      ['2026-117', undefined],
    ]);
    expect((await tried('unpaid-reminder')).tables).toEqual(run.tables);
  });

  it('shows on the wires what the next steps take', async () => {
    const run = await tried('unpaid-reminder');
    expect(stepOf(run, 'late')?.values).toEqual([{ label: 'Rows', text: '2 entries' }]);
    expect(stepOf(run, 'write')?.values).toEqual([]);
  });

  it('writes nothing: no flow, no run, no table, no file is there afterwards', async () => {
    const { flow, run, runPlan, runJournal, dataTable, dataRow, file } = test.instance.database.prisma;
    const counts = () =>
      Promise.all([
        flow.count(),
        run.count(),
        runPlan.count(),
        runJournal.count(),
        dataTable.count(),
        dataRow.count(),
        file.count(),
      ]);
    const before = await counts();
    await tried('attachments-to-drive');
    await tried('expense-book');
    expect(await counts()).toEqual(before);
  });

  it('is for everybody who may look, and for nobody elsewhere', async () => {
    const viewer = await test.join(workspaceId, 'viewer');
    const asked = { workspaceId, templateId: 'expense-book', sample: 0 };
    expect(await viewer.api.template.try(asked)).toMatchObject({ status: 'succeeded' });
    const stranger = await test.signUp('Eve');
    expect((await refusal(stranger.api.template.try(asked))).code).toBe('not_found');
  });
});
