import { expect, type Locator, type Page, test } from '@playwright/test';
import { drag, placeOf } from '../support/hands.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let client: PatchbayClient;
let page: Page;
let complaints: string[];

test.beforeAll(async ({ browser }) => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

const panel = () => page.getByRole('complementary', { name: 'Step settings' });
const field = (name: string) => panel().getByRole('textbox', { name, exact: true });

/** The card or frame of a step, by what a screen reader says of it. */
const step = (name: string): Locator => page.getByRole('group', { name: new RegExp(`^Step \\d+: [^,]+, ${name}\\.`) });

/** Presses a + and picks an operation by typing its name. */
async function add(plus: string, title: string): Promise<void> {
  await page.getByRole('button', { name: plus, exact: true }).first().click();
  await pick(title);
}

async function pick(title: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search steps to add' }).fill(title);
  await page
    .getByRole('option', { name: new RegExp(`^${title}`) })
    .first()
    .click();
  await expect(panel().getByRole('heading', { name: title })).toBeVisible();
}

/** Clicks a field and plugs in a value of an earlier step. */
async function plug(name: string, value: RegExp): Promise<void> {
  await field(name).click();
  await page.getByRole('listbox', { name: 'Values' }).getByRole('option', { name: value }).first().click();
  await expect(field(name).locator('.pill')).toBeVisible();
}

async function type(name: string, text: string): Promise<void> {
  await field(name).click();
  await page.keyboard.press('Escape');
  await page.keyboard.type(text);
}

async function setField(name: string): Promise<void> {
  await panel().getByRole('button', { name: 'Add a field' }).click();
  await panel().getByRole('textbox', { name: 'Name of field 1' }).fill(name);
}

async function rename(name: string): Promise<void> {
  await panel().getByTitle('Click to rename').click();
  await panel().getByRole('textbox', { name: 'Name of the step' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(step(name)).toBeVisible();
}

async function showAll(): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Tidied up.' })).toBeAttached();
  // The cards glide to their places.
  await expect(page.getByRole('main', { name: 'Canvas' })).not.toHaveAttribute('data-tidying');
}

async function openFlow(): Promise<string> {
  const { id } = await client.call<{ id: string }>('flow.create', { workspaceId: client.workspaceId });
  await page.goto(`/flows/${id}`);
  await page
    .getByRole('region', { name: 'What starts this flow?' })
    .getByRole('button', { name: /^When started by hand/ })
    .click();
  await panel().getByRole('textbox', { name: 'Example' }).fill('{ "lines": [{ "sku": "desk" }, { "sku": "lamp" }] }');
  return id;
}

type Run = { run: { status: string }; events: { type: string; path?: string; output?: unknown }[] };

async function ended(runId: string): Promise<Run> {
  await expect
    .poll(async () => (await client.query<Run>('run.get', { runId })).run.status)
    .toMatch(/succeeded|failed|cancelled/);
  return client.query<Run>('run.get', { runId });
}

test('a loop with a repetition in it and a group with its error way are drawn, published and run', async () => {
  const flowId = await openFlow();
  await add('Add a step after When started by hand', 'For each');
  await plug('List', /Lines/);
  await add('Add a step inside For each', 'Repeat until');
  await plug('Value', /Index/);
  await panel().getByLabel('Comparison').selectOption('is at least');
  await type('Compared with', '1');
  await add('Add a step inside Repeat until', 'Set fields');
  await setField('sku');
  await plug('Value of sku', /SKU.*desk/);

  await add('Add a step after For each', 'Group');
  await add('Add a step inside Group', 'HTTP request');
  await type('Address', 'nowhere');
  await showAll();

  const group = await placeOf(step('Group'));
  const zoom = (group.right - group.left) / 372;
  await drag(
    page,
    { x: group.right, y: group.top + 29 * zoom },
    { x: group.right + 90 * zoom, y: group.top + 140 * zoom },
  );
  await pick('Set fields');
  await rename('Tell us');
  await setField('problem');
  await plug('Value of problem', /Message/);

  await page.getByRole('button', { name: /^Publish/ }).click();
  await page.getByRole('button', { name: 'Publish and switch on' }).click();
  await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
  const payload = { lines: [{ sku: 'desk' }, { sku: 'lamp' }, { sku: 'chair' }] };
  const { runId } = await client.call<{ runId: string }>('run.start', { flowId, payload });
  const { run, events } = await ended(runId);
  expect(run.status).toBe('succeeded');
  const given = JSON.stringify(events.slice(1));
  expect(given.match(/\{"sku":"chair"\}/g)).toHaveLength(2);
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'step.succeeded', output: { problem: expect.stringContaining('https://') } }),
  );
});

