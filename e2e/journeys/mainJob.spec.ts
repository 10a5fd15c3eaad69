import { expect, type Locator, type Page, test } from '@playwright/test';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';

let api: OrdersApi;
let patchbay: Patchbay;

test.beforeAll(async () => {
  api = await startOrdersApi();
  patchbay = await startPatchbay();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await api?.stop();
});

const order = (orderId: string) => ({
  orderId,
  customer: { name: 'Ann Lee', email: 'ann@example.com' },
  total: 100,
  currency: 'EUR',
  lines: [{ sku: 'desk', quantity: 1 }],
});

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });

/** Presses a + and picks an operation by typing its name. */
async function add(page: Page, plus: string | RegExp, title: string): Promise<void> {
  await page.getByRole('button', { name: plus }).click();
  await page.getByRole('combobox', { name: 'Search steps to add' }).fill(title);
  await page
    .getByRole('option', { name: new RegExp(`^${title}`) })
    .first()
    .click();
  await expect(panelOf(page).getByRole('heading', { name: title })).toBeVisible();
}

/** Clicks a field and plugs in a value of an earlier step. */
async function plug(page: Page, field: string, value: RegExp): Promise<void> {
  await panelOf(page).getByRole('textbox', { name: field, exact: true }).click();
  await page.getByRole('listbox', { name: 'Values' }).getByRole('option', { name: value }).first().click();
}

