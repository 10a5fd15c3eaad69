import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, type Page, test } from '@playwright/test';
import { drawFlow, literal, object, ref } from '../support/drawFlow.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

const CSV = 'number,customer,total\nA-1042,"Müller, Ann",99.50\nA-1043,Bo,12\n';

type Received = { note: string; name: string; type: string; bytes: Buffer };

let patchbay: Patchbay;
let client: PatchbayClient;
let accounting: Server;
let address: string;
const received: Received[] = [];

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  accounting = createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, {
        'content-type': 'text/csv; charset=windows-1252',
        'content-disposition': 'attachment; filename="orders.csv"',
      });
      response.end(Buffer.from(CSV, 'latin1'));
      return;
    }
    received.push(await readForm(await buffer(request), String(request.headers['content-type'])));
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
  await new Promise<void>((resolve) => accounting.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(accounting.address() as AddressInfo).port}`;
});

test.afterAll(async () => {
  accounting?.closeAllConnections();
  accounting?.close();
  await patchbay?.stop();
});

/** Read by the platform, which knows nothing of how Patchbay writes a form. */
async function readForm(body: Buffer, type: string): Promise<Received> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const file = form.get('report');
  if (!(file instanceof File)) throw new Error('No file arrived.');
  const bytes = Buffer.from(await file.arrayBuffer());
  return { note: String(form.get('note')), name: file.name, type: file.type, bytes };
}

const data = { id: 'data', version: '1' };

const monthlyReport = () =>
  drawFlow(
    [
      { id: 'asked', operation: 'webhook', inputs: {} },
      { id: 'fetch', operation: 'http', inputs: { url: literal(`${address}/orders.csv`) } },
      { id: 'rows', operation: 'readCsv', of: data, inputs: { source: ref('fetch.body') } },
      {
        id: 'report',
        operation: 'makeExcel',
        of: data,
        inputs: { rows: ref('rows.rows'), fileName: literal('März.xlsx') },
      },
      {
        id: 'post',
        operation: 'http',
        inputs: {
          method: literal('POST'),
          url: literal(`${address}/reports`),
          send: literal('multipart'),
          body: object({ note: literal('March'), report: ref('report.file') }),
        },
      },
      { id: 'answer', operation: 'respond', inputs: { body: ref('report.file') } },
    ],
    'asked -> fetch',
    'fetch -> rows',
    'rows -> report',
    'report -> post',
    'post -> answer',
  );

/** Presses a link that downloads, and gives what came. */
async function download(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: `Download ${name}` }).click();
  const downloaded = await coming;
  return { name: downloaded.suggestedFilename(), bytes: await buffer(await downloaded.createReadStream()) };
}

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });

test('a CSV is fetched, made into a workbook, uploaded elsewhere and answered with', async ({ browser }) => {
  const { flowId, url } = await client.publish('Monthly report', monthlyReport());
  const answer = await fetch(url, { method: 'POST' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''M%C3%A4rz.xlsx");
  const workbook = Buffer.from(await answer.arrayBuffer());
  expect(workbook.subarray(0, 2).toString()).toBe('PK');
  const [upload] = received;
  expect(upload).toMatchObject({ note: 'March', name: 'März.xlsx', type: expect.stringContaining('spreadsheetml') });
  expect(upload?.bytes.equals(workbook)).toBe(true);

  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page
    .getByRole('link', { name: /Monthly report/ })
    .first()
    .click();
  const panel = page.getByRole('complementary', { name: /run/ });
  await expect(panel.getByRole('link', { name: 'Download März.xlsx' })).toBeVisible();
  await look(page, { name: 'run-file', kind: 'light-desktop' });
  const same = await download(page, 'März.xlsx');
  expect(same.name).toBe('März.xlsx');
  expect(same.bytes.equals(workbook)).toBe(true);

  await page.getByRole('group', { name: /^Step 2: .*fetch/ }).click();
  const fetched = await download(page, 'orders.csv');
  expect(fetched.bytes.toString('latin1')).toBe(CSV);
  await look(page, { name: 'run-file-step', kind: 'light-desktop' });

  await page.goto(`/flows/${flowId}?step=rows`);
  await panelOf(page).getByRole('button', { name: 'Plug in data' }).first().click();
  await expect(page.getByRole('listbox', { name: 'Values' })).toBeVisible();
  await look(page, { name: 'file-picker', kind: 'light-desktop' });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a file of this computer is uploaded into a step, tried, and taken out again', async ({ browser }) => {
  const document = drawFlow(
    [
      { id: 'start', operation: 'manual', inputs: {} },
      { id: 'read', operation: 'readFile', of: data, inputs: {} },
    ],
    'start -> read',
  );
  const file = { format: 'patchbay-flow', version: 1, name: 'Notes', document };
  const { id } = await client.call<{ id: string }>('flow.import', { workspaceId: client.workspaceId, file });
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  await page.goto(`/flows/${id}?step=read`);
  const panel = panelOf(page);
  await expect(panel.getByText('Upload a file, or plug one in')).toBeVisible();
  await look(page, { name: 'file-field', kind: 'light-desktop' });
  const note = {
    name: '../../notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Two lamps for Müller', 'latin1'),
  };
  await panel.getByLabel('A file of this computer for File').setInputFiles(note);
  await expect(panel.getByRole('link', { name: 'Download notes.txt' })).toBeVisible();
  await look(page, { name: 'file-field-uploaded', kind: 'light-desktop' });
  expect((await download(page, 'notes.txt')).bytes.toString('latin1')).toBe('Two lamps for Müller');
  await panel.getByRole('button', { name: 'Test this step' }).click();
  await expect(panel.getByText('Two lamps for Müller')).toBeVisible();
  await look(page, { name: 'file-step-tested', kind: 'light-desktop' });
  await panel.getByRole('tab', { name: 'Set up' }).click();
  await panel.getByRole('button', { name: 'Remove notes.txt' }).click();
  await expect(panel.getByText('Upload a file, or plug one in')).toBeVisible();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a flow is started by hand with a file', async ({ browser }) => {
  const plan = { file: 'file_sample', name: 'plan.csv', contentType: 'text/csv', size: 21 };
  const document = drawFlow(
    [
      { id: 'start', operation: 'manual', inputs: { example: literal({ plan }) } },
      { id: 'read', operation: 'readCsv', of: data, inputs: { source: ref('start.plan') } },
    ],
    'start -> read',
  );
  const { flowId } = await client.publish('Plans', document);
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  await page.goto(`/flows/${flowId}/run`);
  const chosen = { name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from('day,hours\nMonday,7\n') };
  await page.getByLabel('Choose a file').setInputFiles(chosen);
  await expect(page.getByRole('link', { name: 'Download plan.csv' })).toBeVisible();
  await look(page, { name: 'start-file', kind: 'light-desktop' });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('group', { name: /^Step 2: .*read/ }).click();
  const panel = page.getByRole('complementary', { name: 'Step in this run' });
  await expect(panel.getByText('hours')).toBeVisible();
  expect(complaints).toEqual([]);
  await page.context().close();
});
