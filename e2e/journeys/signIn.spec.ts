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
  // A token needs no set-up, so that way stands there first.
  await dialog().getByLabel('Way to sign in').selectOption({ label: 'Sign in at the provider' });
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

type Row = { id: string; name: string };
const ourBooks = async () => {
  const accounts = await client.query<Row[]>('connection.list', { workspaceId: client.workspaceId });
  return accounts.find(({ name }) => name === 'Our books')?.id ?? '';
};

/** A flow whose webhook leads to one operation of the API, by a step of the same name. */
async function flowWith(operation: string, connection?: string): Promise<string> {
  const step = { id: operation, operation, inputs: {}, of: connector, ...(connection && { connection }) };
  const document = drawFlow([{ id: 'order', operation: 'webhook', inputs: {} }, step], `order -> ${operation}`);
  const { workspaceId } = client;
  // Made here, not imported: what is imported comes without its accounts.
  return (await client.call<{ id: string }>('flow.create', { workspaceId, name: `With ${operation}`, document })).id;
}

async function send(flowId: string): Promise<void> {
  const { hooks } = await client.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
  expect((await fetch(hooks[0]?.url ?? '', { method: 'POST', body: '{}' })).ok).toBe(true);
}

let books = '';

test('signs the requests of flows with what it was given', async () => {
  books = await flowWith('listBooks', await ourBooks());
  await client.call('flow.publish', { flowId: books, revision: 0, activate: true });
  await send(books);
  await expect.poll(() => provider.lastAuthorization()).toMatch(/^Bearer ey/);
});

test('lets a step without an account work on sample data for now, which cannot be published', async () => {
  const flowId = await flowWith('addBook');
  await page.goto(`/flows/${flowId}?step=addBook`);
  await page.getByRole('button', { name: 'Use sample data for now' }).click();
  await expect(page.getByText('It works on sample data for now')).toBeVisible();
  await look(page, { name: 'mock-for-now', kind: 'light-desktop' });
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog', { name: 'Before you publish' })).toContainText('works on sample data for now');
  await page.keyboard.press('Escape');
});

test('asks for one more permission where a step needs it, in place', async () => {
  await page.getByRole('radio', { name: /Our books/ }).check();
  await expect(page.getByText('It works on sample data for now')).toBeHidden();
  await expect(page.getByText('This step needs one more permission.')).toBeVisible();
  await look(page, { name: 'one-more-permission', kind: 'light-desktop' });
  provider.allow('books:write');
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Allow it' }).click();
  const tab = await opened;
  await expect(tab.getByRole('heading')).toHaveText('Connected');
  await tab.close();
  await expect(page.getByText('This step needs one more permission.')).toBeHidden();
  await page.getByRole('button', { name: 'Publish' }).click();
  const publishing = page.getByRole('dialog', { name: 'Before you publish' });
  await expect(publishing.getByRole('button', { name: 'Publish and switch on' })).toBeEnabled();
});

test('says on every page that an account stopped working, and what waits; dropping that is asked about', async () => {
  provider.takesTokens(false);
  await Promise.all([send(books), send(books)]);
  const waiting = async () => client.query('connection.troubles', { workspaceId: client.workspaceId });
  await expect.poll(waiting).toMatchObject([{ name: 'Our books', waiting: 2 }]);
  await page.goto('/flows');
  await expect(page.getByRole('status')).toContainText(/Our books stopped working at \d\d:\d\d\. 2 events wait\./);
  await page.getByRole('link', { name: 'Connect it again' }).click();
  await expect(page.getByRole('alert')).toContainText(/It stopped working at \d\d:\d\d\./);
  await expect(page.getByText('2 events wait.', { exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Runs that used it' }).getByRole('row')).toHaveCount(4);
  await look(page, { name: 'account-broken', kind: 'light-desktop' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, { name: 'account-broken', kind: 'dark-desktop' });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Drop them' }).click();
  const dropping = page.getByRole('dialog', { name: 'Drop 2 events?' });
  await expect(dropping).toContainText('what they have done so far stays done');
  await look(page, { name: 'drop-what-waits', kind: 'light-desktop' });
  await dropping.getByRole('button', { name: 'Cancel' }).click();
});

test('processes what waited once the account is connected again', async () => {
  provider.takesTokens(true);
  await page.getByRole('button', { name: 'Connect again' }).click();
  const again = page.getByRole('dialog', { name: 'Connect “Our books” again' });
  const opened = page.context().waitForEvent('page');
  await again.getByRole('button', { name: 'Sign in at Acme Books' }).click();
  const tab = await opened;
  await expect(tab.getByRole('heading')).toHaveText('Connected');
  await tab.close();
  await expect(page.getByText(/events wait/)).toHaveCount(0);
  const log = page.getByRole('table', { name: 'Runs that used it' });
  await expect(log.getByText('Succeeded')).toHaveCount(3);
});

test('shares it with chosen people, and says whose flows wait for that', async () => {
  await page.getByRole('button', { name: 'Share' }).click();
  const sharing = page.getByRole('dialog', { name: 'Share “Our books”' });
  await sharing.getByLabel('Only people I choose').check();
  await expect(sharing.getByText('There is nobody else here yet.')).toBeVisible();
  await look(page, { name: 'share-account', kind: 'light-desktop' });
  await sharing.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Only Mira')).toBeVisible();
});

test('keeps the client ids of the workspace in the settings', async () => {
  await page.goto('/settings');
  const clients = page.getByRole('region', { name: 'Signing in at providers' });
  await expect(clients.getByRole('listitem')).toContainText(/Acme Books.*patchbay.*of this workspace/);
  await clients.scrollIntoViewIfNeeded();
  await look(page, { name: 'client-ids', kind: 'light-desktop' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, { name: 'client-ids', kind: 'dark-desktop' });
});
