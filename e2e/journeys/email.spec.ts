import { expect, type Page, test } from '@playwright/test';
import { drawFlow, literal, ref, template } from '../support/drawFlow.ts';
import { look } from '../support/look.ts';
import { account, type MailServers, startMailServers } from '../support/mailServers.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let mail: MailServers;
let patchbay: Patchbay;
let client: PatchbayClient;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  mail = await startMailServers();
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  ({ page, complaints } = await openBrowser(browser, { url: patchbay.url }));
});

test.afterAll(async () => {
  await page?.context().close();
  await patchbay?.stop();
  await mail?.stop();
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
  expect(patchbay.output()).not.toContain(account.password);
});

const email = { id: 'email', version: '1' };
const panel = () => page.getByRole('complementary', { name: 'Step settings' });

/** Draws a flow and opens it on the canvas. */
async function open(name: string, document: unknown): Promise<string> {
  const file = { format: 'patchbay-flow', version: 1, name, document };
  const { id } = await client.call<{ id: string }>('flow.import', { workspaceId: client.workspaceId, file });
  await page.goto(`/flows/${id}`);
  return id;
}

async function select(step: RegExp): Promise<void> {
  await page.getByRole('group', { name: step }).click();
  await expect(panel()).toBeVisible();
}

async function publish(): Promise<void> {
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Publish and switch on' }).click();
  await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
}

const invoiceFlow = () =>
  drawFlow(
    [
      {
        id: 'order',
        operation: 'webhook',
        inputs: { example: literal({ number: 'A-1042', buyer: 'ann@example.com' }) },
      },
      {
        id: 'invoice',
        operation: 'makeCsv',
        of: { id: 'data', version: '1' },
        inputs: {
          rows: literal([{ desk: 1, price: 99 }]),
          give: literal('file'),
          fileName: template('invoice-', ref('order.body.number'), '.csv'),
        },
      },
      {
        id: 'mail',
        operation: 'send',
        of: email,
        inputs: {
          to: ref('order.body.buyer'),
          subject: template('Your invoice for ', ref('order.body.number')),
          text: literal('Thank you.'),
          attachments: { kind: 'list', items: [ref('invoice.file')] },
        },
      },
    ],
    'order -> invoice',
    'invoice -> mail',
  );

