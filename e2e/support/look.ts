import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const folder = join(import.meta.dirname, '..', '..', 'test-results', 'screens');

/** WCAG 2.0 to 2.2, levels A and AA. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Takes a picture of the page for people to look at, and looks for what a program can see: violations of WCAG, and a
 * page that is wider than the window. Goes on after a finding, so that one run tells them all.
 */
export async function look(page: Page, { name, kind }: { name: string; kind: string }): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${kind}.png`), animations: 'disabled' });
  // Colours are judged on the large screen and layout on a light phone: a fourth time would say nothing new.
  const { violations } =
    kind === 'dark-phone' ? { violations: [] } : await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => target).join(', ')}`,
  );
  expect.soft(found, `WCAG violations of ${name}, ${kind}`).toEqual([]);
  const [content = 0, room = 0] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect.soft(content, `width of ${name}, ${kind}`).toBeLessThanOrEqual(room);
}
