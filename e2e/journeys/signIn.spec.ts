import { expect, type Page, test } from '@playwright/test';
import { drawFlow } from '../support/drawFlow.ts';
import { look } from '../support/look.ts';
import { type OAuthProvider, startOAuthProvider } from '../support/oauthProvider.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let provider: OAuthProvider;
let patchbay: Patchbay;
let client: PatchbayClient;
let page: Page;
let complaints: string[];
let connector: { id: string; version: string };

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  provider = await startOAuthProvider();
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  const { workspaceId } = client;
  const source = { kind: 'text', text: provider.description };
  ({ connector } = await client.call<{ connector: typeof connector }>('connector.import', { workspaceId, source }));
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
  await provider?.stop();
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
  expect(patchbay.output()).not.toContain('canary-secret');
});

const dialog = () => page.getByRole('dialog', { name: 'Connect an account' });

/** The tab that opens when they sign in, and what it says at the end. */
async function signIn(): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await dialog().getByRole('button', { name: 'Sign in at Acme Books' }).click();
  const tab = await opened;
  await expect(tab.getByRole('heading')).toBeVisible();
  return tab;
}

test('says what has to be set up first, and takes it from an admin', async () => {
  await page.goto(`/connections?add=${connector.id}`);
  await dialog().getByLabel('Name').fill('Our books');
  const setup = dialog().getByRole('region', { name: 'Set up signing in at Acme Books' });
  await expect(setup.getByText(`${patchbay.url}/oauth/callback`)).toBeVisible();
  await look(page, { name: 'signing-in-is-not-set-up', kind: 'light' });
  await setup.getByLabel('Client id').fill('patchbay');
  await setup.getByLabel('Client secret').fill('canary-secret');
  await setup.getByRole('button', { name: 'Save' }).click();
  await expect(dialog().getByLabel('Name')).toHaveValue('Our books');
});

test('says so when they do not allow it, and keeps what was typed', async () => {
  provider.refuseOnce();
  const tab = await signIn();
  await expect(tab.getByText('It was not allowed at the provider')).toBeVisible();
  await tab.close();
  await expect(dialog().getByRole('alert')).toContainText('It was not allowed at the provider');
  await expect(dialog().getByLabel('Name')).toHaveValue('Our books');
});

test('connects the account in another tab, and goes on by itself', async () => {
  const tab = await signIn();
  await expect(tab.getByRole('heading')).toHaveText('Connected');
  await look(tab, { name: 'signed-in', kind: 'light' });
  await tab.close();
  await expect(dialog()).toBeHidden();
  await expect(page.getByRole('row', { name: /Our books/ })).toBeVisible();
  await look(page, { name: 'an-account-that-was-signed-in-to', kind: 'light' });
});

test('signs the requests of flows with what it was given', async () => {
  const { workspaceId } = client;
  const accounts = await client.query<{ id: string; name: string }[]>('connection.list', { workspaceId });
  const connection = accounts.find(({ name }) => name === 'Our books')?.id ?? '';
  const document = drawFlow(
    [
      { id: 'order', operation: 'webhook', inputs: {} },
      { id: 'list', operation: 'listBooks', inputs: {}, of: connector, connection },
    ],
    'order -> list',
  );
  // Made here, not imported: what is imported comes without its accounts.
  const { id: flowId } = await client.call<{ id: string }>('flow.create', { workspaceId, name: 'Books', document });
  await client.call('flow.publish', { flowId, revision: 0, activate: true });
  const { hooks } = await client.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
  expect((await fetch(hooks[0]?.url ?? '', { method: 'POST', body: '{}' })).ok).toBe(true);
  await expect.poll(() => provider.lastAuthorization()).toMatch(/^Bearer ey/);
});
