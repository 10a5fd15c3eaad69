import { expect, type Page, test } from '@playwright/test';
import { type Company, startCompany } from '../support/company.ts';
import { drawFlow, formula, literal, object, ref, type StepSpec } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let company: Company;
let patchbay: Patchbay;
let mira: PatchbayClient;

test.beforeAll(async () => {
  company = await startCompany();
  patchbay = await startPatchbay();
  mira = new PatchbayClient(patchbay.url);
  await mira.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await company?.stop();
});

const NAMES: Record<string, string> = {
  due: 'Invoices are due',
  find: 'Find overdue invoices',
  each: 'For each invoice',
  lookUp: 'Look up customer',
  has: 'Has a phone number?',
  text: 'Send text message',
  mail: 'Send reminder',
};

/** Where they stand, as a person would put them: what stands in the loop, from its corner. */
const PLACES: Record<string, [x: number, y: number]> = {
  due: [400, 0],
  find: [400, 96],
  each: [120, 200],
  lookUp: [280, 60],
  has: [280, 190],
  text: [40, 330],
  mail: [480, 330],
};

function ask(id: string, [method, path]: [string, string], more: Partial<StepSpec> = {}): StepSpec {
  const url = literal(`${company.url}${path}`);
  return { id, operation: 'http', ...more, inputs: { method: literal(method), url, ...more.inputs } };
}

/** Each overdue invoice is looked up, and its customer written to, by text message or by e-mail. */
function reminders() {
  const order = { method: literal('POST'), answer: literal('at-once'), example: literal({ day: '2026-11-22' }) };
  const letter = { body: object({ to: ref('each.item.email') }) };
  const drawn = drawFlow(
    [
      { id: 'due', operation: 'webhook', inputs: order },
      ask('find', ['GET', '/airtable/invoices']),
      { id: 'each', operation: 'forEach', inputs: { items: ref('find.body'), onError: literal('collect') } },
      ask('lookUp', ['GET', '/hubspot/customers'], { parent: 'each', retry: { tries: 4, firstWaitMs: 100 } }),
      { id: 'has', operation: 'branch', parent: 'each', inputs: { condition: formula('each.item.phone != null') } },
      ask('text', ['POST', '/twilio/messages'], { parent: 'each' }),
      ask('mail', ['POST', '/gmail/messages'], { parent: 'each', inputs: letter }),
    ],
    'due -> find',
    'find -> each',
    'lookUp -> has',
    'has -yes-> text',
    'has -no-> mail',
  );
  const steps = Object.entries(drawn.steps).map(([id, step]) => {
    const [x, y] = PLACES[id] ?? [0, 0];
    return [id, { ...step, name: NAMES[id] ?? id, position: { x, y } }];
  });
  return { ...drawn, steps: Object.fromEntries(steps) };
}

type Row = { id: string; finishedAt: string | null };

const invoices = (count: number, lastEmail: string) =>
  Array.from({ length: count }, (_, at) => ({
    number: 2035 + at,
    email: at === count - 1 ? lastEmail : 'bo@example.com',
    phone: at === 0 ? '+49 30 1' : null,
  }));

async function rowsOf(flowId: string): Promise<Row[]> {
  return (await mira.query<{ items: Row[] }>('run.list', { workspaceId: mira.workspaceId, flowId })).items;
}

const hasEnded = (flowId: string, count: number) =>
  expect
    .poll(async () => (await rowsOf(flowId)).filter(({ finishedAt }) => finishedAt !== null).length, {
      timeout: 20_000,
    })
    .toBe(count);

