import { expect, type Locator, type Page, test } from '@playwright/test';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { complaintsOf } from '../support/person.ts';

const MOST_ACTIONS = 12;
const MOST_MINUTES = 3;
const KEY = 'shop-key-7';

let api: OrdersApi;
let patchbay: Patchbay;

test.beforeAll(async () => {
  api = await startOrdersApi(0, KEY);
  patchbay = await startPatchbay();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await api?.stop();
});

/** A person's hands: every press and every field that is typed into counts, whatever comes of it. */
class Hands {
  readonly done: string[] = [];

  async press(what: string, target: Locator): Promise<void> {
    this.done.push(`press ${what}`);
    await target.click();
  }

  async type(what: string, target: Locator, text: string): Promise<void> {
    this.done.push(`type ${what}`);
    await target.fill(text);
  }
}

async function signUp(page: Page, name: string): Promise<void> {
  await page.goto(`${patchbay.url}/sign-up`);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('heading', { name: `Hello ${name}. This flow already works.` })).toBeVisible();
}

const checklist = (page: Page) => page.getByRole('region', { name: 'Your first own flow' }).getByRole('listitem');

test('somebody new plugs in an API and has a flow that answers, within 12 actions and 3 minutes', async ({ page }) => {
  const complaints = complaintsOf(page);
  const hands = new Hands();
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const panel = page.getByRole('complementary', { name: 'Step settings' });
  await signUp(page, 'Mira');
  const since = Date.now();
  await expect(checklist(page).filter({ hasText: ', done' })).toHaveText([/See a flow run/]);

  await test.step('the link to the shop’s API gives its steps, and one of them a flow', async () => {
    await hands.type('the link', page.getByLabel('Link to an OpenAPI description'), `${api.url}/openapi.json`);
    await hands.press('Plug in', button('Plug in'));
    await hands.press('Create a shipment', button(/Create a shipment/));
  });

  await test.step('it starts with a request, which brings what the step needs: the fields fill themselves', async () => {
    await hands.press('When a request arrives', button(/^When a request arrives/));
    await expect(page.getByRole('group', { name: /Shop, Create a shipment/ })).toBeVisible();
  });

  await test.step('the account is connected where it is asked for', async () => {
    await hands.type('the key', panel.getByLabel('Key'), KEY);
    await hands.press('Connect', panel.getByRole('button', { name: 'Connect', exact: true }));
    await expect(panel.getByRole('radio', { name: /Shop/ })).toBeChecked();
  });

  await test.step('a try sends nothing', async () => {
    await hands.press('Try', page.getByRole('button', { name: 'Try', exact: true }));
    await hands.press('Try on sample data', button('Try on sample data'));
    await expect(page.getByText('Tried on sample data. Nothing was sent.')).toBeVisible();
    expect(api.count('POST', '/shipments')).toBe(0);
  });

  const address = await test.step('it goes live', async () => {
    await hands.press('Publish', button(/^Publish/));
    await hands.press('Publish and switch on', button('Publish and switch on'));
    await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
    return page.getByRole('textbox', { name: 'Address of When a request arrives' }).inputValue();
  });

  expect(hands.done.length, hands.done.join(', ')).toBeLessThanOrEqual(MOST_ACTIONS);
  expect(Date.now() - since).toBeLessThan(MOST_MINUTES * 60_000);

  await test.step('a request has the shop ship the order', async () => {
    const order = { orderId: 'A-1043', recipient: 'ann@example.com', total: 125 };
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(address, { method: 'POST', headers, body: JSON.stringify(order) })).ok).toBe(true);
    expect(api.received.at(-1)).toMatchObject({ method: 'POST', path: '/shipments', body: order });
  });

  await test.step('the first page has ticked all of it, and now shows what goes on', async () => {
    await page.goto(patchbay.url);
    await expect(page.getByRole('heading', { name: 'Hello Mira', level: 1 })).toBeVisible();
    await expect(page.getByText('Nothing needs you.')).toBeVisible();
    await expect(
      page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: 'Create a shipment' }),
    ).toHaveCount(2);
  });
  expect(complaints).toEqual([]);
});

test('the example can be looked into, broken, brought back and hidden', async ({ page }) => {
  const complaints = complaintsOf(page);
  await signUp(page, 'Ben');
  const canvas = page.getByRole('main', { name: 'Canvas' });
  const panel = page.getByRole('complementary', { name: 'Step settings' });
  const showMe = (thing: string) => page.getByRole('link', { name: `Show me: ${thing}` }).click();

  await test.step('it ran on samples, and its data is on the wires', async () => {
    const steps = page.getByRole('list', { name: 'The steps of the example' });
    await expect(steps.getByRole('listitem').first()).toContainText('ann@example.com');
    await steps.getByRole('button', { name: /Send a welcome/ }).click();
    await expect(page.getByRole('region', { name: 'How “Send a welcome” is set up' })).toContainText('E-mail');
    await page.getByRole('button', { name: 'Run it again' }).click();
    await expect(page.getByText(/^Ran in/)).toBeVisible();
  });

  await test.step('the first thing to try leads to an empty field, with the data to plug in', async () => {
    await showMe('Change what it writes');
    await expect(canvas.getByRole('group', { name: /HubSpot, Create contact.*succeeded/ })).toBeVisible();
    await expect(page.getByRole('listbox', { name: 'Values' })).toBeVisible();
  });

  await test.step('the second one to quick-add on a wire', async () => {
    await page.goto(patchbay.url);
    await showMe('Put a step in between');
    await expect(page.getByRole('combobox', { name: 'Search steps to add' })).toHaveValue('Slack');
    await page
      .getByRole('option', { name: /Send a message/ })
      .first()
      .click();
    await expect(canvas.getByRole('group', { name: /Slack, / })).toBeVisible();
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  });

  await test.step('the third one unplugs a field, and the sentence says what that means', async () => {
    await page.goto(patchbay.url);
    await showMe('Break it on purpose');
    await expect(panel.getByText('This needs a value.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(panel.getByText('This needs a value.')).toBeHidden();
  });

  await test.step('what was changed can be had as it was, and the lessons left out', async () => {
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    await page.goto(patchbay.url);
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await expect(page.getByText('Yours to change.', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Hide this page' }).click();
    await expect(page.getByRole('heading', { name: 'Last runs' })).toBeVisible();
    await page.getByRole('button', { name: 'Show them again' }).click();
    await expect(page.getByRole('heading', { name: /This flow already works/ })).toBeVisible();
  });
  expect(complaints).toEqual([]);
});
