import { expect, type Locator, type Page, test } from '@playwright/test';
import { send } from '../support/hook.ts';
import { drawFlow, literal, object, ref } from '../support/drawFlow.ts';
import { drag, placeOf } from '../support/hands.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

const KEY = 'key-of-the-shop';

let api: OrdersApi;
let patchbay: Patchbay;
let client: PatchbayClient;
let connector: Imported['connector'];
let page: Page;
let complaints: string[];
let flowId: string;

test.beforeAll(async ({ browser }) => {
  api = await startOrdersApi(0, KEY);
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  const { workspaceId } = client;
  const source = { kind: 'link', url: `${api.url}/openapi.json` };
  ({ connector } = await client.call<Imported>('connector.import', { workspaceId, source }));
  flowId = await importGifts();
  ({ page, complaints } = await openBrowser(browser, {
    url: patchbay.url,
    permissions: ['clipboard-read', 'clipboard-write'],
  }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
  await api?.stop();
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

type Imported = { connector: { id: string; version: string } };

async function importGifts(): Promise<string> {
  const file = { format: 'patchbay-flow', version: 1, name: 'Ship gifts', document: gifts(connector) };
  const { id } = await client.call<{ id: string }>('flow.import', { workspaceId: client.workspaceId, file });
  return id;
}

/** A request with a card as JSON in it; the card is read, and a shipment is to be made of both. */
const gifts = (of: Imported['connector']) => {
  const example = {
    id: 'A-1042',
    guest: 'Ann Lee',
    mail: 'ann@example.com',
    day: '2026-11-24T10:00:00',
    card: '{"to":"Bo"}',
  };
  return drawFlow(
    [
      {
        id: 'gift',
        operation: 'webhook',
        inputs: { method: literal('POST'), answer: literal('at-once'), example: literal(example) },
      },
      {
        id: 'card',
        operation: 'readJson',
        of: { id: 'data', version: '1' },
        inputs: { source: ref('gift.body.card') },
      },
      { id: 'ship', operation: 'createShipment', of, inputs: { body: object({}) } },
    ],
    'gift -> card',
    'card -> ship',
  );
};

const panel = () => page.getByRole('complementary', { name: 'Step settings' });
const field = (name: string): Locator => panel().getByRole('textbox', { name, exact: true });
const picker = () => page.getByRole('dialog', { name: 'Data from earlier steps' });
const value = (name: RegExp) => picker().getByRole('option', { name }).first();
const shown = (text: string) => panel().getByText(text, { exact: true });
const undo = () => page.keyboard.press('Control+z');

test('three tabs in order, each with its tick, and the first unfinished one is open', async () => {
  await page.goto(`/flows/${flowId}?step=ship`);
  const tabs = panel().getByRole('tab');
  await expect(tabs).toHaveText(['Connect', 'Set up', 'Test']);
  const ticks = () =>
    tabs.evaluateAll((all) => all.map((tab) => tab.querySelector('.tick')?.getAttribute('data-state')));
  await expect(panel().getByRole('tab', { name: 'Connect' })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(ticks).toEqual(['todo', 'part', 'todo']);
  await panel().getByLabel(/key/i).last().fill(KEY);
  await panel().getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.poll(ticks).toEqual(['done', 'part', 'todo']);
  await panel().getByRole('button', { name: 'Close', exact: true }).click();
  await page
    .getByRole('group', { name: /Create a shipment|, ship/ })
    .first()
    .click();
  await expect(panel().getByRole('tab', { name: 'Set up' })).toHaveAttribute('aria-selected', 'true');
});

test('a value is plugged in by a click, by dragging it and by a slash; it comes and goes as one, and its result is seen at once', async () => {
  await field('Order ID').click();
  await value(/^ID/i).click();
  await expect(shown('A-1042')).toBeVisible();
  const pill = field('Order ID').locator('.pill');
  await expect(pill).toHaveText(/gift.*ID/i);
  await expect(pill).toHaveAttribute('title', /A-1042/);
  await page.keyboard.press('Backspace');
  await expect(pill).toHaveCount(0);
  await undo();
  await expect(pill).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('End');
  await page.keyboard.type(' and ');
  await page.keyboard.press('Control+v');
  await expect(shown('A-1042 and A-1042')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  await expect(shown('A-1042')).toBeVisible();

  // Dragged from the list of one field onto another.
  await panel()
    .getByRole('button', { name: /^More options/ })
    .click();
  await field('Recipient').click();
  const from = await placeOf(value(/^Guest/));
  const to = await placeOf(field('Label'));
  await drag(page, { x: from.left + 40, y: from.top + 10 }, { x: to.left + 60, y: to.top + 8 });
  await expect(shown('Ann Lee')).toBeVisible();
  await expect(field('Recipient').locator('.pill')).toHaveCount(0);

  await field('Recipient').click();
  await page.keyboard.press('Escape');
  await page.keyboard.type('/');
  await page.keyboard.type('mail');
  await page.keyboard.press('Enter');
  await expect(shown('ann@example.com')).toBeVisible();
});

test('text in a field for a date is made one with one press', async () => {
  await field('Ship on').click();
  await value(/^Day/).click();
  await panel().getByRole('button', { name: 'Convert to date' }).click();
  await expect(shown('2026-11-24')).toBeVisible();
});

test('where no sample is there yet, one press runs just what is before, on sample data', async () => {
  await field('Note').click();
  await picker().getByRole('button', { name: 'Formula', exact: true }).click();
  await panel().getByRole('textbox', { name: 'Formula' }).click();
  await page.keyboard.type('get(card.value, "to")');
  await panel().getByRole('button', { name: 'Done' }).click();
  await panel().getByRole('button', { name: 'Get sample data' }).click();
  await expect(shown('Bo')).toBeVisible();
  expect(api.count('POST', '/shipments')).toBe(0);
});

test('what is done with a value is chosen in a form that shows its result, and its text is the second tab', async () => {
  await field('Label').locator('.pill').click();
  const form = panel().getByRole('region', { name: 'What is done with the value' });
  await expect(form).toBeVisible();
  // The keyboard stays in the text, behind the pill.
  await page.keyboard.type(' ok?');
  await expect(shown('Ann Lee ok?')).toBeVisible();
  for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press('Backspace');
  await expect(field('Label')).not.toContainText('ok');
  await expect(form.getByRole('tab')).toHaveText(['Form', 'Formula']);
  const does = form.getByRole('combobox', { name: 'What to do with it' });
  await does.selectOption({ label: 'Upper case' });
  await expect(form.getByRole('status').getByText('ANN LEE')).toBeVisible();
  await form.getByRole('tab', { name: 'Formula' }).click();
  await expect(form.getByRole('textbox', { name: 'Formula' })).toContainText('upper(');
  await form.getByRole('button', { name: 'Done' }).click();
  await expect(field('Label').locator('.pill')).toContainText('Upper case');
  await expect(shown('ANN LEE')).toBeVisible();
});

test('the checklist before publishing leads to the step and the field', async () => {
  await panel().getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: /^Publish/ }).click();
  const list = page.getByRole('dialog', { name: 'Before you publish' });
  await expect(list.getByRole('heading')).toHaveText('One thing before this goes live');
  await list.getByRole('button', { name: 'Fix in ship' }).click();
  await expect(list).toBeHidden();
  await expect(panel().getByRole('heading', { name: 'ship' })).toBeVisible();
  await expect(field('Total')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.type('12.5');
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeVisible();
});

test('a step is tried with what it sent, what came back and how long it took; for real only after a word on what it creates', async () => {
  await panel().getByRole('button', { name: 'Test this step' }).click();
  await expect(panel().getByRole('tree', { name: 'Sent' })).toContainText('ANN LEE');
  await expect(panel().getByRole('tree', { name: 'Came back' })).toContainText(/receipt/i);
  await expect(panel().getByText(/^\d+ ms$|^\d+(\.\d+)? s$/)).toBeVisible();
  expect(api.count('POST', '/shipments')).toBe(0);
  await panel().getByRole('button', { name: 'More ways to try' }).click();
  await page.getByRole('menuitem', { name: 'Try this step for real' }).click();
  await expect(page.getByText(/creates 1 real /)).toBeVisible();
  await page.getByRole('button', { name: 'Try for real' }).click();
  await expect.poll(() => api.count('POST', '/shipments')).toBe(1);
});

test('steps are tidied up with a glide, one undo puts them back, and the first look is never larger than life', async () => {
  await page.goto(`/flows/${flowId}`);
  const card = page.getByRole('group', { name: /, ship\b/ }).first();
  await expect(card).toBeVisible();
  await expect(page.getByRole('button', { name: /^Zoom 100 %/ })).toBeVisible();
  const spot = () => card.evaluate((element) => element.style.transform);
  const tidy = await spot();
  const { left, top } = await placeOf(card);
  const hand = { x: left + 150, y: top + 30 };
  await drag(page, hand, { x: hand.x + 160, y: hand.y + 20 });
  await expect.poll(spot).not.toBe(tidy);
  const before = await spot();
  await page.evaluate(() => {
    const canvas = document.querySelector('main.canvas');
    new MutationObserver(() => canvas?.setAttribute('data-has-glided', '')).observe(canvas ?? document, {
      attributeFilter: ['data-tidying'],
    });
  });
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await expect.poll(spot).not.toBe(before);
  await expect(page.locator('main.canvas[data-has-glided]')).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(spot).toBe(before);
});

test('a run that failed says what to do; the raw answer is folded, and the step is retried from there', async () => {
  const { draft } = await client.query<{ draft: { revision: number } }>('flow.get', { flowId });
  await client.call('flow.publish', { flowId, revision: draft.revision, activate: true });
  const { hooks } = await client.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
  api.answerWith('/shipments', (response) => {
    response.writeHead(422, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: 'No couriers today.' }));
  });
  const path = new URL(hooks[0]?.url ?? '').pathname;
  await send(
    new URL(path, patchbay.url).href,
    JSON.stringify({ id: 'A-7', guest: 'Cy', mail: 'cy@example.com', day: '2026-11-24', card: '{"to":"Di"}' }),
  );
  await page.goto(`/flows/${flowId}/runs`);
  await page
    .getByRole('row', { name: /Failed/ })
    .first()
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByRole('alert').filter({ hasText: 'No couriers today' })).toBeVisible();
  const raw = page.locator('details.raw', { hasText: 'The raw answer, status 422' });
  await expect(raw).not.toHaveAttribute('open');
  await raw.locator('summary').click();
  await expect(raw).toContainText('No couriers today.');
  api.answerWith('/shipments', undefined);
  await page.getByRole('tabpanel').getByRole('button', { name: 'Retry from here' }).click();
  await expect(page.getByRole('group', { name: /, ship\b.*succeeded/ })).toBeVisible();
});

test('what is typed before the editor of the fields has arrived is kept, in each field', async ({ browser }) => {
  const id = await importGifts();
  const { page: late } = await openBrowser(browser, { url: patchbay.url });
  const held = Promise.withResolvers<void>();
  await late.route(/pillEditor/, async (route) => {
    await held.promise;
    await route.continue();
  });
  await late.goto(`/flows/${id}?step=ship`);
  const form = late.getByRole('complementary', { name: 'Step settings' });
  await form.getByRole('tab', { name: 'Set up' }).click();
  const more = form.getByRole('button', { name: /^More options/, expanded: false });
  await more.click();
  await form.getByRole('textbox', { name: 'Note', exact: true }).click();
  await late.keyboard.type('Ringg');
  await late.keyboard.press('Backspace');
  await late.keyboard.type(' twice');
  await form.getByRole('textbox', { name: 'Label', exact: true }).click();
  await late.keyboard.type('Fragile');
  held.resolve();
  await expect(form.getByRole('textbox', { name: 'Note', exact: true })).toHaveText('Ring twice');
  await expect(form.getByRole('textbox', { name: 'Label', exact: true })).toHaveText('Fragile');
  await late.context().close();
});
