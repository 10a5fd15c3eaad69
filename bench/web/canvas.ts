import type { Page } from '../../e2e/support/chromium.ts';
import { median } from '../measure.ts';
import { settled, type Tab } from './tab.ts';

const MOVES = 40;
const CLICKS = 8;

/** Main-thread CPU of working on a flow that is open: one move of a drag, one of a pan, one selection. Milliseconds. */
export type CanvasCosts = { drag: number; pan: number; select: number; cards: number };

/** What hands cost in the flow that `tab` shows. */
export async function measureCanvas({ page, cpu }: Tab): Promise<CanvasCosts> {
  const cards = await page.locator('.react-flow__node').count();
  const [card, ...others] = await cardsInSight(page);
  if (card === undefined) throw new Error('No card is in sight.');
  const drag = await perMove(page, { from: card, cpu });
  const pan = await panning(page, cpu);
  const selects: number[] = [];
  for (const at of others.slice(0, CLICKS)) selects.push(await cpu(() => page.mouse.click(at.x, at.y)));
  // The first one also builds the panel.
  return { drag, pan, select: median(selects.slice(1)), cards };
}

type Point = { x: number; y: number };

/** Middles of cards that nothing covers, the one nearest to the middle of the window first. */
async function cardsInSight(page: Page): Promise<Point[]> {
  return await page.evaluate(() => {
    const middles = [...document.querySelectorAll('.react-flow__node-step')].map((card) => {
      const { x, y, width, height } = card.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2, card };
    });
    const far = ({ x, y }: { x: number; y: number }) => Math.hypot(x - innerWidth / 2, y - innerHeight / 2);
    return middles
      .filter(({ x, y, card }) => card.contains(document.elementFromPoint(x, y)))
      .map(({ x, y }) => ({ x, y }))
      .sort((a, b) => far(a) - far(b));
  });
}

type Dragging = { from: Point; cpu: Tab['cpu'] };

/** Every move gets its frame, as at the pace of a hand. */
async function perMove(page: Page, { from, cpu }: Dragging): Promise<number> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8);
  await settled(page);
  const spent = await cpu(async () => {
    for (let move = 0; move < MOVES; move++) {
      await page.mouse.move(from.x + 8 + (move % 20) * 4, from.y + 8 + (move % 10) * 4);
      await frame(page);
    }
  });
  await page.mouse.up();
  await settled(page);
  await page.keyboard.press('Escape');
  await settled(page);
  return spent / MOVES;
}

async function panning(page: Page, cpu: Tab['cpu']): Promise<number> {
  await page.mouse.move(700, 450);
  const spent = await cpu(async () => {
    for (let move = 0; move < MOVES; move++) {
      await page.mouse.wheel(move % 20 < 10 ? 12 : -12, move % 20 < 10 ? 8 : -8);
      await frame(page);
    }
  });
  return spent / MOVES;
}

const frame = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));

const WORD = 'email';
const ANSWER_MS = 400;

/** Main-thread CPU of a letter typed into quick-add, all that is found and drawn for it included; the median. Milliseconds. */
export async function measureQuickAdd({ page, cpu }: Tab): Promise<number> {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a step (A)' }).click();
  await page.getByRole('combobox', { name: 'Search steps to add' }).waitFor();
  await page.waitForTimeout(ANSWER_MS);
  const letters: number[] = [];
  for (const letter of WORD)
    letters.push(
      await cpu(async () => {
        await page.keyboard.type(letter);
        // The server's answer comes within it; waiting costs no CPU.
        await page.waitForTimeout(ANSWER_MS);
      }),
    );
  await page.keyboard.press('Escape');
  return median(letters);
}
