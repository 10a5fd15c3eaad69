import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Company, startCompany } from '../support/company.ts';
import { type Example, readExample } from '../support/examples.ts';
import { send } from '../support/hook.ts';
import { account, type MailServers, startMailServers } from '../support/mailServers.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient, person } from '../support/patchbayClient.ts';

let company: Company;
let mail: MailServers;
let patchbay: Patchbay;
let client: PatchbayClient;
/** The connected accounts that send and receive. */
let accounts: { smtp: string; imap: string };

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  mail = await startMailServers();
  accounts = { smtp: await connect('smtp', mail.smtpPort), imap: await connect('imap', mail.imapPort) };
});

test.beforeEach(async () => {
  company = await startCompany();
  mail.sent.length = 0;
});

test.afterEach(() => company.stop());
test.afterAll(async () => {
  await patchbay?.stop();
  await mail?.stop();
});

async function connect(id: 'smtp' | 'imap', port: number): Promise<string> {
  const from = id === 'smtp' ? { from: `Acme <${account.user}>` } : {};
  const values = { host: '127.0.0.1', security: 'none', port: String(port), ...account, ...from };
  const connection = { connector: 'email', name: `Office (${id})`, auth: { kind: 'fields', id, values } };
  return (await client.call<{ id: string }>('connection.create', { workspaceId: client.workspaceId, ...connection }))
    .id;
}

type Column = { name: string; type: 'text' | 'number' };

async function makeTable(name: string, columns: Column[], rows: Record<string, unknown>[] = []): Promise<string> {
  const workspaceId = client.workspaceId;
  const { id } = await client.call<{ id: string }>('table.create', { workspaceId, name, columns });
  for (const values of rows) await client.call('table.addRow', { workspaceId, tableId: id, values });
  return id;
}

async function rowsOf(tableId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await client.query<{ rows: { cells: Record<string, unknown> }[] }>('table.rows', {
    workspaceId: client.workspaceId,
    tableId,
  });
  return rows.map(({ cells }) => cells);
}

/** The example as a person makes it theirs: with a table chosen, accounts connected, and what else they change. */
function readMine(
  name: string,
  { table, inputs = {} }: { table?: string; inputs?: Record<string, object> } = {},
): Example {
  const example = readExample(name, company);
  for (const [id, step] of Object.entries(example.document.steps)) {
    const { connector, operation } = step.uses;
    if (connector === 'email') step.connection = operation === 'send' ? accounts.smtp : accounts.imap;
    if (connector === 'tables' && table !== undefined) step.inputs.table = { kind: 'literal', value: table };
    for (const [field, value] of Object.entries(inputs[id] ?? {})) step.inputs[field] = { kind: 'literal', value };
  }
  return example;
}

async function publish(...mine: Parameters<typeof readMine>): Promise<{ flowId: string; url: string }> {
  const { name, document } = readMine(...mine);
  const { workspaceId } = client;
  const { id: flowId } = await client.call<{ id: string }>('flow.create', { workspaceId, name, document });
  await client.call('flow.publish', { flowId, revision: 0, activate: true });
  const { hooks } = await client.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
  return { flowId, url: patchbay.url + (hooks[0] === undefined ? '' : new URL(hooks[0].url).pathname) };
}

const texts = (what: string) => company.got(what).map(({ body }) => (body as { text: string }).text);

/** The whole of an e-mail as its reader sees it, one line each. */
const letters = () => mail.sent.map(({ to, raw }) => ({ to, raw: raw.replace(/=\r\n/g, '') }));

test.describe('invoice approval', () => {
  const invoice = { supplier: 'Oak & Sons', currency: 'EUR', dueOn: '2026-12-10', iban: 'DE02120300000000202051' };
  type Asked = { id: string; question: string };
  const asked = async () =>
    (await client.query<{ items: Asked[] }>('approval.list', { workspaceId: client.workspaceId, limit: 20 })).items;

  test('pays a small one at once, a large one when a person says so, and asks the supplier otherwise', async () => {
    const { url } = await publish('invoice-approval');
    for (const [number, amount] of Object.entries({ 'R-1': 120, 'R-2': 1840.5, 'R-3': 990 })) {
      expect((await send(url, JSON.stringify({ ...invoice, number, amount }))).status).toBe(202);
    }
    await expect.poll(async () => (await asked()).length).toBe(2);
    expect(company.got('bank POST /payments')).toMatchObject([{ body: { reference: 'R-1', approvedBy: 'by rule' } }]);
    for (const { id, question } of await asked()) {
      const isSecond = question.includes('R-2');
      const answer = isSecond ? { answer: 'approve' } : { answer: 'decline', comment: 'Where is the delivery note?' };
      await client.call('approval.answer', { approvalId: id, ...answer });
    }
    await expect.poll(() => company.got('suppliers POST /questions').length).toBe(1);
    await expect.poll(() => company.got('bank POST /payments').length).toBe(2);
    expect(company.got('bank POST /payments')[1]).toMatchObject({
      body: { reference: 'R-2', approvedBy: person.name },
    });
    expect(texts('suppliers POST /questions')).toEqual(['Where is the delivery note?']);
    expect(await asked()).toEqual([]);
  });

  test('reminds the finance team when nobody answers', async () => {
    const { url } = await publish('invoice-approval', { inputs: { ask: { amount: 1, unit: 'seconds' } } });
    await send(url, JSON.stringify({ ...invoice, number: 'R-4', amount: 700 }));
    await expect
      .poll(() => texts('chat POST /channels/finance'))
      .toEqual(['Nobody has decided on invoice R-4; it is due on 2026-12-10.']);
    expect(company.got('bank POST /payments')).toEqual([]);
  });
});

