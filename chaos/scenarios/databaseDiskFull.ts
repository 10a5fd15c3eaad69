import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled, untilAccepted } from '../account.ts';
import { Disk } from '../Disk.ts';
import { keepAndTell } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

const RECOVERY_MS = 15_000;
const FULL_MS = 6_000;
const padding = 'x'.repeat(4_000);

export const databaseDiskFull: Scenario = {
  name: "The database's disk is full for six seconds while events arrive, so that its server dies",
  promise: 'P1, P4, P5',
  bar: 'nothing accepted is lost or doubled; the others are told 503; events are taken again by itself within 15 s',
  machines: [ALL, ALL],
  disks: { database: 300 },
  missing: () => Disk.missing(),
  async run(cluster) {
    const { machines, sink, client } = cluster;
    const { url } = await client.publish('Keep and tell', keepAndTell(sink.url));
    const path = new URL(url).pathname;
    const headers = { 'content-type': 'application/json' };
    const urls = machines.map((machine) => machine.url + path);
    const load = new Load('a', urls, (id) => ({ headers, body: JSON.stringify({ id, padding }) }));
    const loading = load.run({ perSecond: 80, forMs: 60_000 });
    await wait(2_000);
    const isFull = Date.now() + FULL_MS;
    while (Date.now() < isFull) {
      cluster.disks.database?.fill();
      // As a day of work would: the log goes on to its next file, for which there is no room.
      await cluster.ask('select pg_switch_wal()').catch(() => undefined);
      await wait(200);
    }
    cluster.disks.database?.empty();
    const backMs = await untilAccepted(cluster, path);
    await wait(1_000);
    load.stop();
    await loading;
    const { open } = await settled(cluster, 40_000);
    const { accepted, runs, asking, broken } = await account(cluster, load);
    const { refusals } = load;
    const others = [...refusals.keys()].filter((status) => status !== 503);
    if (others.length > 0) broken.push(`events were refused with ${others.join(', ')}`);
    if (!refusals.has(503)) broken.push('the disk was not full enough to be noticed');
    if (backMs > RECOVERY_MS) broken.push(`events were taken again only after ${backMs} ms`);
    return {
      measured: `${accepted} accepted, ${refusals.get(503) ?? 0} told 503, ${runs} runs, ${asking} ask a person; taken again after ${backMs} ms`,
      broken: few([...open, ...broken]),
    };
  },
  mutants: [
    {
      name: 'what the database refuses counts as written',
      file: 'apps/server/src/store/journal/groupCommit.ts',
      find: 'for (const { reject } of batch) reject(error);',
      put: 'for (const { resolve } of batch) resolve();',
    },
    {
      name: 'a database that died is not started again',
      file: 'apps/server/src/database/embeddedPostgres.ts',
      find: '      await bringUp(cluster);\n      const taken',
      put: '      const taken',
    },
  ],
};
