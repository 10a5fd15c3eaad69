import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { person } from './patchbayClient.ts';

/** A browser of its own with the person signed in, on the list of flows. Whatever it complains about is in `complaints`. */
export async function openBrowser(
  browser: Browser,
  { url, ...options }: BrowserContextOptions & { url: string },
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ baseURL: url, ...options });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/sign-in?back=/flows');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Flows', level: 1 })).toBeVisible();
  return { page, complaints };
}

/** Errors in the console and exceptions nobody caught, as they come. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    complaints.push(`${page.url()}: ${error.message}`);
  });
  return complaints;
}
