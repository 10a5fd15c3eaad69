import { expect, type Locator, type Page, test } from '@playwright/test';
import { drawFlow, literal, object, ref, type StepSpec } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let flowId: string;
let runId: string;
/** A flow whose last step no wire leads to yet. */
let loose: string;

const steps: StepSpec[] = [
  { id: 'order', operation: 'webhook', inputs: { method: literal('POST'), answer: literal('run') } },
  { id: 'fields', operation: 'setFields', inputs: { fields: object({ name: ref('order.body.name') }) } },
  { id: 'answer', operation: 'respond', inputs: { status: literal(200), body: ref('fields') } },
];

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  const client = new PatchbayClient(patchbay.url);
  await client.signUp();
  const published = await client.publish('Greet', drawFlow(steps, 'order -> fields', 'fields -> answer'));
  flowId = published.flowId;
  await send(published.url, '{"name":"Ada"}');
  const { workspaceId } = client;
  const file = { format: 'patchbay-flow', version: 1, name: 'Loose', document: drawFlow(steps, 'order -> fields') };
  loose = (await client.call<{ id: string }>('flow.import', { workspaceId, file })).id;
  const list = () => client.query<{ items: { id: string }[] }>('run.list', { workspaceId, flowId });
  await expect.poll(async () => (await list()).items.length).toBe(1);
  runId = (await list()).items[0]?.id ?? '';
});

test.afterAll(() => patchbay?.stop());

/** Every page there is, by its address. */
const routes = () => [
  '/',
  '/flows',
  `/flows/${flowId}`,
  `/flows/${flowId}?step=fields`,
  `/flows/${flowId}/runs`,
  '/runs',
  `/runs/${runId}`,
  '/approvals',
  '/connections',
  '/connectors',
  '/connectors/hubspot',
  '/templates',
  '/templates/refund-approval',
  '/tables',
  '/settings',
  '/settings/people',
  '/settings/changes',
  '/settings/you',
];

