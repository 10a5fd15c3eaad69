import { nextOccurrences, readSchedule, schedulePayload } from '@patchbay/expression';
import { type Step, typedByHand } from '@patchbay/flow';
import { own } from './own.ts';

/** What a schedule gives: its sample, moved to the first time from its day on at which the step as it is set comes round. */
export function scheduleSample(inputs: Step['inputs'], sample: unknown): unknown {
  // The day as a whole, or what comes round early on it would be a week later.
  const from = Date.parse(String(own(Object(sample), 'date')));
  const read = readSchedule(
    Object.fromEntries(Object.entries(inputs).map(([name, mapping]) => [name, typedByHand(mapping)])),
  );
  if (!read.ok || Number.isNaN(from)) return sample;
  const [occursAt] = nextOccurrences(read.rule, from - 1, 1);
  return occursAt === undefined ? sample : schedulePayload(read.rule, { occursAt, missed: 0 });
}
