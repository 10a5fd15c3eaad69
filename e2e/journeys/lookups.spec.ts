import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Company, startCompany } from '../support/company.ts';
import { inDatabase } from '../support/database.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let client: PatchbayClient;
let company: Company;
let page: Page;
let complaints: string[];

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  [patchbay, company] = await Promise.all([startPatchbay(), startCompany()]);
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await company?.stop();
  await patchbay?.stop();
});

// The browser tells of each refused request by itself.
const isRefusal = (complaint: string) => /status of 400/.test(complaint);

test.describe.configure({ mode: 'serial' });
test.afterEach(() => expect(complaints.filter((complaint) => !isRefusal(complaint))).toEqual([]));

const panelOf = () => page.getByRole('complementary', { name: 'Step settings' });

const named = {
  type: 'array',
  items: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } },
};
const listing = (operationId: string, query?: string) => ({
  get: {
    operationId,
    ...(query !== undefined && { parameters: [{ name: query, in: 'query', schema: { type: 'string' } }] }),
    responses: { 200: { description: 'ok', content: { 'application/json': { schema: named } } } },
  },
});

/** An API whose form has lists that only it knows. Its description cannot say so; who writes a connector can. */
async function bringBooks(): Promise<void> {
  const description = {
    openapi: '3.1.0',
    info: { title: 'Books', version: '1' },
    servers: [{ url: `${company.url}/books` }],
    paths: {
      '/books': listing('listBooks'),
      '/sheets': listing('listSheets', 'book'),
      '/columns': listing('listColumns', 'sheet'),
      '/rows': { post: { operationId: 'addRow', summary: 'Add a row', responses: { 200: { description: 'ok' } } } },
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  };
  const { workspaceId } = client;
  const source = { kind: 'text', text: JSON.stringify(description) };
  await client.call('connector.import', { workspaceId, source });
  const from = (operation: string, more: object = {}) => ({ operation, value: 'id', label: 'name', ...more });
  const addRow = {
    title: 'Add a row',
    description: 'Puts a row below the others.',
    kind: 'call',
    effect: 'create',
    repeat: 'unsafe',
    needsConnection: true,
    input: {
      type: 'object',
      properties: {
        book: {
          type: 'string',
          title: 'Book',
          description: 'Which book it is.',
          'x-patchbay-lookup': from('listBooks', { link: '/books/([a-z0-9]+)' }),
        },
        sheet: {
          type: 'string',
          title: 'Sheet',
          description: 'Which page of the book.',
          'x-patchbay-lookup': from('listSheets', { input: { book: { from: 'book' } } }),
        },
        values: {
          type: 'object',
          title: 'Values',
          additionalProperties: true,
          'x-patchbay-basic': true,
          'x-patchbay-fields-from': from('listColumns', { input: { sheet: { from: 'sheet' } } }),
        },
      },
      required: ['book', 'sheet'],
      additionalProperties: false,
      'x-patchbay-order': ['book', 'sheet', 'values'],
    },
    output: {},
    request: {
      method: 'POST',
      path: '/rows',
      parameters: [],
      body: { contentType: 'application/json', encoding: 'json', input: 'body', fields: ['book', 'sheet', 'values'] },
    },
  };
  await inDatabase(patchbay.home, (database) =>
    database.query(`update connector_operation set definition = $1 where name = 'addRow'`, [JSON.stringify(addRow)]),
  );
}

test('she chooses a book and its sheet by name, fills its columns, and the API gets their ids', async () => {
  company.answer('books GET /books', () => ({
    body: Array.from({ length: 12 }, (_, at) => ({ id: `b${at}`, name: at === 7 ? 'Orders 2026' : `Book ${at}` })),
  }));
  company.answer('books GET /sheets', ({ query }) => ({
    body: query.get('book') === 'b7' ? [{ id: 's1', name: 'Open' }] : [],
  }));
  company.answer('books GET /columns', () => ({
    body: [
      { id: 'Customer', name: 'Customer' },
      { id: 'Total', name: 'Total' },
    ],
  }));
  company.answer('books POST /rows', () => ({ body: { ok: true } }));
  await bringBooks();
  const panel = panelOf();
  const book = panel.getByRole('combobox', { name: 'Book' });

  await test.step('without an account the form says what is missing, and leads there', async () => {
    await page.goto('/connectors/books');
    await page.getByRole('button', { name: 'Use in a new flow: Add a row' }).click();
    await panel.getByRole('tab', { name: 'Set up' }).click();
    await book.click();
    await expect(panel.getByText('Connect an account to see the list.').first()).toBeVisible();
    await look(page, { name: 'lookup-account', kind: 'light-desktop' });
    await panel.getByRole('button', { name: 'Connect', exact: true }).first().click();
    await panel.getByLabel('Name of the account').fill('Ours');
    await panel.getByLabel('Token').fill('k1');
    await panel.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(panel.getByRole('radio', { name: /Ours/ })).toBeChecked();
    await panel.getByRole('tab', { name: 'Set up' }).click();
  });

  await test.step('a sheet waits for its book', async () => {
    await panel.getByRole('combobox', { name: 'Sheet' }).click();
    await expect(panel.getByText('Choose “Book” first.').first()).toBeVisible();
  });

  await test.step('she searches the list by typing, and chooses by the keyboard', async () => {
    await book.click();
    await expect(panel.getByRole('option', { name: 'Book 3' })).toBeVisible();
    await look(page, { name: 'lookup-open', kind: 'light-desktop' });
    await book.fill('orders');
    await page.keyboard.press('Enter');
    await expect(book).toHaveValue('Orders 2026');
    const sheet = panel.getByRole('combobox', { name: 'Sheet' });
    await sheet.click();
    await panel.getByRole('option', { name: 'Open' }).click();
    await expect(sheet).toHaveValue('Open');
  });

  await test.step('the columns of the sheet are fields of the form', async () => {
    await panel.getByRole('textbox', { name: 'Customer' }).fill('Ann');
    await panel.getByRole('textbox', { name: 'Total' }).fill('612.40');
    await look(page, { name: 'lookup-columns', kind: 'light-desktop' });
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  });

  await test.step('she starts it by hand, and the names are still there when she comes back', async () => {
    await page.getByRole('button', { name: /^When started by hand/ }).click();
    await expect(page.getByRole('group', { name: /Patchbay, When started by hand/ })).toBeVisible();
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    await page.reload();
    await page.getByRole('group', { name: /Step 2: Books, Add a row/ }).click();
    await panel.getByRole('tab', { name: 'Set up' }).click();
    await expect(book).toHaveValue('Orders 2026');
  });

  await test.step('the API gets the ids', async () => {
    const flowId = /\/flows\/([^/?]+)/.exec(page.url())?.[1] ?? '';
    const { draft } = await client.query<{ draft: { revision: number } }>('flow.get', { flowId });
    await client.call('flow.publish', { flowId, revision: draft.revision, activate: true });
    await client.call('run.start', { flowId, payload: {} });
    await expect
      .poll(() => company.got('books POST /rows').map(({ body }) => body))
      .toEqual([{ book: 'b7', sheet: 's1', values: { Customer: 'Ann', Total: '612.40' } }]);
  });

  await test.step('a link that she pastes is understood, and a value by hand is taken', async () => {
    await book.click();
    await book.fill('https://books.example/books/b9/edit');
    await panel.getByRole('option', { name: 'Use “b9” from the link' }).click();
    await expect(book).toHaveValue('Book 9');
    await book.click();
    await book.fill('mine');
    await panel.getByRole('option', { name: 'Use “mine” as it is' }).click();
    await expect(book).toHaveValue('mine');
  });
});

test('an API that gives no list says so in words, and the field can be typed', async () => {
  company.answer('books GET /books', () => ({ status: 403, body: { message: 'Your plan has no lists.' } }));
  const panel = panelOf();
  const book = panel.getByRole('combobox', { name: 'Book' });
  await book.click();
  await panel.getByRole('button', { name: 'Load the list again' }).click();
  await expect(panel.getByText(/Your plan has no lists/).first()).toBeVisible();
  await look(page, { name: 'lookup-refused', kind: 'light-desktop' });
  await book.fill('b3');
  await page.keyboard.press('Enter');
  await expect(book).toHaveValue('b3');
  company.answer('books GET /books', () => ({ body: [{ id: 'b3', name: 'Book 3' }] }));
  await panel.getByRole('button', { name: 'Try again' }).first().click();
  await expect(book).toHaveValue('Book 3');
});
