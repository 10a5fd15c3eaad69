import type { Config } from '../config.ts';
import { Housekeeper, type HousekeeperDeps } from '../housekeeping/Housekeeper.ts';
import { forgetBudgets } from '../store/budgetRows.ts';
import type { Database } from '../store/database.ts';
import { forgetKept } from '../store/doneCalls.ts';
import { createPollStore } from '../store/polls/pollStore.ts';
import { forgetDeliveries } from '../store/retention/forgetDeliveries.ts';
import { forgetReplays } from '../store/retention/forgetReplays.ts';
import { keepSince } from '../store/retention/keptSince.ts';
import { onlyHere } from '../store/retention/onlyHere.ts';
import { trimRuns } from '../store/retention/trimRuns.ts';
import { createScheduleStore } from '../store/schedules/scheduleStore.ts';
import { forgetTries } from '../store/tryCounts.ts';

const GB = 1_000_000_000;

export type HousekeepingParts = {
  database: Pick<Database, 'backstage' | 'kind'>;
  config: Pick<Config, 'keepRunsDays' | 'keepRunsCount' | 'keepRunsGb'>;
  sweepFiles(): Promise<void>;
  now(): number;
  /** For the log: what was removed. */
  note?(what: object, sentence: string): void;
  onError: HousekeeperDeps['onError'];
};

/** What removes old runs, memories and files. The database's part is done by one process at a time. */
export function openHousekeeping(parts: HousekeepingParts): Housekeeper {
  const { database, sweepFiles, onError } = parts;
  const { backstage } = database;
  const inDatabase = async (signal: AbortSignal) => {
    await onlyHere({ pool: backstage, kind: database.kind }, () => tidyDatabase(parts, signal));
  };
  return new Housekeeper({ jobs: [inDatabase, sweepFiles], onError });
}

async function tidyDatabase({ database, config, now, note }: HousekeepingParts, signal: AbortSignal): Promise<void> {
  const { backstage } = database;
  const { keepRunsDays, keepRunsCount, keepRunsGb } = config;
  const keep = {
    ...(keepRunsDays !== undefined && { days: keepRunsDays }),
    ...(keepRunsCount !== undefined && { count: keepRunsCount }),
    ...(keepRunsGb !== undefined && { bytes: keepRunsGb * GB }),
  };
  const { weeks, runs, keptSince } = await trimRuns(backstage, { keep, now: now(), signal });
  if (keptSince !== null) {
    await keepSince(backstage, keptSince);
    note?.({ weeks, runs, keptSince: new Date(keptSince).toISOString() }, 'Old runs were removed.');
  }
  const deliveries = await forgetDeliveries(backstage, { now: now(), signal });
  if (deliveries > 0) note?.({ deliveries }, 'Deliveries of long ago were forgotten.');
  await forgetReplays(backstage, { now: now(), signal });
  await createScheduleStore(backstage).forget(now());
  await createPollStore(backstage).forget(now());
  await forgetKept(backstage, now());
  await forgetBudgets(backstage);
  await forgetTries(backstage, now());
}
