import type { Browser } from '../../e2e/support/chromium.ts';
import { openTab, type signIn } from './tab.ts';

/** What opening a page with nothing cached asks of the network, in its first seconds. KiB as they travel, compressed. */
export type RouteCost = { route: string; requests: number; scriptKiB: number; totalKiB: number };

const STILL_MS = 2_500;

type Opening = {
  url: string;
  state: Awaited<ReturnType<typeof signIn>>;
  routes: readonly (readonly [string, string])[];
};

/** Each route in a tab of its own. A route is its name and its path. */
export async function measureRoutes(browser: Browser, { url, state, routes }: Opening): Promise<RouteCost[]> {
  const found: RouteCost[] = [];
  for (const [route, path] of routes) {
    const tab = await openTab(browser, { url, state });
    const debug = await tab.page.context().newCDPSession(tab.page);
    await debug.send('Network.enable');
    const kinds = new Map<string, string>();
    let [requests, script, total] = [0, 0, 0];
    debug.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type));
    debug.on('Network.requestWillBeSent', () => {
      requests++;
    });
    debug.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      total += encodedDataLength;
      if (kinds.get(requestId) === 'Script') script += encodedDataLength;
    });
    await tab.page.goto(path);
    // Not until it is still: a page that listens for news never is.
    await tab.page.waitForTimeout(STILL_MS);
    found.push({ route, requests, scriptKiB: script / 1024, totalKiB: total / 1024 });
    await tab.close();
  }
  return found;
}
