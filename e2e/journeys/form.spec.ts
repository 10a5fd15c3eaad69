import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { complaintsOf, openBrowser } from '../support/person.ts';

let patchbay: Patchbay;

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  await new PatchbayClient(patchbay.url).signUp();
});
test.afterAll(async () => {
  await patchbay?.stop();
});

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });

type Question = { words: string; kind: string; required?: boolean; help?: string; choices?: string };

const questions: Question[] = [
  { words: 'Your name', kind: 'Text', required: true },
  { words: 'E-mail', kind: 'E-mail address', required: true, help: 'We send the quote there.' },
  { words: 'Seats', kind: 'Number' },
  { words: 'Moving on', kind: 'Date' },
  { words: 'Size', kind: 'One of several', choices: 'Small\nMedium\nLarge' },
  { words: 'Extras', kind: 'Some of several', choices: 'Lunch\nBus' },
  { words: 'What else?', kind: 'Long text' },
  { words: 'Floor plan', kind: 'File', required: true },
  { words: 'I agree to the terms', kind: 'Yes or no', required: true },
];

async function ask(panel: Locator, at: number, { words, kind, required, help, choices }: Question): Promise<void> {
  // A form begins with the first two.
  if (at > 2) await panel.getByRole('button', { name: 'Add a question' }).click();
  const card = panel.getByRole('group', { name: `question ${at}`, exact: true });
  await card.getByRole('textbox', { name: `Question ${at}` }).fill(words);
  await card.getByLabel('Kind of answer').selectOption({ label: kind });
  if (choices !== undefined) await card.getByLabel('Choices, one a line').fill(choices);
  if (help !== undefined) {
    await card.getByRole('button', { name: 'Add a help sentence' }).click();
    await card.getByLabel('Help').fill(help);
  }
  if (required === true) await card.getByRole('checkbox').check();
}

/** A stranger with a phone. */
async function openPhone(browser: Browser, url: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: true });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(url);
  return { page, complaints };
}