test.describe('an incident alert', () => {
  const problem = JSON.stringify({ service: 'Checkout', problem: 'Answers slowly', severity: 'high' });

  test('says who has taken it, by the link in the message', async () => {
    const { url } = await publish('incident-alert');
    await send(url, problem);
    await expect.poll(() => company.got('chat POST /channels/incidents').length).toBe(1);
    const [told] = company.got('chat POST /channels/incidents');
    const { text, take } = (told?.body ?? {}) as { text: string; take: string };
    expect(text).toBe('Checkout: Answers slowly');
    expect((await send(patchbay.url + new URL(take).pathname, JSON.stringify({ by: 'Ann' }))).status).toBeLessThan(300);
    await expect
      .poll(() => texts('chat POST /channels/incidents'))
      .toEqual(['Checkout: Answers slowly', 'Ann is on it: Checkout']);
    expect(company.got('phone POST /calls')).toEqual([]);
  });

  test('calls the person on call when nobody takes it, also for a flow that failed', async () => {
    await publish('incident-alert', { inputs: { answer: { amount: 1, unit: 'seconds' } } });
    company.answer('shop GET *', () => ({ status: 404, body: { message: 'No such page.' } }));
    const sync = await publish('nightly-sync');
    await client.call('run.start', { flowId: sync.flowId, payload: null });
    await expect.poll(() => company.got('phone POST /calls').length, { timeout: 20_000 }).toBe(1);
    expect(company.got('phone POST /calls')).toMatchObject([
      { body: { say: expect.stringMatching(/^Flow Nightly customer sync needs you\. .*No such page/) } },
    ]);
  });
});

type Filling = { fill(page: Page): Promise<void>; thanks: string };

/** Opens a flow's form, fills it in and sends it, again when the server finds that nobody types as fast. */
async function fillIn(browser: Browser, url: string, { fill, thanks }: Filling): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await fill(page);
  await expect(async () => {
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText(thanks)).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.context().close();
}

