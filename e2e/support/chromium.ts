import { chromium } from '@playwright/test';

// The bench has no Playwright of its own.
export type { Browser, Page } from '@playwright/test';

/** How the browser is started, in journeys, in the bench and for pictures. It is found or installed by `npm test`, which names it here. */
export const launchOptions = {
  executablePath: process.env.PATCHBAY_CHROMIUM ?? '/usr/bin/chromium',
  // As on a person's machine: without a language the browser saves no file whose name has more than ASCII.
  env: { ...process.env, LANG: 'C.UTF-8' },
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** A browser of its own, outside of a journey. */
export const launchBrowser = () => chromium.launch(launchOptions);
