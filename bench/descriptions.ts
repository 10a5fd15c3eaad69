// How well Patchbay reads other people's API descriptions: `node bench/descriptions.ts`, `--each 1`, `--only stripe`, `--failures`.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chosenDescriptions, directoryFolder } from './descriptions/directory.ts';
import { descriptionsReport, type Outcome } from './descriptions/report.ts';
import { openWatchedThread } from './descriptions/watchedThread.ts';

const { values: options } = parseArgs({
  options: {
    each: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    failures: { type: 'boolean', default: false },
    threads: { type: 'string', default: String(Math.max(availableParallelism() - 1, 1)) },
  },
});

const folder = directoryFolder();
const files = chosenDescriptions(folder, Number(options.each)).filter((file) => file.includes(options.only));
const outcomes: Outcome[] = [];
const waiting = [...files];

await Promise.all(Array.from({ length: Number(options.threads) }, measureWaiting));
outcomes.sort((left, right) => left.file.localeCompare(right.file));
if (options.failures)
  for (const { file, failures } of outcomes) for (const failure of failures) console.log(file, failure);
console.log(descriptionsReport(outcomes));

async function measureWaiting(): Promise<void> {
  const thread = openWatchedThread();
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    outcomes.push({ file, ...(await thread.measure(join(folder, file))) });
    if (outcomes.length % 25 === 0) process.stderr.write(`${outcomes.length} of ${files.length}\n`);
  }
  await thread.close();
}
