import { type Browser, expect, type Page, test } from '@playwright/test';
import { cli } from '../support/cli.ts';
import { type Company, startCompany } from '../support/company.ts';
import { drawFlow, literal, object, ref, type StepSpec, template } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { look } from '../support/look.ts';
import { addMember } from '../support/member.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { complaintsOf, openBrowser } from '../support/person.ts';

const ben = { name: 'Ben Okri', email: 'ben@example.com', password: 'a battery of horses' };

let company: Company;
let patchbay: Patchbay;
let mira: PatchbayClient;

test.beforeAll(async () => {
  company = await startCompany();
  patchbay = await startPatchbay();
  mira = new PatchbayClient(patchbay.url);
  await mira.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await company?.stop();
});

const post = (id: string, path: string, body: StepSpec['inputs'][string]): StepSpec => ({
  id,
  operation: 'http',
  inputs: { method: literal('POST'), url: literal(`${company.url}${path}`), body },
});

/** An order comes in; Ben is sent the link to a question; the shop hears of the answer. */
function refundFlow() {
  return drawFlow(
    [
      {
        id: 'order',
        operation: 'webhook',
        inputs: { method: literal('POST'), answer: literal('at-once'), example: literal(JSON.parse(orderOf('A-1'))) },
      },
      { id: 'link', operation: 'callbackAddress', inputs: { step: literal('ask') } },
      post('tell', '/chat/messages', object({ to: literal(ben.email), text: ref('link.url') })),
      {
        id: 'ask',
        operation: 'approval',
        inputs: {
          question: template('May we refund order ', ref('order.body.id'), '?'),
          details: object({
            totalAmount: ref('order.body.total'),
            customer: ref('order.body.customer'),
            reasons: ref('order.body.reasons'),
            receipt: literal('https://shop.example.com/receipts/1'),
            paidTwice: literal(true),
          }),
          approvers: literal([ben.email]),
          amount: literal(2),
          unit: literal('days'),
        },
      },
      post('refund', '/shop/refunds', object({ by: ref('ask.by'), comment: ref('ask.comment') })),
      post('sorry', '/shop/letters', object({ declinedBy: ref('ask.email') })),
    ],
    'order -> link',
    'link -> tell',
    'tell -> ask',
    'ask -approved-> refund',
    'ask -declined-> sorry',
  );
}

const orderOf = (id: string) =>
  JSON.stringify({
    id,
    total: 90.5,
    customer: { name: 'Ann Lee', city: 'Ghent', isRegular: false },
    reasons: ['The lamp was broken', 'It came twice'],
  });

/** The path of the newest link that Ben was sent. */
async function linkSent(count: number): Promise<string> {
  await expect.poll(() => company.got('chat POST /messages').length).toBe(count);
  const sent = company.got('chat POST /messages').at(-1)?.body as { text: string } | undefined;
  return new URL(sent?.text ?? '').pathname;
}

async function openPage(
  browser: Browser,
  options: { width?: number } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const viewport = { width: options.width ?? 1440, height: 844 };
  const context = await browser.newContext({ baseURL: patchbay.url, viewport });
  const page = await context.newPage();
  return { page, complaints: complaintsOf(page) };
}

test.describe.configure({ mode: 'serial' });

let hook: string;

