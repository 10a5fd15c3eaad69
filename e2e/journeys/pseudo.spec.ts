import { expect, type Page, test } from '@playwright/test';
import { drawFlow, formula, literal } from '../support/drawFlow.ts';
import { type FilledWorkspace, fillWorkspace } from '../support/filledWorkspace.ts';
import { send } from '../support/hook.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';
import { pseudo, unmarkedTexts, wordsSent } from '../support/pseudo.ts';

let api: OrdersApi;
let patchbay: Patchbay;
let client: PatchbayClient;
let made: FilledWorkspace;
let more: Awaited<ReturnType<typeof fillFurther>>;

test.beforeAll(async () => {
  api = await startOrdersApi();
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  made = await fillWorkspace(client, api);
  more = await fillFurther();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await api?.stop();
});

/** What one workspace has besides: a table, a question that waits, somebody invited, an API that changed, a flow with a broken formula. */
async function fillFurther() {
  const { workspaceId } = client;
  const columns = [{ name: 'Name', type: 'text' }];
  const table = await client.call<{ id: string }>('table.create', { workspaceId, name: 'People', columns });
  const asking = drawFlow(
    [
      { id: 'order', operation: 'webhook', inputs: { method: literal('POST'), answer: literal('at-once') } },
      { id: 'ask', operation: 'approval', inputs: { question: literal('Shall we go on?') } },
    ],
    'order -> ask',
  );
  expect((await send((await client.publish('Asks everybody', asking)).url, '{}')).ok).toBe(true);
  const approval = async () =>
    (await client.query<{ items: { id: string }[] }>('approval.list', { workspaceId })).items[0]?.id;
  await expect.poll(approval).toBeDefined();
  const byHand = await client.publish('Started by hand', drawFlow([{ id: 'start', operation: 'manual', inputs: {} }]));
  const broken = drawFlow(
    [
      { id: 'order', operation: 'webhook', inputs: { method: literal('POST') } },
      { id: 'ask', operation: 'branch', inputs: { condition: formula('order.body.total >') } },
    ],
    'order -> ask',
  );
  const draft = await client.call<{ id: string }>('flow.create', { workspaceId, name: 'Counts', document: broken });
  const invited = await client.call<{ link: string }>('invitation.create', {
    workspaceId,
    email: 'bo@example.com',
    role: 'viewer',
  });
  const described = await (await fetch(`${api.url}/openapi.json`)).text();
  const text = described.replaceAll('"orderId"', '"orderNumber"').replaceAll('{orderId}', '{orderNumber}');
  await client.call('connector.import', { workspaceId, source: { kind: 'text', text } });
  const [account] = await client.query<{ id: string }[]>('connection.list', { workspaceId });
  return { table: table.id, approval: await approval(), byHand: byHand.flowId, draft: draft.id, invited, account };
}

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
  await lookAtMenus(page, look);
  // Last, for nobody is signed in there any more.
  await page.context().clearCookies();
  for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/new-password?token=x', more.invited.link])
    await look(path, () => page.goto(path));
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
    `/flows/${more.byHand}/run`,
    `/tables/${more.table}`,
    `/approvals/${more.approval}`,
    `/connections/${more.account?.id}`,
  ];
  for (const path of pages) await look(path, () => page.goto(path));
  // The server has sent both in English as well: that they are marked is what counts.
  await look('why a step failed', async () => {
    await page.goto(`/runs/${made.failed}?step=get`);
    await expect(page.getByRole('alert').first()).toContainText(pseudo('The API did not find what was asked for.'));
  });
  await look('what an API has changed', async () => {
    await page.goto(`/connectors/${made.connector}`);
    await page.locator('.older-steps summary').click();
    await expect(page.locator('.older-steps .told-list').first()).toContainText(pseudo('no longer takes'));
  });
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
  await look('a formula that cannot be read', async () => {
    await page.goto(`/flows/${more.draft}?step=ask`);
    await page.locator('.note[data-tone=danger]').first().waitFor();
  });
  await look('findings before publishing', async () => {
    await page.goto(`/flows/${more.draft}`);
    await page.getByRole('button', { name: named('Publish') }).click();
    await page.locator('.problems li').first().waitFor();
  });
  await look('an older step', async () => {
    await page.goto(`/flows/${made.flowId}?step=get`);
    const news = page.getByRole('region', { name: named('A newer version') });
    await news.getByRole('button', { name: named('What changes') }).click();
  });
  await look('an empty flow', () => page.goto(`/flows/${made.empty}`));
}

/** The account's menu, the menu of a row, and what asks before something is deleted. */
async function lookAtMenus(page: Page, look: Look): Promise<void> {
  const named = (english: string) => new RegExp(pseudo(english));
  await page.goto('/flows');
  await look('the account menu', async () => {
    await page.getByRole('button', { name: named('account menu') }).click();
    await page.getByRole('menuitem').first().waitFor();
  });
  await page.keyboard.press('Escape');
  await look("a row's menu", async () => {
    await page
      .getByRole('button', { name: named('More for') })
      .first()
      .click();
    await page.getByRole('menuitem', { name: named('Delete') }).waitFor();
  });
  await look('a question before deleting', async () => {
    await page.getByRole('menuitem', { name: named('Delete') }).click();
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor();
  });
  await page.keyboard.press('Escape');
}
