// Patchbay as `main.ts` starts it, but for the times that other systems are given, which would make a proof take an hour.

import { readConfig } from '../../config.ts';
import { startPatchbay } from '../../startPatchbay.ts';

const limits = { hostRequests: 200, connectMs: 900, headersMs: 800, totalMs: 1_000, streamMs: 1_000, restMs: 1 };
const patchbay = await startPatchbay({ ...readConfig(), outgoing: { trust: {}, limits } });
process.once('SIGTERM', () => void patchbay.stop().then(() => process.exit(0)));
console.log(`Patchbay is ready at ${patchbay.url}`);
