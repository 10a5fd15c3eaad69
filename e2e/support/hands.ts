import { expect, type Locator, type Page } from '@playwright/test';

export type Point = { x: number; y: number };

/** Where something is drawn, in pixels of the window; its middle is x and y. */
export type Place = Point & { left: number; top: number; right: number; bottom: number };

/** Where something is drawn once it has come to rest: a sheet that glides and a list that fills still move it. */
export async function placeOf(target: Locator): Promise<Place> {
  let last = '';
  let box: Awaited<ReturnType<Locator['boundingBox']>> = null;
  await expect
    .poll(
      async () => {
        box = await target.boundingBox();
        const before = last;
        last = JSON.stringify(box);
        return box !== null && last === before;
      },
      { message: 'It is on the screen and rests there.', intervals: [50] },
    )
    .toBe(true);
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2, left: x, top: y, right: x + width, bottom: y + height };
}

/** Moves the mouse there with its button down: in steps, as a canvas has to follow. */
export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}
