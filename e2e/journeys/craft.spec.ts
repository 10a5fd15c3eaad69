import { expect, type Page, test } from '@playwright/test';
import { drawFlow, literal, object, ref } from '../support/drawFlow.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let page: Page;
let complaints: string[];

const greeting = drawFlow(
  [
    {
      id: 'order',
      operation: 'webhook',
      inputs: { method: literal('POST'), answer: literal('run'), example: literal({ name: 'Ada' }) },
    },
    { id: 'fields', operation: 'setFields', inputs: { fields: object({ name: ref('order.body.name') }) } },
    { id: 'answer', operation: 'respond', inputs: { status: literal(200), body: ref('fields') } },
  ],
  'order -> fields',
  'fields -> answer',
);

test.beforeAll(async ({ browser }) => {
  patchbay = await startPatchbay();
  const client = new PatchbayClient(patchbay.url);
  await client.signUp();
  const { flowId } = await client.publish('Greet', greeting);
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
  await page.goto(`/flows/${flowId}`);
  await expect(steps()).toHaveCount(3);
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

const steps = () => page.getByRole('group', { name: /^Step \d+: / });
const settings = () => page.getByRole('complementary', { name: 'Step settings' });

test('the keys are listed, and Find leads to a field', async () => {
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Duplicate what is selected');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find steps and actions' })).toBeFocused();
  await page.keyboard.type('status');
  await page.getByRole('option', { name: /Field of answer/ }).click();
  await expect(settings().getByRole('heading', { name: 'answer' })).toBeVisible();
});

test('the address carries the open step, which a reload leaves as it was; Back closes what was opened over it, then the step', async () => {
  await expect(page).toHaveURL(/step=answer/);
  const sharing = page.getByRole('dialog', { name: 'Share this flow' });
  const answer = steps().filter({ hasText: 'answer' });
  const press = (key: string) => answer.press(key);
  const opened = [
    { open: () => page.getByRole('button', { name: 'Share' }).click(), shown: sharing },
    { open: () => press('a'), shown: page.getByRole('dialog', { name: 'Add a step' }) },
    { open: () => press('?'), shown: page.getByRole('dialog', { name: 'Keyboard shortcuts' }) },
    { open: () => answer.click({ button: 'right' }), shown: page.getByRole('menuitem', { name: 'Duplicate' }) },
  ];
  for (const { open, shown } of opened) {
    await open();
    await expect(shown).toBeVisible();
    await page.evaluate(() => history.back());
    await expect(shown).toBeHidden();
    await expect(page).toHaveURL(/step=answer/);
  }
  await expect(settings()).toBeVisible();

  const placeOf = async () => (await answer.boundingBox())?.y ?? 0;
  const before = await placeOf();
  await page.mouse.move(300, 600);
  await page.mouse.wheel(0, 40);
  await expect.poll(placeOf).toBeLessThan(before);
  const left = { y: await placeOf(), entries: await page.evaluate(() => history.length) };
  await page.reload();
  await expect(settings().getByRole('heading', { name: 'answer' })).toBeVisible();
  await expect.poll(placeOf).toBe(left.y);
  expect(await page.evaluate(() => history.length)).toBe(left.entries);

  await page.goBack();
  await expect(settings()).toBeHidden();
  await expect(page).not.toHaveURL(/step=/);
});

test('a whole flow is pasted as text, and other text is refused', async () => {
  await paste('Dear Ann, 你好 🙋');
  await expect(page.getByText('Only steps, flows, curl commands and web addresses can be pasted here.')).toBeVisible();
  await expect(steps()).toHaveCount(3);
  await paste(JSON.stringify({ format: 'patchbay-flow', version: 1, name: 'Greet', document: greeting }));
  await expect(steps()).toHaveCount(6);
  await expect(page.getByRole('button', { name: 'Undo: paste 3 steps' })).toBeVisible();
});

test('a pasted address becomes a filled step, whose key stays out of the flow', async () => {
  await paste('https://api.example.com/orders?page=2&api_key=k-12345678');
  await expect(settings().getByRole('heading', { name: 'HTTP request' })).toBeVisible();
  await expect(settings().getByRole('textbox', { name: 'Address' })).toHaveText('https://api.example.com/orders');
  await expect(settings()).toContainText('It is not in the flow yet.');
  await page.getByRole('button', { name: 'Undo: add “HTTP request”' }).click();
  await expect(steps()).toHaveCount(6);
});

test('a version is compared with the draft and restored, and one undo takes that back', async () => {
  await page.getByRole('button', { name: 'Versions', exact: true }).click();
  const versions = page.getByRole('complementary', { name: 'Versions' });
  await expect(versions.getByRole('button', { name: /Version 1.*by Mira/ })).toBeVisible();
  await expect(versions).toContainText('Steps: 3 new');
  await expect(page.locator('.version-mark', { hasText: 'New' })).toHaveCount(3);
  await versions.getByRole('button', { name: 'Restore as draft' }).click();
  await expect(steps()).toHaveCount(3);
  await expect(versions).toContainText('Says the same as your draft');
  await page.getByRole('button', { name: 'Undo: restore version 1' }).click();
  await expect(steps()).toHaveCount(6);
});

/** Pastes onto the canvas, as the browser tells of it. */
async function paste(text: string): Promise<void> {
  await page.evaluate((plain) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', plain);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);
}