test('an order is answered with an e-mail, from an account connected in its step', async () => {
  const flowId = await open('Invoices', invoiceFlow());

  await test.step('she tries it on sample data, before any account is connected', async () => {
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('button', { name: 'Try on sample data' }).click();
    await expect(page.getByText('Tried on sample data. Nothing was sent.')).toBeVisible();
    expect(mail.sent).toEqual([]);
    await page.getByRole('button', { name: /Close/ }).first().click();
  });

  await test.step('she connects the account that sends, where the step asks for it', async () => {
    await select(/E-mail, mail/);
    await panel().getByRole('tab', { name: 'Connect' }).click();
    await panel().getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(panel().getByText('Fill this in.').first()).toBeVisible();
    await panel().getByLabel('Name of the account').fill('Office');
    await panel().getByLabel('Server').fill('127.0.0.1');
    await panel().getByLabel('Encryption').selectOption({ label: 'None' });
    await panel().getByLabel('Port').fill(String(mail.smtpPort));
    await panel().getByLabel('User name').fill(account.user);
    await panel().getByLabel('Password').fill(account.password);
    await panel().getByLabel('Sender').fill('Acme <office@example.com>');
    await look(page, { name: 'email-connect', kind: 'light-desktop' });
    await panel().getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(panel().getByRole('radio', { name: /Office/ })).toBeChecked();
  });

  await test.step('she looks the step over and switches the flow on', async () => {
    await panel().getByRole('tab', { name: 'Set up' }).click();
    await look(page, { name: 'email-send', kind: 'light-desktop' });
    await publish();
  });

  const flow = await client.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
  const url = new URL(new URL(flow.hooks[0]?.url ?? '').pathname, patchbay.url).href;
  const body = JSON.stringify({ number: 'A-7\r\nBcc: eve@example.com', buyer: 'ann@example.com' });
  expect((await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).ok).toBe(true);
  await expect.poll(() => mail.sent.length).toBe(1);
  const [sent] = mail.sent;
  expect(sent).toMatchObject({ from: 'office@example.com', to: ['ann@example.com'] });
  expect(sent?.raw).toMatch(/^Subject: Your invoice for A-7 Bcc: eve@example.com\r$/m);
  expect(sent?.raw).toMatch(/filename="?invoice-A-7/);
  expect(sent?.raw).toContain(Buffer.from('desk,price\r\n1,99').toString('base64').slice(0, 16));
});

test('an e-mail that arrives starts a flow, which answers it', async () => {
  const flowId = await open(
    'Support',
    drawFlow(
      [
        { id: 'mail', operation: 'received', of: email, inputs: { minutes: literal(1), first: literal('start') } },
        {
          id: 'answer',
          operation: 'send',
          of: email,
          inputs: {
            to: ref('mail.replyTo'),
            subject: template('Re: ', ref('mail.subject')),
            text: literal('We are looking at it.'),
            inReplyTo: ref('mail.messageId'),
          },
        },
      ],
      'mail -> answer',
    ),
  );

  await test.step('she connects the mailbox, and says what becomes of the e-mails', async () => {
    await select(/E-mail, mail/);
    await panel().getByRole('tab', { name: 'Connect' }).click();
    // The account that sends is none that receives.
    await expect(panel().getByRole('radio')).toHaveCount(0);
    await panel().getByLabel('Name of the account').fill('Inbox');
    await panel().getByLabel('Server').fill('127.0.0.1');
    await panel().getByLabel('Encryption').selectOption({ label: 'None' });
    await panel().getByLabel('Port').fill(String(mail.imapPort));
    await panel().getByLabel('User name').fill(account.user);
    await panel().getByLabel('Password').fill(account.password);
    await panel().getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(panel().getByRole('radio', { name: /Inbox/ })).toBeChecked();
    await panel().getByRole('tab', { name: 'Set up' }).click();
    await panel().getByLabel('After that').selectOption({ label: 'Move it' });
    await panel().getByRole('textbox', { name: 'Move it to' }).click();
    await page.keyboard.type('Done');
    await look(page, { name: 'email-received', kind: 'light-desktop' });
  });

  await test.step('she chooses the account that answers, and switches the flow on', async () => {
    await select(/E-mail, answer/);
    await panel().getByRole('tab', { name: 'Connect' }).click();
    await panel()
      .getByRole('radio', { name: /Office/ })
      .check();
    mail.deliver('From: Bob <bob@example.com>\nSubject: It broke\nMessage-ID: <q1@example.com>\n\nPlease help.');
    await publish();
  });

  await test.step('a question that has come in is answered', async () => {
    const runs = () => client.query<{ items: unknown[] }>('run.list', { workspaceId: client.workspaceId, flowId });
    await expect.poll(async () => (await runs()).items.length).toBe(1);
    await expect.poll(() => mail.sent.length).toBe(2);
    expect(mail.sent[1]).toMatchObject({ to: ['bob@example.com'] });
    expect(mail.sent[1]?.raw).toMatch(/^Subject: Re: It broke\r$/m);
    expect(mail.sent[1]?.raw).toMatch(/^In-Reply-To: <q1@example.com>\r$/m);
  });

  await test.step('the accounts are listed, without anything that was typed', async () => {
    await page.goto('/connections');
    await expect(page.getByText('Sending (SMTP)')).toBeVisible();
    await expect(page.getByText('Receiving (IMAP)')).toBeVisible();
    expect(await page.content()).not.toContain(account.password);
    await look(page, { name: 'email-accounts', kind: 'light-desktop' });
  });
});
