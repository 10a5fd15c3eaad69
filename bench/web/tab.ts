import type { Browser, Page } from '../../e2e/support/chromium.ts';
import { person } from '../../e2e/support/patchbayClient.ts';

/** A tab with its own debugger, through which the browser says what it spent. */
export type Tab = {
  page: Page;
  /** Milliseconds of CPU that the page's main thread spent on `work`, all that followed it in the next frames included. */
  cpu(work: () => Promise<void>): Promise<number>;
  close(): Promise<void>;
};

type Debug = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>;
type State = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

/** Signs in once; a tab opened with what this gives is signed in and has nothing cached. */
export async function signIn(browser: Browser, url: string): Promise<State> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto('/sign-in?back=/flows');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

export async function openTab(browser: Browser, { url, state }: { url: string; state: State }): Promise<Tab> {
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ baseURL: url, storageState: state, viewport });
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  // CPU of the thread, not time that passed: what else the machine does must not count.
  await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    page,
    async cpu(work) {
      await settled(page);
      const before = await spentMs(debug);
      await work();
      await settled(page);
      return (await spentMs(debug)) - before;
    },
    close: () => context.close(),
  };
}

/** Once two frames were drawn: what an event set off is done by then. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

async function spentMs(debug: Debug): Promise<number> {
  const { metrics } = await debug.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
}
