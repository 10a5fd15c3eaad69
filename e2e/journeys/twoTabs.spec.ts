import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { drawFlow, literal, object, ref, type StepSpec } from '../support/drawFlow.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let client: PatchbayClient;
let first: Page;
let second: Page;
let flowId: string;

test.beforeAll(async ({ browser }) => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  first = await open(browser);
  second = await open(browser);
});

test.afterAll(async () => {
  await first?.context().close();
  await second?.context().close();
  await patchbay?.stop();
});

async function open(browser: Browser): Promise<Page> {
  return (await openBrowser(browser, { url: patchbay.url })).page;
}

test.beforeEach(async () => {
  ({ id: flowId } = await client.call<{ id: string }>('flow.create', {
    workspaceId: client.workspaceId,
    document: drawFlow([webhook, ask, answer], 'order -> ask', 'ask -> answer'),
  }));
  for (const tab of [first, second]) {
    await tab.goto(`/flows/${flowId}`);
    await expect(card(tab, 'answer')).toBeVisible();
    await expect(saved(tab)).toBeVisible();
  }
});

const webhook: StepSpec = {
  id: 'order',
  operation: 'webhook',
  inputs: { method: literal('POST'), answer: literal('run'), example: literal({ orderId: 'A-1' }) },
};
const ask: StepSpec = {
  id: 'ask',
  operation: 'http',
  inputs: { method: literal('GET'), url: literal('https://shop.example.com/orders') },
};
const answer: StepSpec = { id: 'answer', operation: 'respond', inputs: { body: object({ got: ref('ask.body') }) } };

const card = (tab: Page, name: string): Locator =>
  tab.getByRole('group', { name: new RegExp(`^Step \\d+: [^,]+, ${name}\\.`) });
const saved = (tab: Page) => tab.getByRole('status').filter({ hasText: 'Saved' });
const panel = (tab: Page) => tab.getByRole('complementary', { name: 'Step settings' });
const conflict = (tab: Page) => tab.getByRole('alertdialog', { name: 'Changed on both sides' });

async function rename(tab: Page, from: string, to: string): Promise<void> {
  await card(tab, from).click();
  await panel(tab).getByRole('button', { name: from, exact: true }).click();
  await tab.getByLabel('Name of the step').fill(to);
  await tab.keyboard.press('Enter');
  await expect(card(tab, to)).toBeVisible();
}

async function setAddress(tab: Page, address: string): Promise<void> {
  await card(tab, 'ask').click();
  const field = panel(tab).getByRole('textbox', { name: 'Address' });
  await field.click();
  await tab.keyboard.press('Control+a');
  await tab.keyboard.type(address);
  await expect(field).toHaveText(address);
  await card(tab, 'order').click();
}

/** The address of the step as the server has it. */
async function keptAddress(): Promise<unknown> {
  const flow = await client.query<{
    draft: { document: { steps: Record<string, { inputs: Record<string, unknown> }> } };
  }>('flow.get', { flowId });
  return flow.draft.document.steps.ask?.inputs.url;
}

/** The second tab has a field of the step open when the first deletes it. */
async function typeIntoDeleted(name: string): Promise<void> {
  await card(second, name).click();
  await panel(second).getByRole('textbox', { name: 'Address' }).click();
  await second.keyboard.press('Escape');
  await card(first, name).focus();
  await first.keyboard.press('Delete');
  const gone = second.getByRole('alertdialog', { name: `Your other tab deleted “${name}”` });
  await expect(gone).toBeFocused();
  await expect(gone).toContainText('https://shop.example.com/orders');
  for (const key of ['a', 'c', '?', 'Delete']) await second.keyboard.press(key);
  await expect(second.getByRole('dialog')).toHaveCount(0);
  await expect(card(second, 'order')).toBeVisible();
  await gone.getByRole('button', { name: 'Bring it back' }).click();
  await expect(panel(second).getByRole('heading', { name })).toBeVisible();
  await expect(card(first, name)).toBeVisible();
}

test('what is changed in one tab appears in the other, and both changes are kept', async () => {
  await rename(first, 'ask', 'Get the order');
  await expect(card(second, 'Get the order')).toBeVisible();
  await rename(second, 'answer', 'Say thanks');
  await expect(card(first, 'Say thanks')).toBeVisible();
  await typeIntoDeleted('Get the order');
  for (const tab of [first, second]) {
    await expect(saved(tab)).toBeVisible();
    await tab.reload();
    await expect(card(tab, 'Get the order')).toBeVisible();
    await expect(card(tab, 'Say thanks')).toBeVisible();
  }
});

test('what is changed without a connection is kept, and saved when it is back', async () => {
  await second.context().setOffline(true);
  await rename(second, 'answer', 'Say thanks');
  await expect(second.getByRole('status').filter({ hasText: '1 change waits' })).toBeVisible();
  await expect(second.getByText('You are offline.')).toBeVisible();
  await rename(first, 'ask', 'Get the order');
  await expect(saved(first)).toBeVisible();

  await second.context().setOffline(false);
  await expect(saved(second)).toBeVisible({ timeout: 15_000 });
  await expect(card(second, 'Get the order')).toBeVisible();
  await expect(card(first, 'Say thanks')).toBeVisible();
});

for (const { choice, address } of [
  { choice: 'Keep mine', address: 'https://second.example.com/orders' },
  { choice: 'Take theirs', address: 'https://first.example.com/orders' },
]) {
  test(`the same field changed in both tabs is asked about, and "${choice}" is what stays`, async () => {
    await second.context().setOffline(true);
    await setAddress(second, 'https://second.example.com/orders');
    await rename(second, 'answer', 'Say thanks');
    await setAddress(first, 'https://first.example.com/orders');
    await expect(saved(first)).toBeVisible();

    await second.context().setOffline(false);
    await expect(conflict(second)).toBeVisible({ timeout: 15_000 });
    await expect(conflict(second)).toContainText('https://second.example.com/orders');
    await expect(conflict(second)).toContainText('https://first.example.com/orders');
    expect(await keptAddress()).toEqual(literal('https://first.example.com/orders'));

    await conflict(second).getByRole('button', { name: choice }).click();
    await expect(conflict(second)).toBeHidden();
    await expect(saved(second)).toBeVisible();
    await expect.poll(keptAddress).toEqual(literal(address));
    await expect(card(first, 'Say thanks')).toBeVisible();
    await expect(conflict(first)).toBeHidden();
    await card(first, 'ask').click();
    await expect(panel(first).getByRole('textbox', { name: 'Address' })).toHaveText(address);
  });
}

test('undo takes back what was done here and leaves what was done in the other tab', async () => {
  await rename(first, 'ask', 'Get the order');
  await rename(first, 'order', 'An order came in');
  await rename(second, 'answer', 'Say thanks');
  await expect(card(first, 'Say thanks')).toBeVisible();

  await first.getByRole('button', { name: /^Undo/ }).click();
  await expect(card(first, 'order')).toBeVisible();
  await first.keyboard.press('Control+z');
  await expect(card(first, 'ask')).toBeVisible();
  await expect(card(first, 'Say thanks')).toBeVisible();
  await first.getByRole('button', { name: /^Redo/ }).click();
  await expect(card(first, 'Get the order')).toBeVisible();
  await first.keyboard.press('Control+Shift+z');
  await expect(card(first, 'An order came in')).toBeVisible();
  await expect(saved(first)).toBeVisible();
  await expect(card(second, 'An order came in')).toBeVisible();

  await first.reload();
  for (const name of ['An order came in', 'Get the order', 'Say thanks']) await expect(card(first, name)).toBeVisible();
});
