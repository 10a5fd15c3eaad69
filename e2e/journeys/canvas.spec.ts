import { expect, type Locator, type Page, test } from '@playwright/test';
import { drag, placeOf } from '../support/hands.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let client: PatchbayClient;
let page: Page;
let complaints: string[];

test.beforeAll(async ({ browser }) => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
});

test.beforeEach(async () => {
  const { id } = await client.call<{ id: string }>('flow.create', { workspaceId: client.workspaceId });
  await page.goto(`/flows/${id}`);
  await expect(page.getByRole('heading', { name: 'What starts this flow?' })).toBeVisible();
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

/** The card of a step, by what a screen reader says of it: its number, its name and where it leads. */
const step = (said: string | RegExp): Locator =>
  page.getByRole('group', { name: typeof said === 'string' ? new RegExp(`^Step \\d+: [^,]+, ${said}\\.`) : said });
const quickAdd = () => page.getByRole('dialog', { name: 'Add a step' });

const startHere = () => page.getByRole('region', { name: 'What starts this flow?' });

async function startByHand(): Promise<void> {
  await startHere()
    .getByRole('button', { name: /^When started by hand/ })
    .click();
  await expect(step('When started by hand')).toBeVisible();
}

/** Picks an operation in the open quick-add by typing a part of its name. */
async function pick(query: string): Promise<void> {
  await expect(quickAdd()).toBeVisible();
  await page.keyboard.type(query);
  await expect(page.getByRole('option').first()).toContainText(new RegExp(query, 'i'));
  await page.keyboard.press('Enter');
  await expect(quickAdd()).toBeHidden();
}

async function addAfter(name: string, query: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^Add a step after ${name}`) })
    .first()
    .click();
  await pick(query);
}

test('an empty canvas asks what starts the flow, and one press answers', async () => {
  await startHere()
    .getByRole('button', { name: /^When a request arrives/ })
    .click();
  await expect(step('When a request arrives')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What starts this flow?' })).toBeHidden();
  await expect(page.getByText('Saved')).toBeVisible();
});

test('the + below a step adds after it, and the + on a wire adds in between', async () => {
  await startByHand();
  await addAfter('When started by hand', 'Set fields');
  await expect(step(/When started by hand\. Then Set fields\./)).toBeVisible();
  await page.getByRole('button', { name: 'Add a step from When started by hand to Set fields' }).click();
  await pick('HTTP request');
  await expect(step(/When started by hand\. Then HTTP request\./)).toBeVisible();
  await expect(step(/HTTP request\. Then Set fields\./)).toBeVisible();
});

test('Enter typed before the list has answered adds what is found, and not what stood there', async () => {
  await startByHand();
  const held = Promise.withResolvers<void>();
  await page.route(/connector\.search/, async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: /^Add a step after When started by hand/ }).click();
  await expect(quickAdd()).toBeVisible();
  await page.keyboard.type('read csv');
  await page.keyboard.press('Enter');
  await expect(quickAdd()).toBeVisible();
  held.resolve();
  await expect(quickAdd()).toBeHidden();
  await expect(step(/When started by hand\. Then Read CSV\./)).toBeVisible();
  await page.unroute(/connector\.search/);
});

test('quick-add leaves everything as it was when it is closed', async () => {
  await startByHand();
  await page.getByRole('button', { name: /^Add a step after When started by hand/ }).click();
  await expect(quickAdd()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(quickAdd()).toBeHidden();
  await expect(step(/^Step/)).toHaveCount(1);
});

test('a step is dragged from the palette onto a wire', async () => {
  await startByHand();
  await addAfter('When started by hand', 'Set fields');
  await page
    .getByRole('button', { name: 'HTTP request', exact: true })
    .dragTo(page.getByRole('button', { name: 'Add a step from When started by hand to Set fields' }));
  await expect(step(/When started by hand\. Then HTTP request\./)).toBeVisible();
  await expect(step(/HTTP request\. Then Set fields\./)).toBeVisible();
});

test('a step is dragged from the palette onto the empty canvas, and wired by hand', async () => {
  await startByHand();
  await page
    .getByRole('button', { name: 'Set fields', exact: true })
    .dragTo(page.getByRole('main', { name: 'Canvas' }), {
      targetPosition: { x: 250, y: 600 },
    });
  await expect(step('Set fields')).toBeVisible();
  await expect(step(/When started by hand\. Then/)).toHaveCount(0);
  const trigger = await placeOf(step('When started by hand'));
  const target = await placeOf(step('Set fields'));
  await drag(page, { x: trigger.x, y: trigger.bottom }, target);
  await expect(step(/When started by hand\. Then Set fields\./)).toBeVisible();
});

test('a wire that is dropped on the empty canvas asks for the step it leads to', async () => {
  await startByHand();
  const trigger = await placeOf(step('When started by hand'));
  await drag(page, { x: trigger.x, y: trigger.bottom }, { x: trigger.x - 300, y: trigger.bottom + 150 });
  await pick('Branch');
  await expect(step(/When started by hand\. Then Branch\./)).toBeVisible();
  const added = await placeOf(step('Branch'));
  expect(added.x).toBeLessThan(trigger.x);
});

test('a deleted step leaves no gap: its wire is bridged, and undo brings all of it back', async () => {
  await startByHand();
  await addAfter('When started by hand', 'HTTP request');
  await addAfter('HTTP request', 'Set fields');
  await step('HTTP request').click();
  await page.keyboard.press('Delete');
  await expect(step('HTTP request')).toHaveCount(0);
  await expect(step(/When started by hand\. Then Set fields\./)).toBeVisible();
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(step(/When started by hand\. Then HTTP request\./)).toBeVisible();
  await expect(step(/HTTP request\. Then Set fields\./)).toBeVisible();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.reload();
  await expect(step(/HTTP request\. Then Set fields\./)).toBeVisible();
});

test('everything goes by the keyboard alone: start, add, walk, connect, delete', async () => {
  await expect(startHere().getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(step('When a request arrives')).toBeFocused();
  await page.keyboard.press('a');
  await pick('Branch');
  await expect(step('Branch')).toBeFocused();
  await page.keyboard.press('a');
  await pick('Set fields');
  await expect(step(/Branch\. Then yes: Set fields\./i)).toBeVisible();
  await expect(step('Set fields')).toBeFocused();

  await page.keyboard.press('Alt+ArrowUp');
  await expect(step('Branch')).toBeFocused();
  await page.keyboard.press('c');
  const list = page.getByRole('dialog', { name: 'Connect Branch' });
  await expect(list).toBeVisible();
  await expect(list.getByRole('option', { selected: true })).toContainText('Set fields');
  await page.keyboard.press('Enter');
  await expect(list).toBeHidden();
  await expect(step(/Branch\. Then .*no: Set fields/i)).toBeVisible();

  await page.keyboard.press('Alt+ArrowDown');
  await expect(step('Set fields')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(step('Set fields')).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'deleted' })).toHaveText(/“Set fields” deleted/);
  await page.keyboard.press('Control+z');
  await expect(step('Set fields')).toBeVisible();
});