test('a person draws a form, and a customer fills it in on the phone, with a mistake first', async ({ browser }) => {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  const panel = panelOf(page);

  await test.step('she starts a flow with a form and asks nine questions', async () => {
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('button', { name: /^When somebody fills in a form/ }).click();
    await panel.getByRole('textbox', { name: 'Heading' }).click();
    await page.keyboard.type('Request a quote');
    await expect(panel.getByText('asks nothing yet')).toBeHidden();
    for (const [index, question] of questions.entries()) await ask(panel, index + 1, question);
    await panel.getByRole('button', { name: 'Move question 9 up' }).click();
    await panel.getByRole('button', { name: 'Move question 8 down' }).click();
    await look(page, { name: 'form-editor', kind: 'light-desktop' });
  });

  await test.step('she tries it out before anybody else can', async () => {
    await panel.getByRole('button', { name: 'Try the form' }).click();
    const link = panel.getByRole('link', { name: 'Open the form', exact: true });
    const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await expect(opened.getByText('This form is being tried out.')).toBeVisible();
    await opened.getByLabel('Your name').fill('Mira');
    await opened.getByLabel('E-mail').fill('mira@example.com');
    await opened.getByLabel('Floor plan').setInputFiles({
      name: 'try.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF'),
    });
    await opened.getByLabel('I agree to the terms').check();
    await opened.getByRole('button', { name: 'Send' }).click();
    await expect(opened.getByText('No run was started.')).toBeVisible();
    await opened.close();
    await expect(panel.getByText(/Somebody answered/)).toBeVisible();
    await panel.getByRole('button', { name: 'Use this' }).click();
  });

  await test.step('a later step sees the answers by their words', async () => {
    await page.getByRole('button', { name: 'Add a step after When somebody fills in a form' }).click();
    await page.getByRole('combobox', { name: 'Search steps to add' }).fill('Set fields');
    await page
      .getByRole('option', { name: /^Set fields/ })
      .first()
      .click();
    await panel.getByRole('button', { name: 'Add a field' }).click();
    const name = panel.getByRole('textbox', { name: 'Name of field 1' });
    await name.fill('greeting');
    await name.press('Enter');
    await panel.getByRole('textbox', { name: 'Value of greeting' }).click();
    await page
      .getByRole('listbox', { name: 'Values' })
      .getByRole('option', { name: /^Your name/ })
      .first()
      .click();
    await expect(panel.getByText('Mira', { exact: true })).toBeVisible();
  });

  const url = await test.step('she publishes it', async () => {
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish and switch on' }).click();
    await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
    return page.getByRole('textbox', { name: 'Address of When somebody fills in a form' }).inputValue();
  });

  await test.step('a customer makes a mistake, and nothing she typed is lost', async () => {
    const phone = await openPhone(browser, url);
    const form = phone.page;
    await expect(form.getByRole('heading', { name: 'Request a quote' })).toBeVisible();
    await look(form, { name: 'form', kind: 'light-phone' });
    await form.getByLabel('Your name').fill('Zoë Lang');
    await form.getByLabel('E-mail').fill('zoe@example');
    await form.getByLabel('Seats').fill('12');
    await form.getByLabel('Moving on').fill('2026-12-01');
    await form.getByLabel('Medium').check();
    await form.getByLabel('Lunch').check();
    await form.getByLabel('Bus').check();
    await form.getByLabel('What else?').fill('Two lines\nof text');
    await form.getByLabel('Floor plan').setInputFiles({
      name: 'plan.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 a plan'),
    });
    await form.getByRole('button', { name: 'Send' }).click();
    await expect(form.getByRole('alert')).toHaveText('2 answers need a look.');
    await expect(form.getByText('such as ann@example.com')).toBeVisible();
    await expect(form.getByLabel('E-mail')).toBeFocused();
    await expect(form.getByLabel('Your name')).toHaveValue('Zoë Lang');
    await expect(form.getByText('plan.pdf is here already.')).toBeVisible();
    await look(form, { name: 'form-mistake', kind: 'light-phone' });
    await form.getByLabel('E-mail').fill('zoe@example.com');
    await form.getByLabel('I agree to the terms').check();
    await form.getByRole('button', { name: 'Send' }).click();
    await expect(form.getByText('Thank you. Your answers have arrived.')).toBeVisible();
    await look(form, { name: 'form-thanks', kind: 'light-phone' });
    await form.reload().catch(() => undefined);
    expect(phone.complaints.filter((line) => !line.includes('422'))).toEqual([]);
    await form.context().close();
  });

  await test.step('the run has what she sent', async () => {
    await page.goto(`${patchbay.url}/runs`);
    const rows = page.getByRole('table', { name: 'Runs' }).getByRole('row', { name: /Succeeded.*v1/ });
    await expect(rows).toHaveCount(1);
    await rows.getByRole('link').first().click();
    const canvas = page.getByRole('main', { name: 'Canvas' });
    await canvas.getByRole('group', { name: /Patchbay, When somebody fills in a form/ }).click();
    const side = page.getByRole('complementary');
    await expect(side).toContainText('Zoë Lang');
    await expect(side).toContainText('zoe@example.com');
    await expect(side).toContainText('plan.pdf');
    await expect(side).toContainText('Medium');
  });

  await test.step('the form looks right in the dark, on a large screen, and without scripts', async () => {
    const context = await browser.newContext({ colorScheme: 'dark', javaScriptEnabled: false });
    const dark = await context.newPage();
    await dark.setViewportSize({ width: 1440, height: 1100 });
    await dark.goto(url);
    await expect(dark.getByLabel('Your name')).toBeVisible();
    await dark.getByRole('button', { name: 'Send' }).click();
    await expect(dark.getByRole('alert')).toBeVisible();
    await dark.screenshot({ path: '../test-results/screens/form-mistake-dark-desktop.png', fullPage: true });
    await context.close();
  });

  await test.step('switched off, it says so to people', async () => {
    await page.goto(`${patchbay.url}/flows`);
    await page.getByRole('switch').first().click();
    const phone = await openPhone(browser, url);
    await expect(async () => {
      await phone.page.reload();
      await expect(phone.page.getByRole('heading', { name: 'This form is closed just now' })).toBeVisible();
    }).toPass();
    await phone.page.context().close();
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});
