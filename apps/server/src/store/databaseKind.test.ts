import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, publish, startRuns } from '../runs/testing.ts';
import { eventually } from '../worker/testing.ts';
import { openDatabase } from './database.ts';
import { checkKind, databaseKinds } from './databaseKind.ts';
import { openQueue } from './queue.ts';
import { testDatabase } from './testing.ts';

const POSTGRESQL = 'PostgreSQL 18.0 on x86_64-pc-linux-gnu';
const YUGABYTE = 'PostgreSQL 15.12-YB-2025.1.0.0-b0 on x86_64-pc-linux-gnu';
const COCKROACH = 'CockroachDB CCL v25.2.0 (x86_64-pc-linux-gnu)';

describe('a database of another kind', () => {
  it.each([
    ['postgresql', POSTGRESQL],
    ['citus', POSTGRESQL],
    ['yugabytedb', YUGABYTE],
  ] as const)('is taken where it is what was said: %s', (kind, version) => {
    expect(() => checkKind(kind, version)).not.toThrow();
  });

  it.each([
    ['postgresql', YUGABYTE, /Set PATCHBAY_DATABASE_KIND to yugabytedb/],
    ['yugabytedb', POSTGRESQL, /Check both/],
    ...databaseKinds.map((kind) => [kind, COCKROACH, /CockroachDB has neither/] as const),
  ] as const)('is refused in words where it is not, or cannot keep runs: %s on %s', (kind, version, words) => {
    expect(() => checkKind(kind, version)).toThrow(words);
  });
});

describe('on PostgreSQL, which is all that is here,', () => {
  let direct: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    direct = await testDatabase();
  });
  afterAll(() => direct.drop());

  it('the queue carries runs as it would on YugabyteDB: without advisory locks and partitions', async () => {
    const queue = await openQueue({ ...direct, kind: 'yugabytedb' }, (error) => {
      throw error;
    });
    const taken: string[] = [];
    await queue.take(async (runIds) => void taken.push(...runIds));
    await queue.send(['a', 'b']);
    expect(await eventually(() => (taken.length === 2 ? taken.sort() : undefined))).toEqual(['a', 'b']);
    await queue.stop();
    await direct.pool.query('drop schema queue cascade');
  });

  it('flows run as they would on the coordinator of a Citus', async () => {
    const database = await openDatabase(direct.url, { kind: 'citus' });
    const patchbay = await startRuns(database);
    const flow = await publish(direct, draw({ order: { operation: 'webhook' } }));
    expect((await fetch(patchbay.hook(flow), { method: 'POST', body: '{}' })).status).toBe(200);
    await patchbay.stop();
    await database.close();
  });
});