test('a step is dragged into a frame and out of it again, and each is undone by one step', async () => {
  await openFlow();
  await add('Add a step after When started by hand', 'For each');
  await plug('List', /Lines/);
  await add('Add a step after For each', 'Set fields');
  await rename('Note it');
  await showAll();
  const said = page.getByRole('status');

  const card = await placeOf(step('Note it'));
  const frame = await placeOf(step('For each'));
  const inside = { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 + 10 };
  await drag(page, { x: (card.left + card.right) / 2, y: card.top + 20 }, inside);
  await expect(said.filter({ hasText: '“Note it” stands in “For each” now.' })).toBeAttached();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('1 wire was taken out');

  const moved = await placeOf(step('Note it'));
  const grown = await placeOf(step('For each'));
  await drag(
    page,
    { x: (moved.left + moved.right) / 2, y: moved.top + 20 },
    { x: (moved.left + moved.right) / 2, y: grown.bottom + 120 },
  );
  await expect(said.filter({ hasText: '“Note it” stands outside of the frame now.' })).toBeAttached();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('group', { name: /For each\. Then Note it\./ })).toBeVisible();
});

test('a frame is taken away and its steps stay in the way of the flow', async () => {
  await openFlow();
  await add('Add a step after When started by hand', 'Group');
  await add('Add a step inside Group', 'Set fields');
  await step('Group').getByText('Together').click();
  await panel().getByRole('button', { name: 'More for this step' }).click();
  await page.getByRole('menuitem', { name: 'Delete, keep the steps inside' }).click();
  await expect(step('Group')).toHaveCount(0);
  await expect(page.getByRole('group', { name: /When started by hand\. Then Set fields\./ })).toBeVisible();
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('group', { name: /When started by hand\. Then Group\./ })).toBeVisible();
});

test('the ways of a switch keep their wires when they are renamed, and say what is cut when they go', async () => {
  await openFlow();
  await add('Add a step after When started by hand', 'Switch');
  await panel().getByRole('button', { name: 'Add a way' }).click();
  await panel().getByRole('textbox', { name: 'Name of way 1' }).fill('Desks');
  await type('Is', 'desk');
  await panel().getByRole('button', { name: 'Add a way' }).click();
  await panel().getByRole('button', { name: 'Move way 1 down' }).press('Enter');
  await expect(panel().getByRole('button', { name: 'Move way 2 up' })).toBeFocused();
  await expect(panel().getByRole('textbox', { name: 'Name of way 2' })).toHaveValue('Desks');
  await page.keyboard.press('Enter');
  await expect(panel().getByRole('textbox', { name: 'Name of way 1' })).toHaveValue('Desks');
  await panel().getByRole('button', { name: 'Remove way 2' }).click();
  await add('Add a step after Switch: Desks', 'Set fields');
  await step('Switch').click();
  await panel().getByRole('textbox', { name: 'Name of way 1' }).fill('Tables');
  await expect(page.getByRole('group', { name: /Switch\. Then Tables: Set fields\./ })).toBeVisible();
  await panel().getByRole('button', { name: 'Remove way 1' }).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('“Tables” removed. It led to “Set fields”.');
  await messages.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByRole('group', { name: /Switch\. Then Tables: Set fields\./ })).toBeVisible();
});

test('another trigger stands beside the first, and leads on to the same step', async () => {
  await openFlow();
  await add('Add a step after When started by hand', 'Set fields');
  await step('When started by hand').click();
  await add('Add another way to start this flow', 'On a schedule');
  await expect(page.getByRole('group', { name: /On a schedule\. Then Set fields\./ })).toBeVisible();
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Starts with' })).toContainText('On a schedule');
});

test('the settings of a flow limit its runs and name the flow that its failures start', async () => {
  const alarm = {
    version: 1,
    steps: {
      alarm: {
        id: 'alarm',
        name: 'When a flow fails',
        uses: { connector: 'core', version: '1', operation: 'failure' },
        inputs: {},
        position: { x: 0, y: 0 },
      },
    },
    edges: {},
    notes: {},
  };
  await client.publish('Tell the team', alarm);
  const flowId = await openFlow();
  await page.getByRole('button', { name: 'Flow settings' }).click();
  const settings = page.getByRole('complementary', { name: 'Flow settings' });
  await settings.getByLabel('Time limit of a run').selectOption('15 minutes');
  await settings.getByLabel('When a run fails, start').selectOption('Tell the team');
  await expect(page.getByText('Saved')).toBeVisible();
  const { draft } = await client.query<{ draft: { document: { settings?: unknown } } }>('flow.get', { flowId });
  expect(draft.document.settings).toEqual({ timeLimitMs: 900_000, onFailure: expect.any(String) });
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(settings.getByLabel('When a run fails, start')).toHaveValue('');
});
