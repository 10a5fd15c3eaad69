// Takes the pictures of docs/pictures from a real server with a workspace as after a first week: `npm run screenshots`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '../support/chromium.ts';
import { launchBrowser } from '../support/chromium.ts';
import { startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient, person } from '../support/patchbayClient.ts';
import { furnish } from './workspace.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

/** A picture: its name, the page, what tells that it is there, and what a person does on a screen with room for it. */
type Shot = { name: string; path: string; shows: string; act?: (page: Page) => Promise<void> };

const looks = [
  { suffix: '', scheme: 'light', viewport: { width: 1440, height: 900 } },
  { suffix: '-dark', scheme: 'dark', viewport: { width: 1440, height: 900 } },
  { suffix: '-phone', scheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

mkdirSync(folder, { recursive: true });
const patchbay = await startPatchbay({ PORT: process.env.PORT ?? '3980' });
const browser = await launchBrowser();
try {
  const client = new PatchbayClient(patchbay.url);
  await client.signUp();
  await photograph(browser, {
    url: patchbay.url,
    shots: [{ name: 'home', path: '/', shows: '.react-flow__node, main h1' }],
  });
  const made = await furnish(client);
  await photograph(browser, {
    url: patchbay.url,
    shots: [
      { name: 'flows', path: '/flows', shows: 'main table tbody tr' },
      {
        name: 'builder',
        path: `/flows/${made.flowId}?step=${made.step}`,
        shows: '[aria-label="Step settings"] [role="tablist"]',
        act: tryIt,
      },
      { name: 'run', path: `/runs/${made.runId}`, shows: '.react-flow__node' },
      { name: 'connections', path: '/connections', shows: 'main table tbody tr' },
      { name: 'gallery', path: '/connectors', shows: 'main h1' },
      { name: 'templates', path: '/templates', shows: 'main h1' },
    ],
  });
} finally {
  await browser.close();
  await patchbay.stop();
}

async function photograph(browser: Browser, { url, shots }: { url: string; shots: readonly Shot[] }): Promise<void> {
  for (const { suffix, scheme, viewport } of looks) {
    const context = await browser.newContext({ baseURL: url, colorScheme: scheme, viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signIn(page);
    for (const { name, path, shows, act } of shots) {
      await page.goto(path);
      await page.locator(shows).first().waitFor();
      if (viewport.width > 1_000) await act?.(page);
      // Fonts and what is fetched last.
      await page.waitForTimeout(1_500);
      await page.screenshot({ path: join(folder, `${name}${suffix}.png`), animations: 'disabled' });
    }
    await context.close();
  }
}

/** Tries the flow on sample data up to the open step, and goes back to its fields. */
async function tryIt(page: Page): Promise<void> {
  const panel = page.getByRole('complementary', { name: 'Step settings' });
  await panel.getByRole('button', { name: 'Test this step' }).click();
  await panel.getByText('Came back').waitFor();
  await panel.getByRole('tab', { name: 'Set up' }).click();
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in?back=/flows');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
}
