import { type Browser, expect, type Page, test } from '@playwright/test';
import { inDatabase } from '../support/database.ts';
import { drawFlow } from '../support/drawFlow.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';
import { type AppStep, connectApps } from '../support/recordedAccounts.ts';

let patchbay: Patchbay;
let client: PatchbayClient;
let connected: Awaited<ReturnType<typeof connectApps>>;
let page: Page;
let complaints: string[];

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  connected = await connectApps(client, patchbay);
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await connected?.apps.stop();
  await patchbay?.stop();
});

// The browser tells of each refused request by itself.
const isRefusal = (complaint: string) => /status of 400/.test(complaint);

/** Lists that stand at another address than their app, which the account here may not use: the form says so, and is typed into. */
const ELSEWHERE: ReadonlySet<string> = new Set(['google-sheets Spreadsheet', 'whatsapp Template', 'mixpanel Event']);

test('every app stands on the canvas with its mark, its form and its lists', async () => {
  const { steps } = connected;
  expect(steps.length).toBeGreaterThanOrEqual(30);
  await page.goto(`/flows/${await flowOf(steps)}`);
  const problems: string[] = [];
  for (const step of steps) problems.push(...(await problemsOf(step)).map((problem) => `${step.app.id}: ${problem}`));
  expect(problems).toEqual([]);
  expect(complaints.filter((complaint) => !isRefusal(complaint))).toEqual([]);
});

/** All of them in one flow, each with its account; an import brings none, so they are put in afterwards. */
async function flowOf(steps: readonly AppStep[]): Promise<string> {
  const drawn = steps.map(({ app, operation, inputs }, at) => ({
    id: `s${at}`,
    operation,
    of: { id: app.id, version: app.version },
    inputs,
  }));
  const order = ['start', ...drawn.map(({ id }) => id)];
  const lines = order.slice(1).map((to, at) => `${order[at]} -> ${to}`);
  const document = drawFlow([{ id: 'start', operation: 'manual', inputs: {} }, ...drawn], ...lines);
  const all = Object.values(document.steps);
  for (const [at, step] of all.entries()) {
    step.position = { x: (at % 6) * 320, y: Math.floor(at / 6) * 160 };
    step.name = steps[at - 1]?.title ?? 'Start';
  }
  const file = { format: 'patchbay-flow', version: 1, name: 'Every app', document };
  const { id } = await client.call<{ id: string }>('flow.import', { workspaceId: client.workspaceId, file });
  await inDatabase(patchbay.home, async (database) => {
    const { rows } = await database.query('select document from draft where flow_id = $1', [id]);
    const draft = rows[0].document;
    for (const [at, { connection }] of steps.entries()) draft.steps[`s${at}`].connection = connection;
    await database.query('update draft set document = $2 where flow_id = $1', [id, JSON.stringify(draft)]);
  });
  return id;
}

/** What a person would be puzzled by when they open the step of an app, in words. */
async function problemsOf({ app, title, required, lists }: AppStep): Promise<string[]> {
  const problems: string[] = [];
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  const card = page.getByRole('group', { name: new RegExp(`: ${escaped(app.name)}, ${escaped(title)}`) });
  // An app without a mark of its own shows letters.
  await expect(card.locator('.tile svg'), `the mark of ${app.name}`).toBeVisible();
  await card.click();
  const panel = page.getByRole('complementary', { name: 'Step settings' });
  await expect(panel.getByRole('heading', { name: title })).toBeVisible();
  await panel.getByRole('tab', { name: 'Set up' }).click();
  for (const field of required) {
    const label = panel.getByText(field, { exact: true }).first();
    // The form is read from the server: it may come a moment after its panel.
    await label.waitFor({ timeout: 10_000 }).catch(() => problems.push(`its form has no ${field}`));
  }
  for (const list of lists) {
    const more = panel.getByRole('button', { name: /^More options/, expanded: false });
    const box = panel.getByRole('combobox', { name: list, exact: true });
    if ((await box.count()) === 0 && (await more.count()) > 0) await more.click();
    await box.click();
    const first = panel.getByRole('listbox', { name: list, exact: true }).getByRole('option').first();
    if (ELSEWHERE.has(`${app.id} ${list}`)) {
      await expect(panel.getByText(/You can type it, or plug data in|Choose “.+” first/).first()).toBeVisible();
      await box.fill('typed');
      await box.press('Enter');
      await expect(box).toHaveValue('typed');
      continue;
    }
    await expect(first).toBeVisible();
    // What depends on it, as the lists of a board do, waits until it is chosen.
    if ((await box.inputValue()) === '') await first.click();
    else await page.keyboard.press('Escape');
  }
  await panel.getByRole('button', { name: 'Close', exact: true }).click();
  return problems;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