test('a person sees what was different in a run that failed, and tries the step again with its data', async ({
  browser,
}) => {
  let given = invoices(3, 'ann@example.com');
  let busy = 0;
  company.answer('airtable GET /invoices', () => ({ body: given }));
  company.answer('hubspot GET /customers', () => ({ status: busy-- > 0 ? 429 : 200, body: { name: 'Ann' } }));
  company.answer('gmail POST /messages', ({ body }) => ({ status: JSON.stringify(body).includes(',com') ? 400 : 200 }));
  const { flowId, url } = await mira.publish('Invoice reminders', reminders());
  await send(url, JSON.stringify({ day: '2026-11-22' }));
  await hasEnded(flowId, 1);
  given = invoices(4, 'ann@example,com');
  busy = 2;
  await send(url, JSON.stringify({ day: '2026-11-22' }));
  await hasEnded(flowId, 2);
  const permissions = ['clipboard-read', 'clipboard-write'];
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url, permissions });
  const [bad] = await rowsOf(flowId);

  await test.step('what differs, in the order of the flow, with what was before', async () => {
    await page.goto(`/runs/${bad?.id}`);
    const differences = page.getByRole('region', { name: 'What was different' }).getByRole('listitem');
    await expect(differences.first()).toContainText('1stFind overdue invoices › Body › Count');
    await expect(differences.first()).toContainText('good3this4');
    await expect(differences.filter({ hasText: 'For each invoice › Items' })).toHaveCount(1);
    await expect(page.getByText('Skipped: “Has a phone number?” said no')).toBeVisible();
    await expect(page.getByText('invoice 2038').first()).toBeVisible();
    for (const kind of ['light', 'dark']) await lookIn(page, 'run-different', kind);
  });

  await test.step('which step had to be tried again, and why', async () => {
    for (let back = 0; back < 3; back += 1) await page.getByRole('button', { name: 'Previous item' }).first().click();
    await expect(page.getByText('Worked at the 3rd try. The other side was busy.')).toBeVisible();
  });

  await test.step('a count on a cable opens its items, as a table that is copied', async () => {
    await page.getByRole('button', { name: '4 invoices' }).click();
    const table = page.getByRole('region', { name: 'Came back' });
    await table.getByRole('button', { name: 'number' }).click();
    await table.getByRole('button', { name: 'number' }).click();
    await expect(table.getByRole('row').nth(1)).toContainText('2038');
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\r\n').slice(0, 2)).toEqual(['number,email,phone', '2038,"ann@example,com",']);
    await lookIn(page, 'run-table', 'light');
  });

  await test.step('its data opens in the editor, where one step is tried with it on sample data', async () => {
    await page.getByRole('link', { name: 'Open with this data' }).click();
    await expect(page.getByText('This is a run of before.')).toBeVisible();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByLabel('What is tried').selectOption('only');
    await page.getByLabel('Step', { exact: true }).selectOption({ label: NAMES.mail });
    await page.getByRole('radio', { name: 'For real' }).check();
    await expect(page.getByText('“Send reminder” sends 4 real POST requests. If the try comes to it.')).toBeVisible();
    for (const kind of ['light', 'dark']) await lookIn(page, 'try-live', kind);
    await page.getByRole('radio', { name: 'On sample data' }).check();
    await page.getByText('Let a step fail').click();
    await page.getByLabel('Send reminder', { exact: true }).selectOption('Not found');
    const before = company.received.length;
    await page.getByRole('button', { name: 'Try on sample data' }).click();
    await expect(page.getByText('Tried on sample data. Nothing was sent.')).toBeVisible();
    await expect(page.getByText('4 invoices · 1 done, 3 failed')).toBeVisible();
    expect(company.received).toHaveLength(before);
  });

  await test.step('a pinned output is taken by tries, and by no published run', async () => {
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('group', { name: /Find overdue invoices\. Then/ }).click();
    await page.getByRole('tab', { name: 'Test' }).click();
    await page.getByRole('button', { name: 'Pin this output' }).click();
    await expect(page.getByText('Its output is pinned')).toBeVisible();
    await expect(page.getByText(/^Pinned output/)).toBeVisible();
    const asked = () => company.got('airtable GET /invoices').length;
    const before = asked();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByLabel('What is tried').selectOption('upTo');
    await page.getByLabel('Step', { exact: true }).selectOption({ label: NAMES.find });
    await page.getByRole('radio', { name: 'For real' }).check();
    await page.getByRole('button', { name: 'Try for real' }).click();
    await expect(page.getByText('Tried for real. The sample went through 2 steps.')).toBeVisible();
    expect(asked()).toBe(before);
    await send(url, JSON.stringify({ day: '2026-11-22' }));
    await expect.poll(asked).toBe(before + 1);
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('five megabytes are looked at without drawing more of them than is seen', async ({ browser }) => {
  const inputs = { fields: literal([]), example: literal({}) };
  const { flowId } = await mira.publish('Large orders', drawFlow([{ id: 'order', operation: 'manual', inputs }]));
  const lines = Array.from({ length: 30_000 }, (_, at) => ({
    sku: `A-${at}`,
    name: `A line of the order, with ${at} words in it that nobody counts, and a few more so that it is long enough`,
    price: at / 100,
  }));
  const { runId } = await mira.call<{ runId: string }>('run.start', { flowId, payload: { lines } });
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  await page.goto(`/runs/${runId}`);
  await expect(page.getByRole('tree', { name: 'What started it' })).toBeVisible({ timeout: 20_000 });
  await page.locator('.react-flow__node').first().click();
  await expect(page.getByRole('tree', { name: 'Came back' })).toBeVisible();
  const drawn = await page.locator('.data-tree *').count();
  expect(drawn).toBeGreaterThan(5);
  expect(drawn).toBeLessThan(200);
  await page.getByRole('button', { name: 'Search came back' }).click();
  await page.getByLabel('Search in came back').fill('A-29999');
  await expect(page.getByRole('treeitem').filter({ hasText: 'A-29999' })).toBeVisible();
  expect(complaints).toEqual([]);
  await page.context().close();
});

async function lookIn(page: Page, name: string, kind: string): Promise<void> {
  await page.emulateMedia({ colorScheme: kind === 'dark' ? 'dark' : 'light' });
  await look(page, { name, kind });
  await page.emulateMedia({ colorScheme: 'light' });
}
