import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Company, startCompany } from '../support/company.ts';
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

test.afterEach(() => expect(complaints).toEqual([]));

const panelOf = () => page.getByRole('complementary', { name: 'Step settings' });
const flowIdIn = (url: string) => /\/flows\/([^/?]+)/.exec(url)?.[1] ?? '';

test('she says what she wants done, finds the app that does it, and starts a flow with that step', async () => {
  await test.step('the gallery finds an app by what it does', async () => {
    await page.getByRole('link', { name: 'Gallery' }).click();
    await expect(page.getByRole('heading', { name: 'Apps' })).toBeVisible();
    await look(page, { name: 'gallery', kind: 'light-desktop' });
    await page.getByRole('searchbox', { name: /or say what it should do/ }).fill('charge a card');
    const found = page.getByRole('region', { name: 'Steps that do it' });
    await expect(found.getByText('Stripe').first()).toBeVisible();
    await look(page, { name: 'gallery-search', kind: 'light-desktop' });
  });

  await test.step('its page tells what it can do and which account it needs', async () => {
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Stripe/ })
      .click();
    await expect(page.getByRole('heading', { name: 'Stripe', level: 1 })).toBeVisible();
    await expect(page.getByText(/Needs an account of Stripe/)).toBeVisible();
    await look(page, { name: 'gallery-app', kind: 'light-desktop' });
    await page.getByRole('button', { name: 'Connect an account' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a press makes a flow with that step, ready to be set up', async () => {
    await page
      .getByRole('button', { name: /^Use in a new flow: / })
      .first()
      .click();
    await expect(panelOf()).toBeVisible();
    await expect(
      panelOf()
        .getByText(/^Stripe/)
        .first(),
    ).toBeVisible();
  });
});

