import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let client: PatchbayClient;
let page: Page;
let complaints: string[];

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
});

test.afterEach(() => expect(complaints).toEqual([]));

type Steps = Record<string, { inputs: Record<string, unknown> }>;

const step = (id: string, uses: string, { name, inputs }: { name: string; inputs: Record<string, unknown> }) => {
  const [connector, operation] = uses.split('/');
  return { id, name, uses: { connector, version: '1', operation }, inputs, position: { x: 0, y: 0 } };
};

async function open(steps: ReturnType<typeof step>[]): Promise<string> {
  const placed = steps.map((one, at) => [one.id, { ...one, position: { x: 0, y: at * 140 } }]);
  const edges = steps.slice(1).map(({ id }, at) => {
    const edge = { id: `e${at}`, from: steps[at]?.id, outlet: 'done', to: id };
    return [edge.id, edge];
  });
  const document = { version: 1, steps: Object.fromEntries(placed), edges: Object.fromEntries(edges), notes: {} };
  const file = { format: 'patchbay-flow', version: 1, name: 'Trial', document };
  const { id } = await client.call<{ id: string }>('flow.import', { workspaceId: client.workspaceId, file });
  await page.goto(`/flows/${id}`);
  return id;
}

/** An input of a step as the draft has it. */
async function inputOf(flowId: string, id: string, input: string): Promise<unknown> {
  const flow = await client.query<{ draft: { document: { steps: Steps } } }>('flow.get', { flowId });
  return flow.draft.document.steps[id]?.inputs[input];
}

const start = step('start', 'core/manual', { name: 'By hand', inputs: {} });

test('a column is picked from those of the table, not typed', async () => {
  const columns = [
    { name: 'E-mail', type: 'text' },
    { name: 'Seats', type: 'number' },
  ];
  const { workspaceId } = client;
  const { id: table } = await client.call<{ id: string }>('table.create', { workspaceId, name: 'People', columns });
  const inputs = { table: { kind: 'literal', value: table } };
  const flowId = await open([start, step('find', 'tables/findRows', { name: 'Who comes', inputs })]);
  await page.getByText('Who comes').click();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  const column = page.getByRole('combobox', { name: 'Column' });
  await column.click();
  await expect(page.getByRole('listbox', { name: 'Column' }).getByRole('option')).toHaveText(['E-mail', 'Seats']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(column).toHaveValue('Seats');
  await expect
    .poll(() => inputOf(flowId, 'find', 'conditions'))
    .toMatchObject({ items: [{ fields: { field: { kind: 'literal', value: 'seats' } } }] });
});

test('questions stand in groups, and the formula says the same', async () => {
  const source = 'start.vip == true && (start.total > 500 || start.country == "DE")';
  const inputs = { condition: { kind: 'formula', source } };
  const flowId = await open([start, step('ask', 'core/branch', { name: 'A good one?', inputs })]);
  await page.getByText('A good one?').click();
  const group = page.getByRole('group', { name: 'Group 2', exact: true });
  const condition = () => inputOf(flowId, 'ask', 'condition');
  await expect(group.getByLabel('Comparison 2.1')).toHaveValue('more');
  await group.getByLabel('How many must hold in group 2').selectOption('all must hold');
  await expect.poll(condition).toMatchObject({ source: source.replace('||', '&&') });
  await group.getByLabel('Comparison 2.1').selectOption('is at least');
  await expect.poll(condition).toMatchObject({ source: source.replace('||', '&&').replace('>', '>=') });
  await page.getByRole('button', { name: 'Add a group' }).press('Enter');
  await expect(page.getByRole('group', { name: 'Group 3', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Remove group 3' }).press('Enter');
  await page.getByRole('button', { name: 'Remove question 2.1' }).press('Enter');
  await expect.poll(condition).toMatchObject({ source: 'start.vip == true && (start.country == "DE")' });
});
