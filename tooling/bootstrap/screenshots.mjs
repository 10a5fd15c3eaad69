import { ensureBrowser } from './browser.mjs';
import { become, prepare } from './prepare.mjs';

await prepare({ web: true });
process.env.PATCHBAY_CHROMIUM = ensureBrowser();
become('e2e/pictures/main.ts', process.argv.slice(2));
