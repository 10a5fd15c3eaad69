import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';

const QUEUE = 'advance';
type Job = { runId: string };

/**
 * Carries "advance this run" between processes and over time, and nothing else: the lease says who may, the journal what
 * is true. So a job that is lost is found by the sweep, and one that comes twice finds the run taken.
 */
export type RunQueue = {
  /** `at` is milliseconds since 1970; absent means now. */
  send(runIds: readonly string[], at?: number): Promise<void>;
  /** Hands out batches until `stop`. The next batch comes when `take` resolves. */
  take(take: (runIds: string[]) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

export async function openQueue(url: string, pool: Pool, onError: (error: unknown) => void): Promise<RunQueue> {
  const boss = new PgBoss({
    connectionString: url,
    max: 2,
    schema: 'queue',
    schedule: false,
    useListenNotify: true,
    application_name: 'patchbay-queue',
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(QUEUE, { retryLimit: 0, expireInSeconds: 60, deleteAfterSeconds: 60, notify: true });
  const db = { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) };
  return {
    send: async (runIds, at) => {
      if (runIds.length === 0) return;
      const startAfter = at === undefined ? {} : { startAfter: new Date(at) };
      await boss.insert(
        QUEUE,
        runIds.map((runId) => ({ data: { runId }, ...startAfter })),
        { db },
      );
    },
    take: async (take) => {
      await boss.work<Job>(QUEUE, { batchSize: 200, pollingIntervalSeconds: 1 }, async (jobs) => {
        await take([...new Set(jobs.map((job) => job.data.runId))]);
      });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
