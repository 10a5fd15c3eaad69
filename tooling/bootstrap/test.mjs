// What `npm test` does: everything a change must pass, on a machine that has nothing but Node and npm.

import { ensureBrowser } from './browser.mjs';
import { node26, prepare, run, runPnpm, say } from './prepare.mjs';

await prepare({ web: true });
const browser = ensureBrowser();
say(`Browser: ${browser}`);
process.env.PATCHBAY_CHROMIUM = browser;

say('\nThe gate: format, lint, boundaries, types, unused code, unit tests, build');
runPnpm(['run', 'verify'], 'The gate is red: see above.');

say('\nJourneys in a real browser');
runPnpm(['--filter', '@patchbay/e2e', 'run', 'test', ...process.argv.slice(2)], 'A journey failed: see above.');
say('\nWhat holds when things break: machines killed, frozen and cut off, disks full, clocks wrong');
run(node26(), ['--disable-warning=ExperimentalWarning', 'chaos/main.ts'], 'A story of chaos broke: see above.');

say('\nEverything passed.');
