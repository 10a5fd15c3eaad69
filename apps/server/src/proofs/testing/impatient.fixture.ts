// Patchbay as `main.ts` starts it, but for the times that other systems are given, which would make a proof take an hour.

import { readConfig } from '../../config.ts';
import { startPatchbay } from '../../startPatchbay.ts';

// Long enough for all at once on a machine that is busy: what ends in another way is not to be ended by the time.
const limits = { hostRequests: 200, connectMs: 3_000, headersMs: 3_000, totalMs: 4_000, streamMs: 4_000, restMs: 1 };
const patchbay = await startPatchbay({ ...readConfig(), outgoing: { trust: {}, limits } });
process.once('SIGTERM', () => void patchbay.stop().then(() => process.exit(0)));
console.log(`Patchbay is ready at ${patchbay.url}`);
