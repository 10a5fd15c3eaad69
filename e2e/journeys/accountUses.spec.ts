import { expect, type Page, test } from '@playwright/test';
import { inDatabase } from '../support/database.ts';
import { drawFlow, literal } from '../support/drawFlow.ts';
import { look } from '../support/look.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let api: OrdersApi;
let patchbay: Patchbay;
let client: PatchbayClient;
let page: Page;
let complaints: string[];
const flows = new Map<string, { flowId: string; url: string }>();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  api = await startOrdersApi();
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  const old = await connect('Old key', 'old-token');
  await connect('New key', 'new-token');
  for (const name of ['Orders', 'Invoices']) flows.set(name, await live(name, old));
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
  await api?.stop();
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

async function connect(name: string, token: string): Promise<string> {
  const { workspaceId } = client;
  const auth = { kind: 'fields', id: 'web-bearer', values: { address: api.url, token } };
  const { id } = await client.call<{ id: string }>('connection.create', { workspaceId, connector: 'web', name, auth });
  return id;
}

async function live(name: string, connection: string): Promise<{ flowId: string; url: string }> {
  const inputs = { method: literal('GET'), url: literal(`${api.url}/orders/${name}`) };
  const document = drawFlow(
    [
      { id: 'order', operation: 'webhook', inputs: {} },
      { id: 'look', operation: 'http', inputs, connection },
    ],
    'order -> look',
  );
  const { workspaceId } = client;
  // Made here, not imported: what is imported comes without its accounts.
  const { id: flowId } = await client.call<{ id: string }>('flow.create', { workspaceId, name, document });
  await client.call('flow.publish', { flowId, revision: 0, activate: true });
  const { hooks } = await client.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
  return { flowId, url: hooks[0]?.url ?? '' };
}

/** The token that a flow's request came with, after its address was called. */
async function tokenOf(name: string): Promise<unknown> {
  const before = api.received.length;
  await fetch(flows.get(name)?.url ?? '', { method: 'POST', body: '{}' });
  await expect.poll(() => api.received.length).toBeGreaterThan(before);
  return api.received.at(-1)?.headers.authorization;
}

const dialog = (name: string) => page.getByRole('dialog', { name });
const table = () => page.getByRole('table', { name: 'Connected accounts' });
const openAccount = async (name: string) => {
  await page.goto('/connections');
  await table()
    .getByRole('link', { name: new RegExp(name) })
    .click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
};

test('says on the page of an account which flows use it', async () => {
  expect(await tokenOf('Orders')).toBe('Bearer old-token');
  await openAccount('Old key');
  const uses = page.getByRole('table', { name: 'What uses it' });
  await expect(uses.getByRole('row', { name: /Orders.*look.*Stops/ })).toBeVisible();
  await expect(uses.getByRole('row', { name: /Invoices.*look.*Stops/ })).toBeVisible();
  await expect(page.getByText(api.url)).toBeVisible();
  await expect(page.getByText('Connected byMira')).toBeVisible();
  await look(page, { name: 'account', kind: 'light-desktop' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, { name: 'account', kind: 'dark-desktop' });
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, { name: 'account', kind: 'dark-small' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
});

test('warns of the day on which the account ends', async () => {
  await inDatabase(patchbay.home, (database) =>
    database.query("update connection set expires_at = now() + interval '3 days' where name = 'Old key'"),
  );
  await page.reload();
  await expect(page.getByText(/Ends on \w+day: these 2 flows stop\./)).toBeVisible();
  await look(page, { name: 'account-ends', kind: 'light-desktop' });
  await page.getByRole('link', { name: 'Connected accounts' }).first().click();
  await expect(page.getByRole('region', { name: 'Next 14 days' })).toContainText('Old key2 flows stop');
  await expect(table().getByRole('row', { name: /Old key.*Ends \w+/ })).toBeVisible();
  await look(page, { name: 'accounts-next-days', kind: 'light-desktop' });
  await openAccount('Old key');
});

test('says what stops before the account is disconnected, and asks once more', async () => {
  await page.getByRole('button', { name: 'Disconnect' }).click();
  const first = dialog('Disconnect “Old key”?');
  await expect(first).toContainText('These 2 flows stop:');
  await expect(first.getByRole('listitem')).toHaveText(['Invoices', 'Orders']);
  await look(page, { name: 'disconnect', kind: 'light-desktop' });
  await first.getByRole('button', { name: 'Disconnect' }).focus();
  await page.keyboard.press('Enter');
  const second = dialog('Stop 2 flows?');
  await expect(second.getByRole('button', { name: 'Disconnect and stop 2 flows' })).toBeVisible();
  await look(page, { name: 'disconnect-once-more', kind: 'light-desktop' });
  await expect(second.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(second).toBeHidden();
  expect(await tokenOf('Invoices')).toBe('Bearer old-token');
});

test('puts another account into all flows, and says which to publish', async () => {
  await page.getByRole('button', { name: 'Replace in flows' }).click();
  const replace = dialog('Replace “Old key” in all flows');
  await expect(replace.getByLabel('Account to use from now on')).toHaveText('New key');
  await replace.getByRole('button', { name: 'Replace' }).click();
  await expect(replace).toContainText('2 flows have to be published again:');
  await look(page, { name: 'replaced', kind: 'light-desktop' });
  expect(await tokenOf('Orders')).toBe('Bearer old-token');
  await replace.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Publish and switch on' }).click();
  await expect(page.getByRole('heading', { name: 'Version 2 is live' })).toBeVisible();
  await expect.poll(() => tokenOf('Orders')).toBe('Bearer new-token');
  const flowId = flows.get('Invoices')?.flowId;
  await client.call('flow.publish', { flowId, revision: 1 });
});

test('lets the old account go once nothing uses it', async () => {
  await openAccount('Old key');
  await expect(page.getByRole('heading', { name: 'No flow uses it' })).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(dialog('Disconnect “Old key”?')).toContainText('No flow uses it.');
  await dialog('Disconnect “Old key”?').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: 'Connected accounts', level: 1 })).toBeVisible();
  await expect(page.getByText('No account ends in the next 14 days.')).toBeVisible();
  await expect(page.getByRole('link', { name: /New key/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Old key/ })).toBeHidden();
  await page.getByRole('button', { name: 'State' }).click();
  await page.getByRole('menuitemradio', { name: 'Stopped' }).click();
  await expect(page.getByRole('heading', { name: 'Every account works, as far as is known' })).toBeVisible();
  await look(page, { name: 'accounts-all-work', kind: 'light-desktop' });
  await page.getByRole('button', { name: 'Show all accounts' }).click();
  expect(await tokenOf('Invoices')).toBe('Bearer new-token');
});
