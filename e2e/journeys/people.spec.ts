import { type Browser, expect, type Page, test } from '@playwright/test';
import { drawFlow } from '../support/drawFlow.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { complaintsOf, openBrowser } from '../support/person.ts';
import { totp } from '../support/totp.ts';

// One story: an owner invites somebody to look, who joins, changes nothing, and protects their sign-in.

const bo = { name: 'Bo Berg', email: 'bo@example.com', password: 'a long enough password' };

let patchbay: Patchbay;
let owner: Page;
let guest: Page;
let complaints: string[];
let link: string;
let key: string;
let recoveryCode: string;
let orders: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  patchbay = await startPatchbay({ PATCHBAY_SIGN_UP: 'invited' });
  const client = new PatchbayClient(patchbay.url);
  await client.signUp();
  ({ flowId: orders } = await client.publish('Orders', drawFlow([{ id: 'order', operation: 'webhook', inputs: {} }])));
  ({ page: owner, complaints } = await openBrowser(browser, { url: patchbay.url }));
  guest = await newBrowser(browser);
});

test.afterAll(async () => {
  await owner?.context().close();
  await guest?.context().close();
  await patchbay?.stop();
});

async function newBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: patchbay.url });
  return context.newPage();
}

async function see(page: Page, name: string, kind: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: kind });
  await look(page, { name, kind });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('nobody makes an account by themselves where people are invited', async () => {
  await guest.goto('/sign-up');
  await expect(guest.getByText('Accounts are made by invitation here')).toBeVisible();
});

test('an owner invites somebody to look, and is given the link', async () => {
  await owner.goto('/settings/people');
  await owner.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(bo.email);
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(owner.getByRole('heading', { name: `${bo.email} is invited` })).toBeVisible();
  link = await owner.getByLabel('Link').inputValue();
  await owner.getByRole('button', { name: 'Done' }).click();
  await expect(owner.getByRole('table', { name: 'Invitations' })).toContainText(bo.email);
  await see(owner, 'people', 'light');
});

test('whoever has the link makes an account with it and is in, once', async ({ browser }) => {
  const guestComplaints = complaintsOf(guest);
  await guest.goto(link);
  await expect(guest.getByText('Mira invites you to the workspace')).toBeVisible();
  await see(guest, 'an-invitation', 'dark');
  await guest.getByLabel('Your name').fill(bo.name);
  await guest.getByLabel('Password').fill(bo.password);
  await guest.getByRole('button', { name: 'Make the account' }).click();
  await expect(guest.getByRole('heading', { name: 'Hello Bo' })).toBeVisible();
  expect(guestComplaints).toEqual([]);
  const late = await newBrowser(browser);
  await late.goto(link);
  await expect(late.getByText('This invitation is over')).toHaveCount(2);
  await late.context().close();
});

test('a viewer sees all of it, is told why, and changes nothing', async () => {
  await guest.goto('/flows');
  await expect(guest.getByRole('row', { name: /Orders/ })).toBeVisible();
  await expect(guest.getByRole('button', { name: /New flow/ })).toHaveCount(0);
  await guest.goto('/settings/people');
  await expect(guest.getByText('You are here as viewer.')).toBeVisible();
  await expect(guest.getByRole('button', { name: 'Invite somebody' })).toHaveCount(0);
  const answer = await guest.evaluate(async () => {
    const session = await fetch('/api/trpc/session.get').then((got) => got.json());
    const workspaceId = session.result.data.workspaces[0].id;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ workspaceId, name: 'Mine' });
    return (await fetch('/api/trpc/flow.create', { method: 'POST', headers, body })).status;
  });
  expect(answer).toBe(403);
  await see(guest, 'people-for-a-viewer', 'dark');
});

test('two people in a flow see each other, where they are and what is changed, until one leaves', async () => {
  await guest.goto(`/flows/${orders}?step=order`);
  await expect(guest.getByRole('complementary', { name: 'Step settings' })).toBeVisible();
  await owner.goto(`/flows/${orders}`);
  const others = owner.getByRole('button', { name: 'Also here: Bo Berg' });
  await expect(owner.getByRole('status').filter({ hasText: 'Bo Berg came' })).toBeAttached();
  await expect(owner.getByRole('img', { name: 'Bo Berg is at order' })).toBeVisible();
  await others.click();
  await owner.getByRole('menuitem', { name: 'Bo Berg is at order' }).click();
  const panel = owner.getByRole('complementary', { name: 'Step settings' });
  await expect(panel).toContainText('Bo Berg is here too');
  await expect(guest.getByRole('complementary')).toContainText('Mira is here too');

  await panel.getByRole('button', { name: 'order', exact: true }).click();
  await owner.getByLabel('Name of the step').fill('An order came in');
  await owner.keyboard.press('Enter');
  await expect(guest.getByRole('main').getByText('Mira changed the name')).toBeVisible();

  await owner.getByRole('button', { name: 'Share' }).click();
  const share = owner.getByRole('dialog', { name: 'Share this flow' });
  await expect(share.getByRole('listitem').filter({ hasText: 'Bo Berg' })).toContainText('Viewer · can look');
  await see(owner, 'two-people', 'dark');
  await owner.keyboard.press('Escape');
  await guest.goto('/flows');
  await expect(others).toHaveCount(0);
});

test('they protect their sign-in with an app', async () => {
  await guest.goto('/settings/you');
  await expect(guest.getByText('This browser')).toBeVisible();
  await see(guest, 'you', 'light');
  await guest.getByRole('button', { name: 'Set up' }).click();
  await guest.getByRole('dialog').getByLabel('Password').fill(bo.password);
  await guest.getByRole('button', { name: 'Go on' }).click();
  await expect(guest.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await see(guest, 'two-factor', 'dark');
  key = await guest.getByLabel('Or type this key into it').inputValue();
  await guest.getByLabel('Code that the app shows now').fill(totp(key));
  await guest.getByRole('button', { name: 'Switch on' }).click();
  await expect(guest.getByRole('heading', { name: 'Keep these recovery codes' })).toBeVisible();
  recoveryCode =
    (await guest.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts())[0] ?? '';
  await guest.getByRole('button', { name: 'I have kept them' }).click();
  await expect(guest.getByText('On', { exact: true })).toBeVisible();
});

test('signing in asks for a code then, and takes a recovery code in its place', async ({ browser }) => {
  const page = await newBrowser(browser);
  await page.goto('/sign-in?back=/settings/you');
  await page.getByLabel('E-mail').fill(bo.email);
  await page.getByLabel('Password').fill(bo.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Code from your app').fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('This is not the code of now');
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(recoveryCode);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('This browser')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByText('One sign-in was ended.')).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.context().close();
});

test('what people did stands under Changes, to be searched', async () => {
  await owner.goto('/settings/changes?q=bo@example');
  await expect(owner.getByRole('row', { name: /Mira invited bo@example.com as viewer/ })).toBeVisible();
  await expect(owner.getByRole('row', { name: /Bo Berg joined as bo@example.com/ })).toBeVisible();
  await owner.getByRole('searchbox', { name: 'Search changes' }).fill('');
  await expect(owner.getByRole('row', { name: /Mira published version 1 of “Orders”/ })).toBeVisible();
  await see(owner, 'changes', 'light');
  expect(complaints).toEqual([]);
});