test('the price list import writes the rows to the shop, and sends back those to mend', async ({ browser }) => {
  company.answer('shop PUT /products/chair', () => ({ status: 422, body: { message: 'The price is not a number' } }));
  const { url } = await publish('file-import');
  const list = 'sku;title;price\ndesk;Oak desk;512.4\nchair;Chair;cheap\n;Nothing;1\nlamp;Lamp;50\n';
  const fill = async (page: Page) => {
    await page.getByLabel('Your e-mail').fill('supplier@example.com');
    const file = { name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
    await page.getByLabel('Price list').setInputFiles(file);
  };
  await fillIn(browser, url, { fill, thanks: 'You get an e-mail when it is done.' });
  await expect.poll(() => mail.sent.length).toBe(1);
  const written = company.received.filter(({ method }) => method === 'PUT').map(({ path, body }) => [path, body]);
  expect(written.toSorted()).toEqual([
    ['/products/chair', { title: 'Chair', price: 'cheap' }],
    ['/products/desk', { title: 'Oak desk', price: 512.4 }],
    ['/products/lamp', { title: 'Lamp', price: 50 }],
  ]);
  const [letter] = letters();
  expect(letter?.to).toEqual(['supplier@example.com']);
  expect(letter?.raw).toContain('Subject: 1 rows of your price list need mending');
  expect(letter?.raw).toContain('to-mend.csv');
  const attached = /to-mend\.csv"?\r\n(?:.*\r\n)*?\r\n([A-Za-z0-9+/=\r\n]+)/.exec(letter?.raw ?? '')?.[1] ?? '';
  expect(Buffer.from(attached, 'base64').toString()).toContain('chair,Chair,cheap,');
});

test('the newsletter goes to every subscriber, with the posts of the week', async () => {
  const post = (title: string, date: Date) =>
    `<item><title>${title}</title><link>https://blog.example.com/${title.length}</link><pubDate>${date.toUTCString()}</pubDate></item>`;
  const old = new Date(Date.now() - 20 * 86_400_000);
  company.answer('blog GET /feed.xml', () => ({
    type: 'application/rss+xml',
    body: `<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title>${post('A new lathe', new Date())}${post('Old news', old)}</channel></rss>`,
  }));
  const people = [
    { name: 'Ann', email: 'ann@example.com' },
    { name: 'Bo', email: 'bo@example.com' },
  ];
  const table = await makeTable(
    'Subscribers',
    [
      { name: 'name', type: 'text' },
      { name: 'email', type: 'text' },
    ],
    people,
  );
  const { flowId } = await publish('newsletter', { table });
  await client.call('run.start', { flowId, payload: null });
  await expect.poll(() => texts('chat POST /channels/marketing')).toEqual(['The newsletter went to 2 of 2 people.']);
  expect(
    letters()
      .map(({ to }) => to[0])
      .toSorted(),
  ).toEqual(['ann@example.com', 'bo@example.com']);
  const raw = letters().find(({ to }) => to[0] === 'bo@example.com')?.raw;
  expect(raw).toContain('Subject: News: A new lathe');
  expect(raw).toContain('Hello Bo,');
  expect(raw).not.toContain('Old news');
});

test('the support triage makes tickets of e-mails, and answers with their numbers', async () => {
  let number = 100;
  company.answer('support POST /tickets', () => ({ status: 201, body: { number: ++number } }));
  const message = (from: string, subject: string, text: string) =>
    `From: ${from}\nTo: office@example.com\nSubject: ${subject}\nMessage-ID: <${subject.length}@example.com>\nDate: Sun, 01 Mar 2026 09:30:00 +0000\n\n${text}\n`;
  mail.deliver(message('Ann <ann@example.com>', 'The shop is DOWN', 'Nothing works.'));
  mail.deliver(message('bo@example.com', 'A question', 'Can I have the invoice again?'));
  mail.deliver(message('cy@example.com', 'Thank you', 'The desk is lovely.'));
  await publish('support-triage', { inputs: { mail: { first: 'start' } } });
  await expect.poll(() => mail.sent.length, { timeout: 30_000 }).toBe(3);
  const tickets = company.got('support POST /tickets').map(({ body }) => body as { team: string; subject: string });
  expect(tickets.map(({ team, subject }) => `${subject}: ${team}`).toSorted()).toEqual([
    'A question: accounting',
    'Thank you: support',
    'The shop is DOWN: on call',
  ]);
  const toAnn = letters().find(({ to }) => to[0] === 'ann@example.com')?.raw ?? '';
  expect(toAnn).toMatch(/Subject: Re: The shop is DOWN \[10\d\]/);
  expect(toAnn).toContain('In-Reply-To: <16@example.com>');
});

test('the sign-up form writes to a table, and welcomes whoever is new', async ({ browser }) => {
  const columns: Column[] = [
    { name: 'email', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'seats', type: 'number' },
  ];
  const table = await makeTable('Sign-ups', columns);
  const { url } = await publish('form-to-table', { table });
  const signUp = (seats: number): Filling => ({
    thanks: 'See you on Saturday.',
    async fill(page) {
      await page.getByLabel('Your name').fill('Ann Lee');
      await page.getByLabel('Your e-mail').fill('Ann@example.com');
      await page.getByLabel('Seats').fill(String(seats));
      await page.getByLabel('You may write to me').check();
    },
  });
  await fillIn(browser, url, signUp(2));
  await expect.poll(() => mail.sent.length).toBe(1);
  await fillIn(browser, url, signUp(3));
  await expect.poll(() => rowsOf(table)).toEqual([{ email: 'ann@example.com', name: 'Ann Lee', seats: 3 }]);
  expect(letters()[0]?.raw).toContain('we have kept 2 seats for you');
  expect(mail.sent).toHaveLength(1);
});

test('the orders of the day become one message in the evening', async () => {
  const order = (number: string, country: string, total: number) => ({ number, country, total });
  company.answer('shop GET /orders', () => ({
    body: { orders: [order('A-1', 'DE', 99.5), order('A-2', 'FR', 10), order('A-3', 'DE', 1200)] },
  }));
  const columns: Column[] = [
    { name: 'number', type: 'text' },
    { name: 'country', type: 'text' },
    { name: 'total', type: 'number' },
  ];
  const table = await makeTable('Orders of the day', columns);
  const { flowId } = await publish('poll-to-digest', { table, inputs: { order: { first: 'start' } } });
  await expect.poll(async () => (await rowsOf(table)).length, { timeout: 30_000 }).toBe(3);
  await client.call('run.start', { flowId, trigger: 'evening', payload: null });
  await expect.poll(() => texts('chat POST /channels/sales').length).toBe(1);
  expect(texts('chat POST /channels/sales')[0]).toMatch(/^3 orders, 1,?309\.50 EUR: (DE 2, FR 1|FR 1, DE 2)$/);
  await expect.poll(() => rowsOf(table)).toEqual([]);
});
