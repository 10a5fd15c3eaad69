import { parentPort } from 'node:worker_threads';
import { DescriptionError } from '@patchbay/openapi';
import { type Measured, measureDescription } from './measureDescription.ts';

/** Measures one description after the other, away from the one that watches the clock. */
parentPort?.on('message', (path: string) => {
  parentPort?.postMessage(measured(path));
});

function measured(path: string): Measured | { crashed: string } {
  try {
    return measureDescription(path);
  } catch (error) {
    if (error instanceof DescriptionError) {
      return { operations: 0, forms: 0, fitting: 0, readMs: 0, failures: [], refused: error.message };
    }
    return { crashed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