test('she finds a template by what she wants done, reads what it does, and has it as a flow of her own', async () => {
  const name = 'Large refunds wait for a yes';

  await test.step('a word for it finds it, and stands in the address', async () => {
    await page.goto('/connectors');
    await page.getByRole('navigation', { name: 'Gallery' }).getByRole('link', { name: 'Templates' }).click();
    await page.getByRole('searchbox', { name: /Search templates/ }).fill('money back');
    await expect(page.getByRole('link', { name })).toBeVisible();
    await expect(page).toHaveURL(/\/templates\?q=money/);
    await page.getByRole('button', { name: /^Sign-in and users/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Approvals/ }).click();
    await expect(page).toHaveURL(/purpose=approvals/);
    await page.reload();
    await expect(page.getByRole('button', { name: /^Approvals/ })).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('a search without a result says what to do', async () => {
    await page.getByRole('searchbox', { name: /Search templates/ }).fill('zeppelin');
    await expect(page.getByText('No template for “zeppelin” yet')).toBeVisible();
    await page.getByRole('button', { name: 'Show all templates' }).click();
    await expect(page).toHaveURL(/\/templates$/);
  });

  await test.step('its page says step by step what it does and what it needs', async () => {
    await page.getByRole('link', { name }).press('Enter');
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(page.getByRole('region', { name: 'What it does' }).getByRole('listitem')).toHaveCount(7);
    await expect(page.getByRole('region', { name: 'Accounts to connect' }).getByRole('link')).toHaveText([
      'Stripe',
      'Slack',
    ]);
    await expect(page.getByRole('region', { name: 'To fill in' })).toContainText('Who may answer');
  });

  await test.step('it runs there on samples, and another amount goes another way', async () => {
    const steps = page.getByRole('region', { name: 'What it does' });
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect(page.getByText(/^It ran to its end\. 5 steps did their part\./)).toBeVisible();
    await expect(steps.getByText('May we pay back 180.00?')).toBeVisible();
    await page.getByLabel('Amount').fill('a lot');
    await page.getByRole('button', { name: 'Try it again' }).click();
    await expect(page.getByText('“Amount” is a number, such as 12.5.')).toBeVisible();
    await page.getByLabel('Amount').fill('20');
    await page.getByRole('button', { name: 'Try it again' }).click();
    await expect(page.getByText(/^It ran to its end\. 4 steps did their part\./)).toBeVisible();
    await expect(steps.getByText('Way taken: yes')).toBeVisible();
  });

  await test.step('one press makes a flow of it, open at the first thing to do, and a try works at once', async () => {
    await page.getByRole('button', { name: 'Use this' }).press('Enter');
    await expect(page).toHaveURL(/\/flows\/[^/]+\?step=/);
    await expect(panelOf()).toBeVisible();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('button', { name: 'Try on sample data' }).click();
    await expect(page.getByText('Tried on sample data.')).toHaveText(/^Tried on sample data\. Nothing was sent\.$/);
    await expect(page.getByLabel(/, Tell that it is done\..*succeeded/)).toBeVisible();
  });

  await test.step('one that keeps a table asks which, says that it was made, and takes both back', async () => {
    await page.goto('/templates?q=keep+track+of+expenses');
    await page.getByRole('button', { name: /^Use this: An expense book/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Name of the new table')).toHaveValue('Expenses');
    await dialog.getByRole('button', { name: 'Make the flow' }).click();
    await expect(panelOf()).toBeVisible();
    await page.getByText('The flow and its table “Expenses” were made.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await expect(page.getByText('The flow and its table are gone again.')).toBeVisible();
    await page.goto('/tables');
    await expect(page.getByText('There is no table yet')).toBeVisible();
  });

  await test.step('an app’s page has the templates that use it', async () => {
    await page.goto('/connectors/trello');
    const section = page.getByRole('region', { name: 'Templates with Trello' });
    await section.getByRole('button', { name: 'Use this: New order, new card' }).click();
    await expect(page).toHaveURL(/\/flows\/[^/]+\?step=/);
  });
});

test('the palette leads from an app to its steps by the keyboard', async () => {
  await page.goto('/flows');
  await page.getByRole('button', { name: 'New flow' }).click();
  await page.getByRole('button', { name: /^When a request arrives/ }).click();
  await page.getByRole('button', { name: 'Add a step (A)' }).click();
  const palette = page.getByRole('dialog', { name: 'Add a step' });
  await palette.getByRole('combobox').fill('slac');
  const app = palette.getByRole('group', { name: 'Apps' }).getByRole('option', { name: /Slack/ });
  await expect(app).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(palette.getByRole('combobox')).toHaveValue('Slack ');
  await expect(palette.getByRole('option').first()).toContainText('Slack');
  await page.keyboard.press('Enter');
  await expect(
    panelOf()
      .getByText(/^Slack/)
      .first(),
  ).toBeVisible();
});

test('she pastes a curl command from the documentation; its token becomes an account and is not in the flow', async () => {
  company.answer('crm POST /orders', () => ({ status: 201, body: { id: 7 } }));
  const token = 'tok-7Q-very-secret';
  const command = [
    `curl -X POST '${company.url}/crm/orders?notify=yes' \\`,
    `  -H 'Authorization: Bearer ${token}' \\`,
    `  -H 'Content-Type: application/json' --retry 3 \\`,
    `  -d '{"customer": "Ann", "lines": [{"sku": "desk"}]}'`,
  ].join('\n');

  await test.step('she starts a flow with an HTTP request', async () => {
    await page.goto('/connectors?q=http');
    await page.getByRole('button', { name: /^Use in a new flow: HTTP request/ }).click();
    await panelOf().getByRole('tab', { name: 'Set up' }).click();
  });

  await test.step('pasting fills the fields, and says what was left out', async () => {
    await panelOf().getByRole('button', { name: 'Paste curl' }).click();
    await panelOf().getByLabel('curl command').fill(command);
    await expect(panelOf().getByText('Not taken over: --retry.')).toBeVisible();
    await expect(panelOf().getByText('The command has a token in it.')).toBeVisible();
    await expect(panelOf().getByRole('textbox', { name: 'Address' })).toHaveText(`${company.url}/crm/orders`);
    await look(page, { name: 'curl', kind: 'light-desktop' });
  });

  await test.step('she keeps the token as an account', async () => {
    await panelOf().getByLabel('Name of the account').fill('CRM');
    await panelOf().getByRole('button', { name: 'Keep it as an account' }).click();
    await expect(panelOf().getByText('The command has a token in it.')).toBeHidden();
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  });

  await test.step('she starts it by hand', async () => {
    await page.getByRole('button', { name: /^When started by hand/ }).click();
    await expect(page.getByRole('group', { name: /Patchbay, When started by hand/ })).toBeVisible();
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  });

  await test.step('the request goes out with it, and the flow does not have it', async () => {
    const flowId = flowIdIn(page.url());
    const flow = await client.query<{ draft: { revision: number } }>('flow.get', { flowId });
    expect(JSON.stringify(flow)).not.toContain(token);
    await client.call('flow.publish', { flowId, revision: flow.draft.revision, activate: true });
    await client.call('run.start', { flowId, payload: {} });
    await expect
      .poll(() => company.got('crm POST /orders'))
      .toMatchObject([
        {
          query: new URLSearchParams('notify=yes'),
          headers: { authorization: `Bearer ${token}` },
          body: { customer: 'Ann', lines: [{ sku: 'desk' }] },
        },
      ]);
  });
});

test('a newer description says what it changes for a step; the step goes over to it, and back', async () => {
  const describe = (properties: object, required: string[], extra: object = {}) =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Stock', version: '1' },
      servers: [{ url: company.url }],
      paths: {
        '/move': {
          post: {
            operationId: 'moveStock',
            summary: 'Move stock',
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { type: 'object', properties, required } } },
            },
            responses: { 200: { description: 'ok' } },
          },
        },
        ...extra,
      },
    });
  const { workspaceId } = client;
  const bring = (text: string) =>
    client.call<{ connector: { id: string; version: string } }>('connector.import', {
      workspaceId,
      source: { kind: 'text', text },
    });
  const count = {
    '/count': { get: { operationId: 'countStock', summary: 'Count stock', responses: { 200: { description: 'ok' } } } },
  };
  const text = { type: 'string' };
  await bring(describe({ sku: text, note: text }, ['sku'], count));

  await test.step('she uses both of its operations', async () => {
    await page.goto('/connectors/stock');
    await page.getByRole('button', { name: 'Use in a new flow: Move stock' }).click();
    await panelOf().getByRole('tab', { name: 'Set up' }).click();
    const note = panelOf().getByRole('textbox', { name: 'Note' });
    await panelOf().getByRole('textbox', { name: 'Sku' }).fill('desk');
    await note.fill('Mind the step');
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  });

  await bring(describe({ sku: text, shelf: text }, ['sku', 'shelf']));

  await test.step('the step says that there is a newer version, and what that changes', async () => {
    await page.reload();
    const news = panelOf().getByRole('region', { name: 'A newer version' });
    await news.getByRole('button', { name: 'What changes' }).click();
    await expect(news.getByText('“Note” is gone. What stands in it is dropped.')).toBeVisible();
    await expect(news.getByText('“Shelf” is new and must be filled in.')).toBeVisible();
    await look(page, { name: 'newer-version', kind: 'light-desktop' });
    await news.getByRole('button', { name: 'Upgrade this step' }).click();
    await panelOf().getByRole('tab', { name: 'Set up' }).click();
    await expect(panelOf().getByRole('textbox', { name: 'Shelf' })).toBeVisible();
    await expect(panelOf().getByRole('textbox', { name: 'Note' })).toBeHidden();
  });

  await test.step('one undo brings everything back', async () => {
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect(panelOf().getByRole('textbox', { name: 'Note' })).toHaveText('Mind the step');
  });

  await test.step('an operation that vanished says so, and a replacement is offered', async () => {
    const { connector: first } = await bring(describe({ sku: text, note: text }, ['sku'], count));
    const uses = { connector: first.id, version: first.version, operation: 'countStock' };
    const step = { id: 'count', name: 'Count stock', uses, inputs: {}, position: { x: 0, y: 0 } };
    const document = { version: 1, steps: { count: step }, edges: {}, notes: {} };
    const file = { format: 'patchbay-flow', version: 1, name: 'Counting', document };
    const { id } = await client.call<{ id: string }>('flow.import', { workspaceId, file });
    await bring(describe({ sku: text, shelf: text }, ['sku', 'shelf']));
    await page.goto(`/flows/${id}?step=count`);
    await expect(panelOf().getByText(/does not have this operation any more/)).toBeVisible();
    await panelOf().getByRole('button', { name: 'Pick a replacement' }).click();
    await panelOf()
      .getByRole('option', { name: /Move stock/ })
      .click();
    await expect(panelOf().getByRole('button', { name: 'Move stock' })).toBeVisible();
  });
});

