import { expect, type Page, test } from '@playwright/test';
import { drawFlow, literal, object, ref, type StepSpec } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { placeOf, type Point } from '../support/hands.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let flowId: string;
let runId: string;
/** A flow whose last step no wire leads to yet. */
let loose: string;
const order = {
  method: literal('POST'),
  answer: literal('at-once'),
  example: literal({ email: 'ada@example.com', subject: 'Oak desk' }),
};
const looseSteps: StepSpec[] = [
  { id: 'order', operation: 'webhook', inputs: order },
  { id: 'fields', operation: 'setFields', inputs: { fields: object({ subject: ref('order.body.subject') }) } },
  { id: 'tell', of: { id: 'email', version: '1' }, operation: 'send', inputs: {} },
];

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
  const file = {
    format: 'patchbay-flow',
    version: 1,
    name: 'Loose',
    document: drawFlow(looseSteps, 'order -> fields'),
  };
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
    // The page itself scrolls inside its frame, and down only.
    const wide = [document.documentElement, ...document.querySelectorAll('main:not(.canvas), .page')]
      .filter((element) => element.scrollWidth > Math.min(innerWidth, element.clientWidth + 1))
      .map(({ scrollWidth }) => `${scrollWidth} wide`);
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
      ...document.querySelectorAll(
        'button, a[href], input, select, textarea, summary, [role="tab"], [role="switch"], [role="option"]',
      ),
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
      /^((none|color|background-color|border-color|opacity|box-shadow|fill|stroke|outline-color|background)(, |$))+$/;
    const drawn = [...document.querySelectorAll('body *')].flatMap((element) =>
      ([undefined, '::before', '::after'] as const).map((part) => ({
        element,
        style: getComputedStyle(element, part),
      })),
    );
    const words = drawn.flatMap(({ element, style }) => {
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

/** What somebody might do to a page, and which of the looks has to see it. */
const faults = [
  { size: tablet, found: tooSmall, words: /^20x20 BUTTON/, style: 'width:20px;height:20px;padding:0;border:0' },
  { size: tablet, found: moving, words: /transform/, style: 'transition:opacity 0.2s, transform 0.2s' },
  { size: tablet, found: moving, words: /pb-menu/, style: 'animation:pb-menu 0.3s infinite' },
  {
    size: { width: 320, height: 640 },
    found: lost,
    words: /^\d+ wide$/,
    style: 'position:absolute;left:0;width:340px',
  },
  { size: { width: 320, height: 640 }, found: lost, words: /^cut off: BUTTON/, style: 'position:fixed;right:-9px' },
];

test('the looks see what they are for: a target of 20 pixels, what is cut off, and what moves', async ({ browser }) => {
  const { page } = await openBrowser(browser, { url: patchbay.url, viewport: tablet, reducedMotion: 'reduce' });
  for (const { size, found, words, style } of faults) {
    await page.setViewportSize(size);
    await page.evaluate((css) => {
      const one = document.createElement('button');
      one.textContent = 'x';
      // As strong as whatever the page says for those who want nothing to move.
      for (const [name = '', value = ''] of css.split(';').map((rule) => rule.split(':')))
        one.style.setProperty(name, value, 'important');
      const pair = document.createElement('div');
      pair.className = 'fault';
      pair.append(one, one.cloneNode(true));
      document.querySelector('main')?.prepend(pair);
    }, style);
    await drawn(page);
    expect(await found(page), style).toContainEqual(expect.stringMatching(words));
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('.fault')) one.remove();
    });
    await drawn(page);
    expect(await found(page), style).not.toContainEqual(expect.stringMatching(words));
  }
  await page.context().close();
});

/** The page has been drawn in the size that it has now. */
const drawn = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

