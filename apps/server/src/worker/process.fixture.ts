// A process that runs flows and nothing else, for tests that kill it. Says `ready <url>`; stops on SIGTERM.

import { startRuns } from '../runs/testing.ts';
import { openDatabase } from '../store/database.ts';

const [url = '', instance = ''] = process.argv.slice(2);
const database = await openDatabase(url);
const patchbay = await startRuns(database, instance);
patchbay.clockwork.start();
process.stdout.write(`ready ${patchbay.url}\n`);
// Whoever started it is gone: nobody would stop it any more.
process.stdin.on('end', () => process.exit(1)).resume();
process.once('SIGTERM', async () => {
  await patchbay.stop(10_000);
  await database.close();
  process.exit(0);
});
