import { enableCompileCache } from 'node:module';
import { readConfig } from './config.ts';
import { StartError } from './startError.ts';

// Stripping the types of what follows takes longer than all the rest of a start; the second time it is read from here.
enableCompileCache();
const { startPatchbay } = await import('./startPatchbay.ts');

/** Longer than this a stop does not wait, whatever hangs. */
const STOP_MS = 45_000;

try {
  const config = readConfig();
  const patchbay = await startPatchbay(config);
  // What only the start needed goes back to the system: a fifth of what the process held. There with `--expose-gc` only.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  if (patchbay.takenPort !== undefined) console.log(`Port ${patchbay.takenPort} is taken, so another one is used.`);
  console.log(`Patchbay is ready at ${patchbay.url}`);
  console.log(
    `Your data is in ${config.databaseUrl === undefined ? config.home : 'the database of DATABASE_URL'}. Press Ctrl+C to stop.`,
  );
  stopOn(['SIGTERM', 'SIGINT', 'SIGHUP'], patchbay.stop);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(`\n${error.message}`);
  process.exit(1);
}

function stopOn(signals: readonly NodeJS.Signals[], stop: () => Promise<void>): void {
  let isStopping = false;
  const end = async () => {
    if (isStopping) return;
    isStopping = true;
    console.log('Patchbay is stopping: it finishes what is under way.');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    try {
      await stop();
    } catch {
      console.error(
        'Patchbay has stopped without a word to the database. What it held is taken up again in some seconds.',
      );
      process.exit(1);
    }
    console.log('Patchbay has stopped.');
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, () => void end());
}