test('Ben, whom a flow asks by a link, signs in, reads the question and approves with a comment', async ({
  browser,
}) => {
  await test.step('Ben has made an account, and belongs to Mira’s workspace as somebody who only looks', async () => {
    const { page } = await openPage(browser);
    await page.goto('/sign-up');
    await page.getByLabel('Your name').fill(ben.name);
    await page.getByLabel('E-mail').fill(ben.email);
    await page.getByLabel('Password').fill(ben.password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByRole('heading', { name: 'This flow already works.' })).toBeVisible();
    await addMember(patchbay.home, { email: ben.email, workspaceId: mira.workspaceId, role: 'viewer' });
    await page.context().close();
  });

  const link = await test.step('an order comes in, and the flow sends Ben the link to its question', async () => {
    ({ url: hook } = await mira.publish('Refunds', refundFlow()));
    expect((await send(hook, orderOf('A-17'))).status).toBe(202);
    return linkSent(1);
  });

  await test.step('Mira opens it, too: she sees what it asks, that it is not for her, and no buttons', async () => {
    const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'May we refund order A-17?' })).toBeVisible();
    await expect(page.getByText(`This is not for you to answer. It asks ${ben.email}.`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
    await page.goto('/approvals');
    await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
    expect(complaints).toEqual([]);
    await page.context().close();
    const approvalId = link.split('/').at(-1);
    const refusal = await mira.refusal('approval.answer', { approvalId, answer: 'approve' });
    expect(refusal).toMatchObject({ status: 403, code: 'approval_not_yours' });
  });

  const { page, complaints } = await openPage(browser, { width: 390 });
  await test.step('Ben opens it on his phone, is led through signing in and back to the question', async () => {
    await page.goto(link);
    await page.getByLabel('E-mail').fill(ben.email);
    await page.getByLabel('Password').fill(ben.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'May we refund order A-17?' })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`${link}$`));
  });

  await test.step('he sees the order as fields he can read', async () => {
    const details = page.getByRole('region', { name: 'Details' });
    await expect(details.getByText('Total amount')).toBeVisible();
    await expect(details.getByText('90.5')).toBeVisible();
    await expect(details.getByText('Ann Lee')).toBeVisible();
    await expect(details.getByRole('listitem').filter({ hasText: 'It came twice' })).toBeVisible();
    await expect(details.getByRole('link', { name: /receipts/ })).toBeVisible();
    await expect(details).not.toContainText(/[{}"]/);
    await look(page, { name: 'approval', kind: 'light-phone' });
  });

  await test.step('he approves with a comment, and is told that it worked', async () => {
    await page.getByLabel('Comment').fill('Only this once.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await expect(page.getByText('You have approved this. The flow goes on by the way “approved”.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
    await look(page, { name: 'approval-approved', kind: 'light-phone' });
  });

  await test.step('the shop refunds, and knows who said so and what', async () => {
    await expect.poll(() => company.got('shop POST /refunds').length).toBe(1);
    expect(company.got('shop POST /refunds')[0]?.body).toEqual({ by: 'Ben Okri', comment: 'Only this once.' });
    expect(company.got('shop POST /letters')).toEqual([]);
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('Ben finds the next question in his list, declines it, and a second answer is refused', async ({ browser }) => {
  await send(hook, orderOf('B-2'));
  const link = await linkSent(2);
  const { page, complaints } = await signedInAs(browser, ben);
  await test.step('the list says that one waits for him, and until when', async () => {
    const waiting = page.getByRole('link', { name: /Approvals.*1.*waiting for you/ });
    await page.goto('/flows');
    await expect(waiting).toBeVisible();
    await waiting.click();
    await expect(page.getByRole('row', { name: /May we refund order B-2\?.*Refunds/ })).toBeVisible();
    await look(page, { name: 'approvals', kind: 'light-desktop' });
  });
  await test.step('he declines it; the run goes the other way', async () => {
    await page.getByRole('link', { name: 'May we refund order B-2?' }).click();
    await expect(page.getByRole('heading', { name: 'May we refund order B-2?' })).toBeVisible();
    await look(page, { name: 'approval', kind: 'light-desktop' });
    await page.getByRole('button', { name: 'Decline' }).click();
    await expect(page.getByText('You have declined this.')).toBeVisible();
    await expect.poll(() => company.got('shop POST /letters').length).toBe(1);
    expect(company.got('shop POST /letters')[0]?.body).toEqual({ declinedBy: ben.email });
  });
  await test.step('whoever opens the link later reads how it ended', async () => {
    await page.goto(link);
    await expect(page.getByText('Ben Okri has declined this')).toBeVisible();
    const said = await cli(
      patchbay.home,
      'approvals',
      'answer',
      link.split('/').at(-1) ?? '',
      'approve',
      '--workspace',
      mira.workspaceId,
    );
    expect(said).toMatchObject({ code: 1 });
    expect(said.err).toContain('This is not for you to answer.');
    await page.getByRole('link', { name: 'Approvals', exact: false }).first().click();
    await page.getByRole('tab', { name: 'Answered' }).click();
    await expect(page.getByRole('row', { name: /Declined.*May we refund order B-2\?.*by Ben Okri/ })).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search approvals' }).fill('A-17');
    await expect(page.getByRole('row', { name: /Approved.*A-17/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /B-2/ })).toHaveCount(0);
    await look(page, { name: 'approvals-answered', kind: 'light-desktop' });
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('Mira sees in the run what it waits for, and goes to the question from there', async ({ browser }) => {
  const open = await mira.publish('Asks everybody', {
    ...drawFlow(
      [
        { id: 'order', operation: 'webhook', inputs: { method: literal('POST'), answer: literal('at-once') } },
        { id: 'ask', operation: 'approval', inputs: { question: literal('Shall we go on?') } },
      ],
      'order -> ask',
    ),
  });
  const { runId } = (await (await send(open.url, '{}')).json()) as { runId: string };
  for (const { kind, colorScheme, viewport } of [
    { kind: 'dark-desktop', colorScheme: 'dark' as const, viewport: { width: 1440, height: 900 } },
    { kind: 'dark-phone', colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } },
  ]) {
    const { page, complaints } = await openBrowser(browser, { url: patchbay.url, colorScheme, viewport });
    await page.goto(`/runs/${runId}`);
    await expect(page.getByText('Waits for a person to approve or decline.').first()).toBeVisible();
    await look(page, { name: 'run-asks', kind });
    await page.getByRole('link', { name: 'Open the question' }).click();
    await expect(page.getByRole('heading', { name: 'Shall we go on?' })).toBeVisible();
    await look(page, { name: 'approval-run', kind });
    await page.goto('/approvals');
    await expect(page.getByRole('row', { name: /Shall we go on\?/ })).toBeVisible();
    await look(page, { name: 'approvals', kind });
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});

test('a job is sent out with an address, whose call lets the flow go on', async ({ browser }) => {
  const { url } = await mira.publish(
    'Print jobs',
    drawFlow(
      [
        { id: 'order', operation: 'webhook', inputs: { method: literal('POST'), answer: literal('at-once') } },
        { id: 'link', operation: 'callbackAddress', inputs: { step: literal('printed') } },
        post('job', '/printer/jobs', object({ callAt: ref('link.url') })),
        {
          id: 'printed',
          operation: 'callback',
          inputs: { amount: literal(1), unit: literal('hours'), example: literal({ pages: 1 }) },
        },
        post('done', '/shop/printed', object({ pages: ref('printed.body.pages'), how: ref('printed.method') })),
      ],
      'order -> link',
      'link -> job',
      'job -> printed',
      'printed -> done',
    ),
  );
  const { runId } = (await (await send(url, '{}')).json()) as { runId: string };
  await expect.poll(() => company.got('printer POST /jobs').length).toBe(1);
  const job = company.got('printer POST /jobs')[0]?.body as { callAt: string } | undefined;
  const callAt = job?.callAt ?? '';
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });

  await test.step('Mira sees the address in the run, as it was sent', async () => {
    await page.goto(`/runs/${runId}`);
    await page.getByRole('button', { name: 'Show its address' }).click();
    await expect(page.getByLabel('The address that is waited for')).toHaveValue(callAt);
    await look(page, { name: 'run-callback', kind: 'light-desktop' });
  });

  await test.step('the printer calls it, once', async () => {
    const called = await send(callAt, '{"pages": 12}', { method: 'PUT' });
    expect(called.status).toBe(200);
    await expect.poll(() => company.got('shop POST /printed').length).toBe(1);
    expect(company.got('shop POST /printed')[0]?.body).toEqual({ pages: 12, how: 'PUT' });
    const again = await send(callAt, '{"pages": 13}');
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ title: 'This address was called before' });
    await expect(page.getByText('Succeeded').first()).toBeVisible();
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

async function signedInAs(browser: Browser, who: typeof ben): Promise<{ page: Page; complaints: string[] }> {
  const { page, complaints } = await openPage(browser);
  await page.goto('/sign-in?back=/flows');
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Flows', level: 1 })).toBeVisible();
  return { page, complaints };
}
