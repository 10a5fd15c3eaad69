import { type Browser, expect, type Page, test } from '@playwright/test';
import { describeApi } from '../support/descriptions.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let page: Page;
let complaints: string[];

const ok = (schema: object) => ({ 200: { description: 'ok', content: { 'application/json': { schema } } } });
const parts = { type: 'object', properties: { data: { type: 'array', items: { type: 'object' } } } };

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  patchbay = await startPatchbay();
  const client = new PatchbayClient(patchbay.url);
  await client.signUp();
  const { workspaceId } = client;
  const text = describeApi({
    title: 'Acme Parts',
    paths: {
      '/parts': { get: { operationId: 'get_parts', summary: 'Parts', responses: ok(parts) } },
      '/purge': { post: { operationId: 'purge', summary: 'Purge everything', responses: ok({ type: 'object' }) } },
    },
  });
  await client.call('connector.import', { workspaceId, source: { kind: 'text', text } });
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
});

test('an admin says what an imported description leaves out', async () => {
  await page.goto(`${patchbay.url}/connectors/acme-parts`);
  await page.getByRole('button', { name: 'Adjust' }).click();
  const dialog = page.getByRole('dialog', { name: 'Adjust Acme Parts' });
  await dialog.getByLabel('Signing in').selectOption('A key in a header');
  await dialog.getByLabel('Name of the key').fill('X-Acme-Key');
  await dialog.getByLabel('Where a refusal says why').fill('error.text');
  await dialog.getByLabel('An operation').selectOption('Parts');
  await dialog.getByLabel('Its name').fill('List parts');
  await dialog.getByLabel('How its list goes on').selectOption('Pages have numbers');
  await dialog.getByLabel('Where the list stands').fill('data');
  await look(page, { name: 'adjust-api', kind: 'light-desktop' });
  await dialog.getByLabel('An operation').selectOption('Purge everything');
  await dialog.getByLabel('In lists').selectOption('Hidden');
  await dialog.getByRole('button', { name: 'Add advice' }).click();
  const advice = dialog.getByRole('group', { name: 'Advice 1' });
  await advice.getByLabel('What to do').fill('Choose the part again.');
  await dialog.getByLabel('Most requests').fill('many');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Say which code this is about, such as not_found or 404.')).toBeVisible();
  await expect(dialog.getByText('Give a whole number of at least 1, or leave it empty.')).toBeVisible();
  await advice.getByLabel('Code').fill('part_gone');
  await dialog.getByLabel('Most requests').fill('5');
  await dialog.getByRole('button', { name: 'Show what would change' }).click();
  await expect(dialog.getByText('is called “List parts” now')).toBeVisible();
  await expect(dialog.getByText('says of “part_gone”: “Choose the part again.”').first()).toBeVisible();
  await look(page, { name: 'adjust-api-preview', kind: 'light-desktop' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByText('List parts')).toBeVisible();
  await expect(page.getByText('Purge everything')).toBeHidden();
  await expect(page.getByText(/Needs an account of Acme Parts/)).toBeVisible();
  await page.getByRole('button', { name: 'Adjust' }).click();
  await expect(dialog.getByLabel('Name of the key')).toHaveValue('X-Acme-Key');
  await expect(advice.getByLabel('Code')).toHaveValue('part_gone');
  await expect(dialog.getByLabel('Most requests')).toHaveValue('5');
  await dialog.getByLabel('Signing in').selectOption('On a page of the API (OAuth 2)');
  await dialog.getByLabel('Page where people sign in').fill('http://login.acme.example');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('It has to begin with https://, or others could read the secret.')).toBeVisible();
  await dialog.getByLabel('Page where people sign in').fill('https://login.acme.example/authorize');
  await dialog.getByLabel('Address that gives tokens').fill('https://login.acme.example/token');
  await dialog.getByLabel('Client id').fill('patchbay-at-acme');
  await dialog.getByRole('button', { name: 'Keep the client' }).click();
  await expect(dialog.getByText('patchbay-at-acme')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(complaints).toEqual([]);
});