/** Types into a field; a pill is a `/`, which opens the picker in the middle of the text, and its name. */
async function typeWithPills(page: Page, field: string, parts: readonly (string | { pill: string })[]): Promise<void> {
  await panelOf(page).getByRole('textbox', { name: field, exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Data from earlier steps' });
  await expect(picker).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();
  for (const part of parts) {
    if (typeof part === 'string') {
      await page.keyboard.type(part);
      continue;
    }
    await page.keyboard.type('/');
    await expect(picker).toBeVisible();
    await page.keyboard.type(part.pill);
    await expect(page.getByRole('option', { selected: true })).toContainText(part.pill);
    await page.keyboard.press('Enter');
  }
}

/** Types plain text into a field that may hold pills. */
async function typeValue(page: Page, field: string, text: string): Promise<void> {
  await typeWithPills(page, field, [text]);
}

async function nameField(page: Page, place: number, name: string): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Add a field' }).click();
  const box = panelOf(page).getByRole('textbox', { name: `Name of field ${place}` });
  await box.fill(name);
  await box.press('Enter');
}

/** Opens the form of a field's pill and chooses what is done with its value. */
async function shape(page: Page, field: string, { does, role, name, value }: Shape): Promise<void> {
  const panel = panelOf(page);
  await panel.getByRole('textbox', { name: field, exact: true }).locator('.pill').click();
  await panel.getByRole('combobox', { name: 'What to do with it' }).selectOption({ label: does });
  await panel.getByRole(role, { name, exact: true }).fill(value);
  await panel.getByRole('button', { name: 'Done' }).click();
}
type Shape = { does: string; role: 'textbox' | 'combobox'; name: string; value: string };

async function post(url: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

const result = (page: Page, text: string): Locator => panelOf(page).getByText(text, { exact: true });

test('an order arrives, is checked with the shop, shipped or refused, and answered', async ({ page }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await test.step('Mira makes an account', async () => {
    await page.goto(`${patchbay.url}/sign-up`);
    await page.getByLabel('Your name').fill('Mira Berg');
    await page.getByLabel('E-mail').fill('mira@example.com');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByRole('heading', { name: 'Hello Mira. This flow already works.' })).toBeVisible();
  });

  await test.step('she adds the shop by the link to its description', async () => {
    await page.getByRole('link', { name: 'Gallery', exact: true }).click();
    // Home has such a field as well.
    await expect(page.getByRole('heading', { name: 'What do you want to connect?' })).toBeVisible();
    await page.getByLabel('Link to an OpenAPI description').fill(`${api.url}/openapi.json`);
    await page.getByRole('button', { name: 'Plug in' }).click();
    await expect(page.getByRole('heading', { name: 'The API is plugged in' })).toBeVisible();
    await page.getByRole('button', { name: 'Stay here' }).click();
    await expect(page.getByRole('link', { name: /Shop.*2 steps/ })).toBeVisible();
  });

  await test.step('she starts a flow with a webhook and shows it an order', async () => {
    await page.getByRole('link', { name: 'Flows', exact: true }).click();
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('button', { name: /^When a request arrives/ }).click();
    await panelOf(page)
      .getByLabel('Example')
      .fill(JSON.stringify(order('A-1042')));
  });

  await test.step('she looks the order up in the shop', async () => {
    await add(page, 'Add a step after When a request arrives', 'Get an order');
    await plug(page, 'Order ID', /^Order id/);
    await expect(result(page, 'A-1042')).toBeVisible();
  });

  await test.step('she sets five fields', async () => {
    await add(page, 'Add a step after Get an order', 'Set fields');
    await nameField(page, 1, 'recipient');
    await plug(page, 'Value of recipient', /^E-mail/);
    await expect(result(page, 'ann@example.com')).toBeVisible();

    await nameField(page, 2, 'total');
    await panelOf(page).getByRole('textbox', { name: 'Value of total' }).click();
    await page.getByRole('button', { name: 'Formula', exact: true }).click();
    await panelOf(page).getByRole('textbox', { name: 'Formula' }).click();
    await page.keyboard.type('When');
    await page.getByRole('option', { name: /Body › Total/ }).click();
    await page.keyboard.type(' * 1.25');
    await expect(panelOf(page).getByRole('status').getByText('125')).toBeVisible();
    await panelOf(page).getByRole('button', { name: 'Done' }).click();

    await nameField(page, 3, 'label');
    await typeWithPills(page, 'Value of label', ['Order ', { pill: 'Order id' }, ' for ', { pill: 'Name' }]);
    await expect(result(page, 'Order A-1042 for Ann Lee')).toBeVisible();

    await nameField(page, 4, 'note');
    await plug(page, 'Value of note', /^Note/);
    await shape(page, 'Value of note', { does: 'If missing', role: 'textbox', name: 'Otherwise', value: 'none' });

    await nameField(page, 5, 'shipOn');
    await plug(page, 'Value of shipOn', /^Placed at/);
    await shape(page, 'Value of shipOn', {
      does: 'Date format',
      role: 'combobox',
      name: 'Pattern',
      value: 'yyyy-MM-dd',
    });
  });

  await test.step('she asks whether the order is active', async () => {
    await add(page, 'Add a step after Set fields', 'Branch');
    await plug(page, 'Value', /^Status/);
    await typeValue(page, 'Compared with', 'active');
    await expect(result(page, 'yes')).toBeVisible();
  });

  await test.step('yes: she has it shipped, and answers with the receipt', async () => {
    await add(page, 'Add a step after Branch: yes', 'Create a shipment');
    // Earlier steps have values of these names: one is accepted with Enter, the rest at once, and one undo takes those back.
    await panelOf(page).getByRole('textbox', { name: 'Order ID', exact: true }).click();
    await page.keyboard.press('Enter');
    await expect(result(page, 'A-1042')).toBeVisible();
    const all = panelOf(page).getByRole('button', { name: /^Accept all/ });
    await all.click();
    await expect(result(page, 'ann@example.com')).toBeVisible();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(result(page, 'ann@example.com')).toBeHidden();
    await expect(result(page, 'A-1042')).toBeVisible();
    await all.click();
    await expect(result(page, 'ann@example.com')).toBeVisible();
    await expect(result(page, 'Order A-1042 for Ann Lee')).toBeVisible();
    await expect(result(page, '2026-11-20')).toBeVisible();

    await add(page, 'Add a step after Create a shipment', 'Answer the request');
    await nameField(page, 1, 'ok');
    await typeValue(page, 'Value of ok', 'true');
    await nameField(page, 2, 'receipt');
    await plug(page, 'Value of receipt', /^Receipt/);
  });

  await test.step('no: she answers 202 with the reason', async () => {
    await add(page, 'Add a step after Branch: no', 'Answer the request');
    await nameField(page, 1, 'ok');
    await typeValue(page, 'Value of ok', 'false');
    await nameField(page, 2, 'reason');
    await typeWithPills(page, 'Value of reason', ['The order is ', { pill: 'Status' }]);
    await typeValue(page, 'Status', '202');
  });

  await test.step('she tries it: nothing is sent, and every wire shows its data', async () => {
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('button', { name: 'Try on sample data' }).click();
    await expect(page.getByText('Tried on sample data. Nothing was sent.')).toBeVisible();
    expect(api.received).toEqual([]);
    const canvas = page.getByRole('main', { name: 'Canvas' });
    await expect(canvas.getByRole('group', { name: /Shop, Create a shipment.*succeeded/ })).toBeVisible();
    await expect(canvas.getByRole('group', { name: /Patchbay, Answer the request 2.*skipped/ })).toBeVisible();
    await expect(page.getByText('The answer, status 200')).toBeVisible();
  });

  const url = await test.step('she publishes it and gets its address', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish and switch on' }).click();
    await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
    return page.getByRole('textbox', { name: 'Address of When a request arrives' }).inputValue();
  });

  await test.step('a shop system posts an order and gets the receipt', async () => {
    const answer = await post(url, order('A-1043'));
    expect(answer).toEqual({ status: 200, body: { ok: true, receipt: 'r-A-1043' } });
    expect(api.count('GET', '/orders/A-1043')).toBe(1);
    expect(api.received.at(-1)).toMatchObject({
      method: 'POST',
      path: '/shipments',
      body: {
        orderId: 'A-1043',
        recipient: 'ann@example.com',
        total: 125,
        label: 'Order A-1043 for Ann Lee',
        note: 'none',
        shipOn: '2026-11-20',
      },
    });
  });

  await test.step('a blocked order is refused', async () => {
    const answer = await post(url, order('blocked-7'));
    expect(answer).toEqual({ status: 202, body: { ok: false, reason: 'The order is blocked' } });
    expect(api.count('POST', '/shipments')).toBe(1);
  });

  await test.step('she sees both runs, and one of them on the canvas', async () => {
    await page.goto(`${patchbay.url}/runs`);
    const rows = page
      .getByRole('table', { name: 'Runs' })
      .getByRole('row', { name: /Request arrives, then Get an order/ });
    await expect(rows).toHaveText([
      /Succeeded.*v1/,
      /Succeeded.*v1/,
      /Tried on sample data. Nothing was sent.*Sample data/,
    ]);
    await rows.first().getByRole('link').click();
    const canvas = page.getByRole('main', { name: 'Canvas' });
    await expect(canvas.getByRole('group', { name: /Patchbay, Answer the request 2.*succeeded/ })).toBeVisible();
    await expect(canvas.getByRole('group', { name: /Shop, Create a shipment.*skipped/ })).toBeVisible();
    await canvas.getByRole('group', { name: /Shop, Get an order/ }).click();
    await expect(page.getByRole('complementary')).toContainText('blocked-7');
  });
  expect(complaints).toEqual([]);
});