/** What stands wider than the window, or is cut off by its edge without a way to scroll to it. */
const lost = (page: Page) =>
  page.evaluate(() => {
    const { innerWidth } = window;
    const wide =
      document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} wide`] : [];
    const isScrolled = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { overflowX, position } = getComputedStyle(at);
        if (overflowX === 'auto' || overflowX === 'scroll' || at.matches('.flow-canvas, [popover]')) return true;
        if (position === 'fixed') return false;
      }
      return false;
    };
    const cut = [...document.querySelectorAll('button, a[href], input, select, textarea, h1, h2')].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width < 2 || height < 2 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        return false;
      return (right > innerWidth + 1 || left < -1) && !isScrolled(element);
    });
    return [
      ...wide,
      ...cut.map(
        (element) =>
          `cut off: ${element.tagName} ${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}`,
      ),
    ];
  });

/** Targets below 24 pixels that have a neighbour within 24 pixels; links within a text may be as high as it. */
const tooSmall = (page: Page) =>
  page.evaluate(() => {
    const LEAST = 24;
    const shown = [
      ...document.querySelectorAll('button, a[href], input, select, textarea, [role="tab"], [role="switch"]'),
    ].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        element.closest('.sr-only, .skip') === null &&
        !element.matches('.sr-only, .skip'),
    );
    const boxes = shown.map((element) => {
      // A label around a box takes the press as well, and what is drawn over the button may make it larger.
      const label = element.matches('input[type="checkbox"], input[type="radio"]') ? element.closest('label') : null;
      const { x, y, width, height } = (label ?? element).getBoundingClientRect();
      const after = getComputedStyle(element, '::after');
      const grown = after.content !== 'none' && after.position === 'absolute' ? Math.max(0, -parseFloat(after.top)) : 0;
      return { element, x: x - grown, y: y - grown, width: width + 2 * grown, height: height + 2 * grown };
    });
    const isInline = (element: Element) =>
      element.matches('a, button.link') && getComputedStyle(element).display.startsWith('inline');
    const small = boxes.filter(
      ({ element, width, height }) => (width < LEAST - 0.5 || height < LEAST - 0.5) && width > 1 && !isInline(element),
    );
    const crowded = small.filter((one) => {
      const middle = { x: one.x + one.width / 2, y: one.y + one.height / 2 };
      return boxes.some((other) => {
        if (other === one || other.element.contains(one.element) || one.element.contains(other.element)) return false;
        const dx = Math.max(other.x - middle.x, 0, middle.x - other.x - other.width);
        const dy = Math.max(other.y - middle.y, 0, middle.y - other.y - other.height);
        return Math.hypot(dx, dy) < LEAST / 2;
      });
    });
    return crowded.map(
      ({ element, width, height }) =>
        `${Math.round(width)}x${Math.round(height)} ${element.tagName}.${element.className} ${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}`,
    );
  });

/** What moves although nothing should: anything but colours and what fades. */
const moving = (page: Page) =>
  page.evaluate(() => {
    const isStill = (duration: string) => duration.split(',').every((one) => parseFloat(one) <= 0.011);
    const QUIET =
      /^(none|all 0s|(color|background-color|border-color|opacity|box-shadow|fill|stroke|outline-color|background)(, |$))+/;
    const words = [...document.querySelectorAll('body *')].flatMap((element) => {
      const style = getComputedStyle(element);
      const animates = style.animationName !== 'none' && !isStill(style.animationDuration);
      const glides = !isStill(style.transitionDuration) && !QUIET.test(style.transitionProperty);
      return animates || glides
        ? [
            `${element.tagName}.${element.getAttribute('class')} ${animates ? style.animationName : style.transitionProperty}`,
          ]
        : [];
    });
    return [...new Set(words)];
  });

const tablet = { width: 1024, height: 768 };

/** What each page is looked at for. A window of 1440 by 900 is 720 wide at 200 %, and one of 1280 is 320 wide at 400 %. */
const looks = [
  { size: tablet, found: tooSmall },
  { size: tablet, found: moving },
  { size: { width: 720, height: 450 }, found: lost },
  { size: { width: 320, height: 640 }, found: lost },
];

test('every page keeps all it shows at 200 % and 320 pixels, has targets for a finger, and moves nothing for who asks', async ({
  browser,
}) => {
  const { page, complaints } = await openBrowser(browser, {
    url: patchbay.url,
    viewport: tablet,
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const found: string[] = [];
  for (const route of routes()) {
    await page.setViewportSize(tablet);
    await page.goto(route);
    await expect(page.locator('main').first()).toBeVisible();
    await expect(page.locator('.skeleton')).toHaveCount(0);
    for (const { size, found: findIn } of looks) {
      await page.setViewportSize(size);
      await drawn(page);
      found.push(...(await findIn(page)).map((words) => `${route} at ${size.width}: ${words}`));
    }
  }
  await page.context().close();
  expect([...found, ...complaints]).toEqual([]);
});

/** The page has been drawn in the size that it has now. */
const drawn = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

test('on a tablet, a long press opens the menu of a step, and a finger draws a wire', async ({ browser }) => {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url, viewport: tablet, hasTouch: true });
  await page.goto(`/flows/${loose}`);
  const step = (name: string) => page.locator('.react-flow__node-step', { hasText: name });
  await expect(step('answer')).toBeVisible();
  const fingers = await fingersOn(page);

  await test.step('a finger that stays on a step opens its menu', async () => {
    await fingers.down([await middleOf(step('fields'))]);
    const choice = page.getByRole('menuitem', { name: 'Duplicate' });
    await expect(choice).toBeVisible();
    await fingers.up();
    await expect(choice).toBeVisible();
    await page.touchscreen.tap(900, 700);
    await expect(choice).toBeHidden();
  });

  await test.step('a finger draws a wire from one step to another', async () => {
    await expect(page.locator('.react-flow__edge')).toHaveCount(1);
    const from = await middleOf(step('fields').locator('.react-flow__handle.source').first());
    const to = await middleOf(step('answer'));
    await fingers.down([from]);
    await fingers.move([{ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }]);
    await fingers.move([to]);
    await fingers.up();
    await expect(page.locator('.react-flow__edge')).toHaveCount(2);
    await expect(page.getByRole('status').getByText(/^Connected/)).toBeAttached();
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

type Point = { x: number; y: number };

/** Fingers on the screen, as the browser's own machinery tells of them. */
async function fingersOn(page: Page) {
  const browser = await page.context().newCDPSession(page);
  const tell = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) });
  return {
    down: (points: Point[]) => tell('touchStart', points),
    move: (points: Point[]) => tell('touchMove', points),
    up: () => tell('touchEnd', []),
  };
}

async function middleOf(place: Locator): Promise<Point> {
  const { x, y, width, height } = (await place.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2 };
}
