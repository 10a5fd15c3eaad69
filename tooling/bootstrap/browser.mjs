// Finds a Chromium for the end-to-end tests, or installs one: Playwright's own where its download is reachable, Debian's else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectEnvironment, root, say, stop } from './prepare.mjs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium that can be started. Stops with a sentence where none can be had. */
export function ensureBrowser() {
  const chosen = process.env.PATCHBAY_CHROMIUM;
  if (chosen) return existsSync(chosen) ? chosen : stop(`PATCHBAY_CHROMIUM names ${chosen}, which is not there.`);
  const found = find();
  if (found) return found;

  say('Installing a browser for the end-to-end tests ...');
  attempt(join(root, 'e2e/node_modules/.bin/playwright'), ['install', 'chromium']);
  if (!find() && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    attempt('apt-get', ['update', '-qq']);
    attempt('apt-get', ['install', '-y', '-qq', 'chromium']);
  }
  return (
    find() ??
    stop(
      'The end-to-end tests need a browser. Install Chromium (on Debian: sudo apt-get install chromium) and run npm test again.',
    )
  );
}

function find() {
  const { chromium } = createRequire(join(root, 'e2e/package.json'))('@playwright/test');
  return [chromium.executablePath(), ...INSTALLED].find((path) => existsSync(path));
}

function attempt(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...projectEnvironment(), DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
  });
  if (result.status !== 0) say(`  ${command} ${args[0]} did not work here; trying the next way.`);
}
