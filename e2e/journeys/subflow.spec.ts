import { expect, type Page, test } from '@playwright/test';
import { send } from '../support/hook.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  await new PatchbayClient(patchbay.url).signUp();
});
test.afterAll(async () => {
  await patchbay?.stop();
});

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });

async function pick(page: Page, title: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search steps to add' }).fill(title);
  await page
    .getByRole('option', { name: new RegExp(`^${title}`) })
    .first()
    .click();
  await expect(panelOf(page).getByRole('heading', { name: title })).toBeVisible();
}

async function add(page: Page, plus: string, title: string): Promise<void> {
  await page.getByRole('button', { name: plus }).click();
  await pick(page, title);
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Rename', exact: true }).first().click();
  const field = page.getByRole('textbox', { name: 'Name of the flow' });
  await field.fill(name);
  await field.press('Enter');
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

async function nameField(page: Page, place: number, name: string): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Add a field' }).click();
  const box = panelOf(page).getByRole('textbox', { name: `Name of field ${place}` });
  await box.fill(name);
  await box.press('Enter');
}

async function plug(page: Page, field: string, value: RegExp): Promise<void> {
  await panelOf(page).getByRole('textbox', { name: field, exact: true }).click();
  await page.getByRole('listbox', { name: 'Values' }).getByRole('option', { name: value }).first().click();
}

/** The wide screen in both looks, as the person prefers it. */
async function lookTwice(page: Page, name: string): Promise<void> {
  for (const kind of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: kind });
    await look(page, { name, kind });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a person draws a flow for others to call, calls it from another, and follows the run to the called one', async ({
  browser,
}) => {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });

  await test.step('a flow that calls another finds none to choose yet, and says what to do', async () => {
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('button', { name: /^When a request arrives/ }).click();
    await panelOf(page).getByLabel('Example').fill('{"order":{"id":"A-1042","total":40}}');
    await rename(page, 'Complaints');
    await add(page, 'Add a step after When a request arrives', 'Call a flow');
    await expect(panelOf(page).getByText('No flow can be called yet.', { exact: false })).toBeVisible();
    await lookTwice(page, 'subflow-none');
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  });

  const caller = page.url().replace(/\?.*$/, '');

  await test.step('she draws a flow that starts when another one calls, and publishes it', async () => {
    await page.goto('/flows');
    await page.getByRole('button', { name: 'New flow' }).first().click();
    await page.getByRole('button', { name: 'Search all ways' }).click();
    await pick(page, 'When another flow calls');
    await panelOf(page).getByLabel('Example').fill('{"orderId":"A-1042","amount":40}');
    await rename(page, 'Refund');
    await add(page, 'Add a step after When another flow calls', 'Answer the request');
    await nameField(page, 1, 'voucher');
    await plug(page, 'Value of voucher', /^Order id/);
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('button', { name: 'Try on sample data' }).click();
    await expect(page.getByText('Tried on sample data. Nothing was sent.')).toBeVisible();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish and switch on' }).click();
    await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
  });

  await test.step('now she can choose it by its name, and gives it what it takes', async () => {
    await page.goto(caller);
    await page.getByRole('group', { name: /Patchbay, Call a flow/ }).click();
    const flow = panelOf(page).getByRole('combobox', { name: 'Flow', exact: true });
    await flow.click();
    await flow.fill('ref');
    await expect(page.getByRole('option', { name: 'Refund' })).toBeVisible();
    await lookTwice(page, 'subflow-choose');
    await flow.press('Enter');
    await expect(flow).toHaveValue('Refund');
    await expect(panelOf(page).getByRole('link', { name: 'Open Refund' })).toBeVisible();
    await expect(page.getByRole('main', { name: 'Canvas' }).getByText('Runs “Refund”')).toBeVisible();
    await plug(page, 'Order id', /^Id/);
    await plug(page, 'Amount', /^Total/);
  });

  await test.step('the fields of its answer are in the picker', async () => {
    await add(page, 'Add a step after Call a flow', 'Answer the request');
    await nameField(page, 1, 'code');
    await plug(page, 'Value of code', /^Voucher/);
    await lookTwice(page, 'subflow-caller');
  });

  await test.step('she looks into the called flow, and Back leads to the step that calls it', async () => {
    const step = page.getByRole('group', { name: /Patchbay, Call a flow/ });
    await step.click();
    await panelOf(page).getByRole('link', { name: 'Open Refund' }).click();
    await expect(page.getByRole('heading', { name: 'Refund', level: 1 })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Complaints', level: 1 })).toBeVisible();
    await expect(panelOf(page).getByRole('combobox', { name: 'Flow', exact: true })).toHaveValue('Refund');
    await expect(step).toBeInViewport();
  });

  const url = await test.step('she publishes it and gets its address', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish and switch on' }).click();
    await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
    return page.getByRole('textbox', { name: 'Address of When a request arrives' }).inputValue();
  });

  await test.step('a request is answered with what the called flow gave', async () => {
    const answer = await send(url, '{"order":{"id":"A-7","total":12}}');
    expect(await answer.json()).toEqual({ code: 'A-7' });
  });

  await test.step('she follows its run to the run of the called flow, and back', async () => {
    await page.goto('/runs');
    const rows = page.getByRole('table', { name: 'Runs' }).getByRole('row');
    await expect(rows.filter({ hasText: 'Called by “Complaints”' })).toHaveCount(1);
    await lookTwice(page, 'subflow-runs');
    await rows.getByRole('link', { name: 'Complaints' }).first().click();
    await page
      .getByRole('main', { name: 'Canvas' })
      .getByRole('group', { name: /Patchbay, Call a flow/ })
      .click();
    const called = page.getByRole('link', { name: 'Run of “Refund”' });
    await expect(called).toBeVisible();
    await lookTwice(page, 'subflow-run');
    await called.click();
    await expect(page.getByRole('link', { name: 'Called by Complaints' })).toBeVisible();
    await lookTwice(page, 'subflow-called');
    await page.getByRole('link', { name: 'Called by Complaints' }).click();
    await expect(page.getByRole('group', { name: /Patchbay, Call a flow/ })).toBeVisible();
  });

  await test.step('deleting the called flow says who would fail', async () => {
    await page.goto('/flows');
    await page.getByRole('button', { name: 'More for Refund' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Complaints' })).toBeVisible();
    await lookTwice(page, 'subflow-delete');
    await dialog.getByRole('button', { name: 'Delete the flow' }).click();
    await expect(page.getByText('“Refund” was deleted.')).toBeVisible();
    await page.goto(caller);
    await page.getByRole('group', { name: /Patchbay, Call a flow/ }).click();
    await expect(panelOf(page).getByRole('combobox', { name: 'Flow', exact: true })).toHaveValue('A flow that is gone');
    await expect(panelOf(page).getByText(/this flow is gone/i)).toBeVisible();
    await lookTwice(page, 'subflow-gone');
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});
