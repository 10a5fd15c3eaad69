import { expect, test } from '@playwright/test';
import { cli } from '../support/cli.ts';
import { type Company, startCompany } from '../support/company.ts';
import { drawFlow, literal, object, ref, type StepSpec } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

const ORDERS = 20;

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

const post = (id: string, path: string): StepSpec => ({
  id,
  operation: 'http',
  inputs: {
    method: literal('POST'),
    url: literal(`${company.url}${path}`),
    body: object({ order: ref('order.body.id') }),
  },
});

/** An order is charged, then shipped, then the customer is thanked. */
function orderFlow() {
  const inputs = { method: literal('POST'), answer: literal('at-once'), example: literal({ id: 'A-1' }) };
  return drawFlow(
    [
      { id: 'order', operation: 'webhook', inputs },
      post('charge', '/bank/charges'),
      post('ship', '/carrier/shipments'),
      post('thank', '/mail/letters'),
    ],
    'order -> charge',
    'charge -> ship',
    'ship -> thank',
  );
}

type Row = { id: string; status: string };

test('after an API is mended, a person runs what it failed again: one by hand, then all others at once', async ({
  browser,
}) => {
  company.answer('carrier POST /shipments', () => ({ status: 422, body: { message: 'No labels left.' } }));
  const { flowId, url } = await mira.publish('Ship orders', orderFlow());
  for (let order = 1; order <= ORDERS; order++) await send(url, JSON.stringify({ id: `A-${order}` }));
  const rows = async (status: string) =>
    (await mira.query<{ items: Row[] }>('run.list', { workspaceId: mira.workspaceId, flowId, status })).items;
  await expect.poll(async () => (await rows('failed')).length).toBe(ORDERS);
  expect(company.got('bank POST /charges')).toHaveLength(ORDERS);

  company.answer('carrier POST /shipments', () => ({ status: 200, body: { label: 'L-1' } }));
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });

  await test.step('one, from the step that failed', async () => {
    const [newest] = await rows('failed');
    await page.goto(`/runs/${newest?.id}`);
    await page.getByRole('button', { name: 'Run again' }).click();
    await look(page, { name: 'replay-menu', kind: 'light' });
    await page.getByRole('menuitem', { name: 'From the failed step' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run again' });
    await expect(dialog).toContainText('Not carried out again: charge.');
    await expect(dialog).toContainText('This sends: ship, thank');
    for (const kind of ['light', 'dark', 'phone']) {
      await page.emulateMedia({ colorScheme: kind === 'dark' ? 'dark' : 'light' });
      const size = page.viewportSize();
      if (kind === 'phone') await page.setViewportSize({ width: 390, height: 844 });
      await look(page, { name: 'replay-confirm', kind });
      if (size !== null) await page.setViewportSize(size);
    }
    await dialog.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByRole('link', { name: 'Replay of an earlier run' })).toHaveAttribute(
      'href',
      `/runs/${newest?.id}`,
    );
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('header').getByText('Succeeded')).toBeVisible();
    await look(page, { name: 'replay-run', kind: 'light' });
    expect(company.got('bank POST /charges')).toHaveLength(ORDERS);
    expect(company.got('mail POST /letters')).toHaveLength(1);
  });

  await test.step('one by a command', async () => {
    const [, second] = await rows('failed');
    const answer = await cli(patchbay.home, 'runs', 'replay', second?.id ?? '', '--from', 'thank');
    expect(answer).toMatchObject({ code: 1, err: expect.stringContaining('“ship” stands before') });
    const good = await cli(patchbay.home, 'runs', 'replay', second?.id ?? '');
    expect(good).toMatchObject({ code: 0, out: expect.stringContaining('Not carried out again: charge') });
    await expect.poll(() => company.got('mail POST /letters').length).toBe(2);
  });

  await test.step('all that failed, with how far it is', async () => {
    await page.goto(`/runs?status=failed&q=${encodeURIComponent('Ship orders')}`);
    await page.getByRole('button', { name: `Run again all ${ORDERS - 2}` }).click();
    const dialog = page.getByRole('dialog', { name: `Run ${ORDERS - 2} runs again` });
    await expect(dialog).toContainText('What a run did before it failed is not done again.');
    await look(page, { name: 'replay-all', kind: 'light' });
    await dialog.getByRole('button', { name: `Run ${ORDERS - 2} runs again` }).click();
    await expect(page.getByText(`${ORDERS - 2} runs started again.`)).toBeVisible();
    await expect.poll(() => company.got('mail POST /letters').length).toBe(ORDERS);
    for (const kind of ['light', 'dark', 'phone']) {
      await page.emulateMedia({ colorScheme: kind === 'dark' ? 'dark' : 'light' });
      if (kind === 'phone') await page.setViewportSize({ width: 390, height: 844 });
      await look(page, { name: 'replay-done', kind });
    }
    expect(company.got('bank POST /charges')).toHaveLength(ORDERS);
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});
