import { type Browser, expect, type Page, test } from '@playwright/test';
import { drawFlow, formula, literal, object, ref } from '../support/drawFlow.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let client: PatchbayClient;

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
});

/** Waits two days, then shares a cake among some, one of whom is nobody. */
const cake = drawFlow(
  [
    {
      id: 'order',
      operation: 'manual',
      inputs: { example: literal({ name: 'Mira', pieces: 12, isGift: false, among: [1, 2, 3] }) },
    },
    { id: 'pause', operation: 'wait', inputs: { amount: literal(2), unit: literal('days') } },
    { id: 'each', operation: 'forEach', inputs: { items: ref('order.among'), onError: literal('collect') } },
    {
      id: 'share',
      operation: 'setFields',
      parent: 'each',
      inputs: { fields: object({ pieces: formula('order.pieces / each.item') }) },
    },
  ],
  'order -> pause',
  'pause -> each',
);

const values = (page: Page) => page.getByRole('form', { name: 'Values to start with' });
const step = (page: Page, name: string) =>
  page.getByRole('group', { name: new RegExp(`^Step \\d+: Patchbay, ${name}\\.`) });
const badge = (page: Page, words: string) => page.getByRole('banner').getByText(words, { exact: true });

test('A person runs a flow with a form, will not wait, pages through the items, and cancels another run', async ({
  browser,
}) => {
  await client.publish('Cake', cake);
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });

  await test.step('fills in the form, and is told what is wrong with it', async () => {
    await page.getByRole('button', { name: 'More for Cake' }).click();
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Run Cake' })).toBeVisible();
    await expect(values(page).getByLabel('name')).toHaveValue('Mira');
    await values(page).getByLabel('pieces').fill('twelve');
    await values(page).getByLabel('among').fill('[1, 0, 3, 4');
    await values(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(values(page).getByText('“pieces” is a number, such as 12.5.')).toBeVisible();
    await expect(values(page).getByText('The JSON ends too early: the closing ] is missing.')).toBeVisible();
    await values(page).getByLabel('pieces').fill('24');
    await values(page).getByLabel('among').fill('[1, 0, 3, 4]');
    await values(page).getByRole('switch', { name: 'isGift' }).click();
    await values(page).getByRole('button', { name: 'Run', exact: true }).click();
  });

  await test.step('watches it wait, and goes on at once', async () => {
    await expect(badge(page, 'Waiting')).toBeVisible();
    await step(page, 'pause').click();
    await expect(page.getByText('Waits for its time.').first()).toBeVisible();
    await page.getByRole('button', { name: 'Go on now' }).click();
    await expect(badge(page, 'Succeeded')).toBeVisible();
  });

  await test.step('pages through the items of the loop', async () => {
    await step(page, 'each').getByText('each', { exact: true }).click();
    const items = page.getByRole('region', { name: 'Items' });
    await expect(items.getByRole('button', { name: 'Item 2 Failed' })).toBeVisible();
    const frame = step(page, 'each');
    await expect(frame.getByText('2 of 4')).toBeVisible();
    await frame.getByRole('button', { name: 'Next item' }).click();
    await expect(frame.getByText('3 of 4')).toBeVisible();
    await page.getByLabel('Go to item').fill('4');
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(frame.getByText('4 of 4')).toBeVisible();
    await step(page, 'share').click();
    await page.getByRole('tab', { name: 'Sent and received' }).click();
    await expect(page.getByRole('complementary').getByText('6', { exact: true }).first()).toBeVisible();
    await frame.getByRole('button', { name: 'Next failed item' }).click();
    await expect(page.getByRole('alert').getByText(/divide|zero/i)).toBeVisible();
  });

  await test.step('runs it again with the values of the last run, and cancels it', async () => {
    await page.goto('/flows');
    await page.getByRole('link', { name: 'Cake', exact: true }).click();
    await page.getByRole('link', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Use the values of the last run' }).click();
    await expect(values(page).getByLabel('pieces')).toHaveValue('24');
    await values(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(badge(page, 'Waiting')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel the run' }).click();
    await expect(badge(page, 'Cancelled')).toBeVisible();
    await expect(page.getByRole('banner').getByText('by Mira')).toBeVisible();
  });

  expect(complaints).toEqual([]);
  await page.context().close();
});

const each = drawFlow(
  [
    { id: 'order', operation: 'manual', inputs: { example: literal({ items: [1] }) } },
    { id: 'each', operation: 'forEach', inputs: { items: ref('order.items'), onError: literal('skip') } },
    { id: 'one', operation: 'setFields', parent: 'each', inputs: { fields: object({ of: ref('each.item') }) } },
    {
      id: 'two',
      operation: 'setFields',
      parent: 'each',
      inputs: { fields: object({ share: formula('12 / one.of') }) },
    },
    { id: 'last', operation: 'setFields', parent: 'each', inputs: { fields: object({ note: literal('done') }) } },
  ],
  'order -> each',
  'one -> two',
  'two -> last',
);

test('A run of 100,000 items opens, and any of its items can be looked at', async ({ browser }) => {
  test.setTimeout(120_000);
  const { flowId } = await client.publish('Many', each);
  const items = Array.from({ length: 100_000 }, (_, index) => (index === 70_000 ? 0 : index + 1));
  const { runId } = await client.call<{ runId: string }>('run.start', { flowId, payload: { items } });
  await expect
    .poll(async () => (await client.query<{ run: { status: string } }>('run.get', { runId })).run.status, {
      timeout: 60_000,
    })
    .toBe('succeeded');
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  await page.goto(`/runs/${runId}`);
  const frame = step(page, 'each');
  await expect(frame.getByText('70001 of 100000')).toBeVisible({ timeout: 20_000 });
  await frame.getByText('each', { exact: true }).click();
  await page.getByLabel('Go to item').fill('48');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(frame.getByText('48 of 100000')).toBeVisible();
  await step(page, 'two').click();
  await expect(page.getByRole('complementary').getByText('0.25').first()).toBeVisible({ timeout: 20_000 });
  expect(complaints).toEqual([]);
  await page.context().close();
});

const kinds = [
  { kind: 'light-desktop', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { kind: 'dark-desktop', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { kind: 'light-phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

for (const { kind, ...options } of kinds) {
  test(`The form and the run look right: ${kind}`, async ({ browser }) => {
    const { flowId } = await client.publish(`Cake ${kind}`, cake);
    const { page, complaints } = await openPage(browser, options);
    await page.goto(`/flows/${flowId}/run`);
    await expect(values(page).getByLabel('name')).toBeVisible();
    await look(page, { name: 'run-by-hand', kind });
    await values(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(badge(page, 'Waiting')).toBeVisible();
    const open = (name: string) =>
      kind === 'light-phone'
        ? page.getByRole('list', { name: 'Steps of the run' }).getByRole('button', { name })
        : step(page, name).getByText(name, { exact: true });
    await open('pause').click();
    await look(page, { name: 'run-waiting', kind });
    await page.getByRole('button', { name: 'Go on now' }).click();
    await expect(badge(page, 'Succeeded')).toBeVisible();
    if (kind === 'light-phone') await page.getByRole('button', { name: 'Close', exact: true }).click();
    await open('each').click();
    await look(page, { name: 'run-items', kind });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
}

function openPage(
  browser: Browser,
  options: { colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } },
) {
  return openBrowser(browser, { url: patchbay.url, ...options });
}
