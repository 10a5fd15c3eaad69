import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const found = async (query: string) => (await api.template.list({ workspaceId, query })).items.map(({ id }) => id);

it('lists all templates, those to show first before the others, with what they are made of', async () => {
  const { items, purposes } = await api.template.list({ workspaceId });
  expect(items[0]).toMatchObject({
    id: 'payment-to-sheet',
    isFirst: true,
    purposes: ['payments', 'messaging'],
    chain: [{ name: 'Stripe' }, { name: 'Google Sheets' }, { name: 'Slack' }, { name: 'Gmail' }],
    chainMore: 0,
    apps: [{ connector: 'stripe' }, { connector: 'google-sheets' }, { connector: 'slack' }, { connector: 'gmail' }],
  });
  expect(items.findLastIndex(({ isFirst }) => isFirst)).toBe(items.filter(({ isFirst }) => isFirst).length - 1);
  const used = new Set(items.flatMap((item) => item.purposes));
  expect(purposes.filter(({ value }) => !used.has(value as never))).toEqual([]);
});

it.each([
  ['stripe refund', 'refund-approval'],
  ['money back', 'refund-approval'],
  ['new lead', 'lead-scoring'],
  ['chatbot', 'whatsapp-ai-answer'],
  ['daily report', 'paypal-daily-report'],
  ['sync airtable', 'orders-to-airtable-nightly'],
  ['csv', 'price-list-import'],
  ['Sign-up', 'new-user-welcome'],
  ['notify the team of payments in slack', 'payment-to-sheet'],
  ['remind me of appointments', 'calendar-sms-reminder'],
  ['charge', 'payment-to-sheet'],
])('finds for “%s” what does that', async (query, id) => {
  expect(await found(query)).toContain(id);
});

it.each([
  ["remind me when someone hasn't paid", 'unpaid-reminder'],
  ['new customer to mailing list', 'contacts-to-sheet'],
  ['save e-mail attachments', 'attachments-to-drive'],
  ['vacation request', 'days-off'],
  ['holiday requests need approval', 'days-off'],
  ['overdue invoices', 'unpaid-reminder'],
  ['keep track of expenses', 'expense-book'],
  ['tell my team when we get a sale', 'payment-to-sheet'],
  ['thank people who bought something', 'payment-to-sheet'],
  ['warn me before stock runs out', 'stock-reorder'],
  ['workshop registration with waiting list', 'bookings-waiting-list'],
  ['someone fills in my contact form', 'leads-with-status'],
  ['forward requests to the person in charge', 'enquiries-by-country'],
  ['how much did we sell today', 'daily-figures'],
  ['compare sales with yesterday', 'daily-figures'],
  ['don’t e-mail the same person twice', 'write-once'],
  ['follow up with leads nobody has answered', 'leads-follow-up'],
  ['answer support emails automatically', 'support-mail-to-jira'],
  ['post a message in Slack when a customer pays', 'payment-to-sheet'],
  ['text message before an appointment', 'calendar-sms-reminder'],
  ['I want to be alerted if my website is down', 'incident-alert'],
  ['credit card declined', 'failed-payment'],
  ['employee leaves the company', 'leaver-access'],
  ['weekly newsletter', 'newsletter-draft'],
  ['upload files to google drive', 'attachments-to-drive'],
  ['welcome email for new users', 'new-user-welcome'],
  ['import a csv of products', 'price-list-import'],
  ['give refunds', 'refund-approval'],
  ['sign off purchases', 'invoice-approval'],
])('understands “%s”', async (sentence, id) => {
  expect((await found(sentence)).slice(0, 3)).toContain(id);
});

it('shows for a sentence what does that, not everything that has one of its words', async () => {
  expect((await found('tell my team when we get a sale')).length).toBeLessThan(20);
});

it('puts what is called so before what only means it', async () => {
  expect((await found('invoices'))[0]).toBe('invoice-approval');
  expect((await found('whatsapp'))[0]).toMatch(/whatsapp/);
});

it('finds nothing where a word is in none', async () => expect(await found('stripe zeppelin')).toEqual([]));

it('tells what a template does step by step, and what it asks for', async () => {
  const page = await api.template.get({ workspaceId, templateId: 'refund-approval' });
  expect(page.steps.map(({ name, when, depth }) => ({ name, when, depth })).slice(0, 4)).toEqual([
    { name: 'Somebody asks for a refund', when: [], depth: 0 },
    { name: 'Is it below 100?', when: [], depth: 0 },
    { name: 'Ask the team lead', when: ['no'], depth: 0 },
    { name: 'Pay it back', when: ['yes', 'approved'], depth: 0 },
  ]);
  expect(page.apps.map(({ name }) => name)).toEqual(['Stripe', 'Slack']);
  expect(page.toFill).toContainEqual({ step: 'done', name: 'Tell that it is done', fields: ['Channel or person'] });
  expect(page.toFill).toContainEqual({ step: 'ask', name: 'Ask the team lead', fields: ['Who may answer'] });
});

it('puts the steps of a loop below it', async () => {
  const { steps } = await api.template.get({ workspaceId, templateId: 'attachments-to-drive' });
  expect(steps.map(({ id, depth }) => [id, depth])).toEqual([
    ['mail', 0],
    ['each', 0],
    ['keep', 1],
    ['row', 1],
  ]);
});

it('starts a flow of its own, bound to nothing, and says where to begin', async () => {
  const { id, step } = await api.template.start({ workspaceId, templateId: 'payment-to-sheet' });
  const flow = await api.flow.get({ flowId: id });
  expect(flow.name).toBe('Note every payment and say thank you');
  expect(step).toBe('payment');
  expect(Object.values(flow.draft.document.steps).filter(({ connection }) => connection !== undefined)).toEqual([]);
});

it.each(['nothing', '../package', 'README'])('has no template %s', async (templateId) => {
  expect(await refusal(api.template.start({ workspaceId, templateId }))).toMatchObject({ code: 'not_found' });
});
