import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Company, startCompany } from '../support/company.ts';
import { exampleNames, readExample } from '../support/examples.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let company: Company;
let patchbay: Patchbay;
let client: PatchbayClient;
let page: Page;
let complaints: string[];

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  company = await startCompany();
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
  await company?.stop();
});

type Column = { name: string; type: 'text' | 'number' };

const text = (name: string): Column => ({ name, type: 'text' });
const number = (name: string): Column => ({ name, type: 'number' });

/** The tables that the notes of the examples speak of. */
const TABLES: Record<string, { name: string; columns: Column[] }> = {
  'form-to-table': { name: 'Sign-ups', columns: [text('email'), text('name'), number('seats')] },
  newsletter: { name: 'Subscribers', columns: [text('name'), text('email')] },
  'poll-to-digest': { name: 'Orders of the day', columns: [text('number'), text('country'), number('total')] },
};

/** What a try shows that went the way a newcomer expects: the step named last has done its work. */
const LAST_DONE: Record<string, string> = {
  'file-import': 'Write it to the shop',
  'form-to-table': 'Send a welcome',
  'incident-alert': 'Say who has it',
  'invoice-approval': 'Pay it',
  'lead-routing': 'Note who has it',
  newsletter: 'Send the letter',
  'nightly-sync': 'Write it to the CRM',
  'order-intake': 'Answer with the receipt',
  'paid-order': 'Answer who was told',
  'poll-to-digest': 'Empty the table',
  'refund-saga': 'Answer that it is done',
  'support-triage': 'Answer with its number',
  'webhook-fan-out': 'Who could not be told',
};

/** Imports an example as it is but for the table, which a flow that travels cannot know; no account is connected. */
async function importAsIs(name: string): Promise<string> {
  const { workspaceId } = client;
  const example = readExample(name, company);
  const table = TABLES[name];
  if (table !== undefined) {
    const { id } = await client.call<{ id: string }>('table.create', { workspaceId, ...table });
    for (const step of Object.values(example.document.steps)) {
      if (step.uses.connector === 'tables') step.inputs.table = { kind: 'literal', value: id };
    }
  }
  const file = { format: 'patchbay-flow', version: 1, ...example };
  return (await client.call<{ id: string }>('flow.import', { workspaceId, file })).id;
}

for (const name of exampleNames) {
  test(`${name} can be tried at once, and nothing is sent`, async () => {
    await page.goto(`/flows/${await importAsIs(name)}`);
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('button', { name: 'Try on sample data' }).click();
    await expect(page.getByText('Tried on sample data.')).toHaveText(/^Tried on sample data\. Nothing was sent\.$/);
    await expect(page.getByText(/The sample went through \d+ steps?\.$/)).toBeVisible();
    await expect(page.getByLabel(new RegExp(`, ${LAST_DONE[name]}\\..*succeeded`))).toBeVisible();
    expect(company.received).toEqual([]);
    expect(complaints).toEqual([]);
  });
}
