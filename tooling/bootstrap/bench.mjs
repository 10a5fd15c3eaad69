import { ensureBrowser } from './browser.mjs';
import { become, prepare } from './prepare.mjs';

await prepare({ web: true });
// Only what happens in the browser needs one.
const only = process.argv.indexOf('--only');
if (only === -1 || process.argv[only + 1]?.includes('web')) process.env.PATCHBAY_CHROMIUM = ensureBrowser();
become('bench/main.ts', process.argv.slice(2));
