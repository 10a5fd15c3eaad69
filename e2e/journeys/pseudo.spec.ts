import { expect, type Page, test } from '@playwright/test';
import { type FilledWorkspace, fillWorkspace } from '../support/filledWorkspace.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';
import { pseudo, unmarkedTexts, wordsSent } from '../support/pseudo.ts';

let api: OrdersApi;
let patchbay: Patchbay;
let client: PatchbayClient;
let made: FilledWorkspace;

test.beforeAll(async () => {
  api = await startOrdersApi();
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  made = await fillWorkspace(client, api);
});

test.afterAll(async () => {
  await patchbay?.stop();
  await api?.stop();
});

/** Opens a place in the pseudo language and remembers what stands there without its marks. */
type Look = (place: string, open: () => Promise<unknown>) => Promise<void>;

test('no text of any page goes past the catalogue', async ({ browser }) => {
  const { page } = await openBrowser(browser, { url: patchbay.url });
  const data = wordsSent(page);
  const found: Record<string, string[]> = {};
  const seen = new Set<string>();
  const look: Look = async (place, open) => {
    await open();
    await page.waitForLoadState('networkidle');
    const texts = (await unmarkedTexts(page, data)).filter((text) => !seen.has(text));
    for (const text of texts) seen.add(text);
    if (texts.length > 0) found[place] = texts;
  };
  await page.goto('/?lang=en-XA');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
  await lookAtPages(page, look);
  await lookAtBuilder(page, look);
  expect(found).toEqual({});
  await page.context().close();
});

async function lookAtPages(page: Page, look: Look): Promise<void> {
  const pages = [
    '/',
    '/flows',
    `/flows/${made.flowId}/runs`,
    '/runs',
    '/approvals',
    '/tables',
    '/tables?place=values',
    '/connections',
    '/connections?add=choose',
    '/connectors',
    '/connectors?add=true',
    `/connectors/${made.connector}`,
    '/templates',
    '/templates/refund-approval',
    '/settings',
    '/settings/people',
    '/settings/people?invite=yes',
    '/settings/changes',
    '/settings/you',
    '/no-such-page',
    `/runs/${made.succeeded}`,
    `/runs/${made.failed}`,
  ];
  for (const path of pages) await look(path, () => page.goto(path));
}

/** The builder, its panels, its dialogs and a menu, each as a person opens it. */
async function lookAtBuilder(page: Page, look: Look): Promise<void> {
  const flow = (step?: string) => page.goto(`/flows/${made.flowId}${step === undefined ? '' : `?step=${step}`}`);
  const named = (english: string) => new RegExp(pseudo(english));
  const choose = async (english: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: named(english) }).click();
  };
  for (const step of ['order', 'get', 'fields', 'active']) await look(`step ${step}`, () => flow(step));
  await look('quick-add', async () => {
    await flow();
    await page.getByRole('button', { name: named('Add a step \\(A\\)') }).click();
    await page.getByRole('option').first().waitFor();
  });
  await look('find', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
  });
  await page.keyboard.press('Escape');
  const panels = [
    ['Flow settings', page.getByRole('heading', { name: named('Flow settings') })],
    ['Versions', page.getByRole('button', { name: named('Version 1') })],
    ['Outline view', page.getByRole('navigation', { name: named('Outline') })],
    ['Keyboard shortcuts', page.getByRole('dialog')],
  ] as const;
  for (const [command, panel] of panels)
    await look(command, async () => {
      await choose(command);
      await panel.first().waitFor();
    });
  await look('try', async () => {
    await flow();
    await page.getByRole('button', { name: `[${pseudo('Try')}]`, exact: true }).click();
    await page.getByRole('heading', { name: named('Try the flow') }).waitFor();
  });
  await look('publish', async () => {
    await page.goto(`/flows/${made.draft}`);
    await page.getByRole('button', { name: named('Publish') }).click();
    await page.getByRole('dialog').waitFor();
  });
  await look('an empty flow', () => page.goto(`/flows/${made.empty}`));
}
