import { PgBoss } from 'pg-boss';
import type { Database } from './database.ts';

const QUEUE = 'advance';
/** A notification brings what is due at once; looking every second brings what has become due. */
const polling = { batchSize: 200, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 };
type Job = { runId: string };

/**
 * Carries "advance this run" between processes and over time, and nothing else: the lease says who may, the journal what
 * is true. So a job that is lost is found by the sweep, and one that comes twice finds the run taken.
 */
export type RunQueue = {
  /** `at` is milliseconds since 1970; absent means now. */
  send(runIds: readonly string[], at?: number): Promise<void>;
  /** Hands out batches until `rest`. The next batch comes when `take` resolves. */
  take(take: (runIds: string[]) => Promise<void>): Promise<void>;
  /** Hands out no more; what is sent from now on is for others. */
  rest(): Promise<void>;
  stop(): Promise<void>;
};

type QueueDatabase = Pick<Database, 'wire' | 'pool' | 'kind'>;

export async function openQueue(
  { wire, pool, kind }: QueueDatabase,
  onError: (error: unknown) => void,
): Promise<RunQueue> {
  const boss = new PgBoss({
    ...wire,
    max: 2,
    backend: kind === 'postgresql' ? 'postgres' : kind,
    schema: 'queue',
    schedule: false,
    useListenNotify: true,
    notifyHeartbeatIntervalMs: 3_000,
    notifyHeartbeatTimeoutMs: 3_000,
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
      await boss.work<Job>(QUEUE, polling, async (jobs) => {
        await take([...new Set(jobs.map((job) => job.data.runId))]);
      });
    },
    rest: () => boss.offWork(QUEUE),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
