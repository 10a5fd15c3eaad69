import { expect, test } from '@playwright/test';
import { drawFlow, literal, object, ref } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let flow: { flowId: string; url: string };

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  const client = new PatchbayClient(patchbay.url);
  await client.signUp();
  flow = await client.publish(
    'Greet',
    drawFlow(
      [
        {
          id: 'order',
          operation: 'webhook',
          inputs: { method: literal('POST'), answer: literal('run'), example: literal({ name: 'Ada' }) },
        },
        { id: 'pick', operation: 'setFields', inputs: { fields: object({ name: ref('order.body.name') }) } },
        { id: 'greet', operation: 'setFields', inputs: { fields: object({ guest: ref('pick.name') }) } },
        {
          id: 'answer',
          operation: 'respond',
          inputs: { status: literal(200), body: object({ for: ref('greet.guest') }) },
        },
      ],
      'order -> pick',
      'pick -> greet',
      'greet -> answer',
    ),
  );
});
test.afterAll(() => patchbay?.stop());

test('a person moves two steps into a flow of its own, undoes and redoes it, and the webhook answers as before', async ({
  browser,
}) => {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  await page.goto(`/flows/${flow.flowId}`);
  const steps = page.getByRole('group', { name: /^Step \d+: / });
  const step = (name: string) => page.locator('.react-flow__node-step', { hasText: name }).first();
  const asked = async () => (await send(flow.url, '{"name":"Zoë"}')).json();
  await expect(steps).toHaveCount(4);
  expect(await asked()).toEqual({ for: 'Zoë' });

  await test.step('she picks two steps, and reads what the new flow will take and give', async () => {
    await step('pick').click();
    await step('greet').click({ modifiers: ['Control'] });
    await step('greet').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Move into a flow of its own' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move into a flow of its own' });
    await expect(dialog).toContainText('name');
    await expect(dialog).toContainText('guest');
    await dialog.getByLabel('Name of the new flow').fill('Greeting');
    await dialog.getByRole('button', { name: 'Move 2 steps' }).click();
    await expect(steps).toHaveCount(3);
    await expect(page.getByRole('main', { name: 'Canvas' }).getByText('Runs “Greeting”')).toBeVisible();
  });

  await test.step('one undo brings both back, and redo moves them again', async () => {
    await page.keyboard.press('Control+z');
    await expect(steps).toHaveCount(4);
    await page.keyboard.press('Control+Shift+z');
    await expect(steps).toHaveCount(3);
  });

  await test.step('published, it answers the same', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish and switch on' }).click();
    await expect(page.getByRole('heading', { name: 'Version 2 is live' })).toBeVisible();
    expect(await asked()).toEqual({ for: 'Zoë' });
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});