test('a step of an earlier version of Stripe says so, goes over to the newer one, and back', async () => {
  const uses = (operation: string) => ({ connector: 'stripe', version: '1', operation });
  const literal = (value: string) => ({ kind: 'literal', value });
  const renewed = { kind: 'reference', step: 'changed', path: ['current_period_end'] };
  const place = (y: number) => ({ position: { x: 0, y } });
  const set = { connector: 'core', version: '1', operation: 'setFields' };
  const steps = {
    changed: { id: 'changed', name: 'Renewal', uses: uses('onSubscription'), inputs: {}, ...place(0) },
    line: {
      id: 'line',
      name: 'Add a line',
      uses: uses('createInvoiceLine'),
      inputs: { customer: literal('cus_1'), price: literal('price_1') },
      ...place(160),
    },
    note: {
      id: 'note',
      name: 'Note it',
      uses: set,
      inputs: { fields: { kind: 'object', fields: { until: renewed } } },
      ...place(320),
    },
  };
  const edges = {
    a: { id: 'a', from: 'changed', outlet: 'done', to: 'line' },
    b: { id: 'b', from: 'line', outlet: 'done', to: 'note' },
  };
  const file = {
    format: 'patchbay-flow',
    version: 1,
    name: 'Renewals',
    document: { version: 1, steps, edges, notes: {} },
  };
  const { id } = await client.call<{ id: string }>('flow.import', { workspaceId: client.workspaceId, file });
  await page.goto(`/flows/${id}?step=line`);
  const marks = page.getByText('a newer version', { exact: false }).and(page.locator('.newer'));
  await expect(marks).toHaveCount(2);
  const news = panelOf().getByRole('region', { name: 'A newer version' });
  await news.getByRole('button', { name: 'What changes' }).click();
  await expect(news.getByText('“Price” stands in another place now. What stands in it goes along.')).toBeVisible();
  await expect(news.getByText('It is sent with Stripe-Version 2025-03-31.basil instead of 2022-11-15.')).toBeVisible();
  await page.goto(`/flows/${id}?step=changed`);
  await news.getByRole('button', { name: 'What changes' }).click();
  await expect(news.getByText(/In “Note it”: .*has no field current_period_end/)).toBeVisible();
  await news.getByRole('button', { name: 'Upgrade all 2 steps' }).click();
  await expect(marks).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(marks).toHaveCount(2);
});
