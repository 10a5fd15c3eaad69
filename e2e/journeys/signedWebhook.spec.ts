import { createHmac } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { problemIn } from '../support/hook.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  await new PatchbayClient(patchbay.url).signUp();
});
test.afterAll(async () => {
  await patchbay?.stop();
});

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });
const SECRET = "It's a Secret to Everybody";

function send(url: string, body: string, secret = SECRET): Promise<Response> {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  return fetch(url, { method: 'POST', headers, body });
}

test('only who signs may start the flow: forged requests are refused, and the person sees why', async ({ browser }) => {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  const panel = panelOf(page);

  await test.step('she starts a flow with a request', async () => {
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('button', { name: /^When a request arrives/ }).click();
  });

  await test.step('she chooses that senders have to sign, and connects the secret', async () => {
    await panel.getByRole('tab', { name: 'Connect' }).click();
    await expect(panel.getByRole('radio', { name: /Anybody who has the address/ })).toBeChecked();
    await panel.getByRole('button', { name: 'Only those who pass a check' }).click();
    await panel.getByLabel('Name of the account').fill('GitHub');
    await panel.getByLabel('Way to sign in').selectOption({ label: 'A signature (HMAC)' });
    await panel.getByLabel('Signing secret').fill(SECRET);
    await panel.getByLabel('Header of the signature').fill('X-Hub-Signature-256');
    await panel.getByLabel('Text before the signature').fill('sha256=');
    await look(page, { name: 'webhook-check', kind: 'light-desktop' });
    await panel.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(panel.getByRole('radio', { name: /GitHub/ })).toBeChecked();
    expect(await panel.textContent()).not.toContain(SECRET);
  });

  const address = await test.step('she listens, and sees why a forged request is refused', async () => {
    await panel.getByRole('tab', { name: 'Set up' }).click();
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    const url = await panel.getByLabel('Address').inputValue();
    await panel.getByRole('button', { name: 'Listen for a request' }).click();
    await expect(panel.getByText('Waiting for a request')).toBeVisible();
    await expect(async () => expect((await send(url, '{"n":1}', 'guessed')).status).toBe(401)).toPass();
    await expect(panel.getByText(/was refused.*signature does not fit/)).toBeVisible();
    await panel.getByRole('button', { name: 'Listen for a request' }).click();
    await expect(async () => expect((await send(url, '{"n":2}')).status).toBe(200)).toPass();
    await expect(panel.getByText(/A request arrived/)).toBeVisible();
    await panel.getByRole('button', { name: 'Use this' }).click();
    return url;
  });

  await test.step('she publishes it', async () => {
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish and switch on' }).click();
    await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
  });

  await test.step('signed requests run, also below the address; forged and changed ones do not', async () => {
    expect((await send(address, '{"n":3}')).status).toBe(200);
    expect((await send(`${address}/orders/7?x=1`, '{"n":4}')).status).toBe(200);
    const forged = await send(address, '{"n":5}', 'guessed');
    expect(await problemIn(forged)).toMatchObject({ status: 401, code: 'sender_not_known' });
    expect((await fetch(address, { method: 'POST', body: '{"n":6}' })).status).toBe(401);
    await page.goto(`${patchbay.url}/runs`);
    await expect(page.getByRole('table', { name: 'Runs' }).getByRole('row', { name: /Succeeded.*v1/ })).toHaveCount(2);
  });

  await test.step('once the account is gone, nobody is let in', async () => {
    await page.goto(`${patchbay.url}/connections`);
    await expect(page.getByText('GitHub')).toBeVisible();
    expect(await page.locator('body').textContent()).not.toContain(SECRET);
    await look(page, { name: 'webhook-account', kind: 'light-desktop' });
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});