test('on a tablet, a long press opens the menu of a step, a finger draws a wire, and two fingers zoom and move', async ({
  browser,
}) => {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url, viewport: tablet, hasTouch: true });
  await page.goto(`/flows/${loose}`);
  const step = (name: string) => page.locator('.react-flow__node-step', { hasText: name });
  await expect(step('tell')).toBeVisible();
  const fingers = await fingersOn(page);

  await test.step('a finger that stays on a step opens its menu', async () => {
    await fingers.down([await placeOf(step('fields'))]);
    const choice = page.getByRole('menuitem', { name: 'Duplicate' });
    await expect(choice).toBeVisible();
    await fingers.up();
    await expect(choice).toBeVisible();
    await page.touchscreen.tap(900, 700);
    await expect(choice).toBeHidden();
  });

  await test.step('Escape closes it as well, and the keyboard is on the step', async () => {
    await fingers.down([await placeOf(step('fields'))]);
    const choice = page.getByRole('menuitem', { name: 'Duplicate' });
    await expect(choice).toBeVisible();
    await fingers.up();
    // Lifting the finger opens it once more, with the keyboard in it.
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(choice).toBeHidden();
    await expect(step('fields')).toBeFocused();
  });

  await test.step('two fingers on cards zoom, and move the flow where they go together', async () => {
    const sheet = page.locator('.react-flow__viewport');
    const seen = async () => {
      const { x, width } = (await step('fields').boundingBox()) ?? { x: 0, width: 1 };
      return { x, width };
    };
    const before = await seen();
    const { x, y } = await placeOf(step('fields'));
    await fingers.down([{ x: x - 60, y }]);
    await fingers.down([
      { x: x - 60, y },
      { x: x + 60, y },
    ]);
    for (const nearer of [10, 20, 30])
      await fingers.move([
        { x: x - 60 + nearer, y },
        { x: x + 60 - nearer, y },
      ]);
    await expect.poll(async () => (await seen()).width / before.width).toBeCloseTo(0.5, 1);
    const small = await seen();
    await fingers.move([
      { x: x + 70, y: y + 40 },
      { x: x + 130, y: y + 40 },
    ]);
    await expect.poll(async () => (await seen()).x - small.x).toBeCloseTo(100, 0);
    await fingers.up();
    // Neither a card nor a wire came along.
    await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
    await page.getByRole('button', { name: 'Show the whole flow' }).click();
    await expect(sheet).toHaveCSS('transform', /matrix\(1, /);
  });

  await test.step('a finger draws a wire from one step to another', async () => {
    await expect(page.locator('.react-flow__edge')).toHaveCount(1);
    const from = await placeOf(step('fields').locator('.react-flow__handle.source').first());
    const to = await placeOf(step('tell'));
    await fingers.down([from]);
    await fingers.move([{ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }]);
    await fingers.move([to]);
    await fingers.up();
    await expect(page.locator('.react-flow__edge')).toHaveCount(2);
    await expect(page.getByRole('status').getByText(/^Connected/)).toBeAttached();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('of “tell” fit what comes before');
    await page.getByRole('button', { name: 'Plug them in' }).tap();
    await expect(page.getByRole('button', { name: /^Undo: fill in \d fields/ })).toBeVisible();
    await expect(page.getByRole('status').getByText(/fields filled in/)).toBeAttached();
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('on a phone, the outline does to a flow what the canvas does, and says so', async ({ browser }) => {
  const viewport = { width: 390, height: 844 };
  const { page, complaints } = await openBrowser(browser, {
    url: patchbay.url,
    viewport,
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(`/flows/${loose}`);
  const outline = page.getByRole('navigation', { name: 'Outline' });
  const rows = () => outline.getByRole('treeitem').locator('b').allTextContents();
  const panel = page.getByRole('complementary', { name: 'Step settings' });
  const said = (words: string) => expect(page.getByRole('status').getByText(words)).toBeAttached();
  const choose = async (step: string, deed: string | RegExp) => {
    await outline.getByRole('button', { name: `More for ${step}` }).tap();
    await page.getByRole('menuitem', { name: deed }).tap();
  };
  await expect.poll(rows).toEqual(['order', 'fields', 'tell']);
  const sheet = page.locator('.react-flow');
  await expect(sheet).toHaveCount(0);

  await test.step('a loop is added after a step, and its panel covers the flow', async () => {
    await outline.getByRole('button', { name: 'Add a step after order here' }).tap();
    await page.getByRole('combobox', { name: 'Search steps to add' }).fill('for each');
    await page.getByRole('option', { name: /^For each/ }).tap();
    await expect(panel.getByRole('heading', { name: 'For each' })).toBeVisible();
    expect((await panel.boundingBox())?.width).toBe(viewport.width);
    await panel.getByRole('button', { name: 'Close', exact: true }).tap();
    await expect.poll(rows).toEqual(['order', 'For each', 'fields', 'tell']);
  });

  await test.step('steps change places, go into the loop and come out of it, and nothing opens over the list', async () => {
    await choose('fields', 'Move above “For each”');
    await said('Moved above “For each”.');
    await expect.poll(rows).toEqual(['order', 'fields', 'For each', 'tell']);
    await choose('fields', 'Put into “For each”');
    await said('It stands in “For each” now.');
    await expect.poll(rows).toEqual(['order', 'For each', 'fields', 'tell']);
    await choose('fields', 'Take out of “For each”');
    await said('It comes after “For each” now.');
    await expect(panel).toBeHidden();
  });

  await test.step('wires are taken out and drawn, steps renamed, switched off and deleted, each with an undo', async () => {
    await choose('For each', 'Take out the wire to “fields”');
    await said('The wire to “fields” was taken out.');
    await choose('For each', 'Connect to another step');
    await page.getByRole('option', { name: 'fields', exact: true }).tap();
    await said('Connected to fields.');
    await choose('fields', 'Rename');
    await page.getByRole('dialog', { name: 'Rename the step' }).getByLabel('Name').fill('Pick');
    await page.getByRole('button', { name: 'Rename', exact: true }).tap();
    await said('Renamed to “Pick”.');
    await choose('Pick', 'Switch off');
    await expect(outline.getByRole('treeitem').filter({ has: page.locator('b', { hasText: 'Pick' }) })).toContainText(
      'Switched off',
    );
    await choose('For each', 'Delete');
    await said('“For each” deleted.');
    await page
      .getByRole('navigation', { name: 'Add and find' })
      .getByRole('button', { name: /^Undo: delete/ })
      .tap();
    await expect.poll(rows).toEqual(['order', 'For each', 'Pick', 'tell']);
  });

  await test.step('a note is put down, written and read in the list', async () => {
    await page.getByRole('button', { name: 'Add a note' }).tap();
    await outline.getByRole('button', { name: 'An empty note' }).tap();
    await page.getByLabel('What it says').fill('Ask Jonas first');
    await page.getByRole('button', { name: 'Keep' }).tap();
    await expect(outline.getByRole('button', { name: 'Ask Jonas first' })).toBeVisible();
  });

  await test.step('the sheet is drawn once the list is closed, all of it in sight', async () => {
    await outline.getByRole('button', { name: 'Close the outline' }).tap();
    for (const name of ['order', 'tell', 'Ask Jonas first']) await expect(sheet.getByText(name)).toBeInViewport();
  });

  await test.step('a flow is switched off and on in the list of flows', async () => {
    await page.goto('/flows');
    const on = page.getByRole('switch', { name: /Greet/ });
    await on.tap();
    await expect(on).not.toBeChecked();
    await on.tap();
    await expect(on).toBeChecked();
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** Fingers on the screen, as the browser's own machinery tells of them. */
async function fingersOn(page: Page) {
  const browser = await page.context().newCDPSession(page);
  const tell = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(({ x, y }, id) => ({ x, y, id })) });
  return {
    down: (points: Point[]) => tell('touchStart', points),
    move: (points: Point[]) => tell('touchMove', points),
    up: () => tell('touchEnd', []),
  };
}
