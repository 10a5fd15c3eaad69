import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled, untilAccepted } from '../account.ts';
import { keep } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

const RECOVERY_MS = 5_000;

export const databaseCrash: Scenario = {
  name: 'The database dies while events arrive, three times',
  promise: 'P1, P5',
  bar: 'nothing accepted is lost; events are taken again within 5 s after the database takes connections',
  machines: [ALL, ALL],
  async run(cluster) {
    const { url } = await cluster.client.publish('Keep', keep(cluster.sink.url));
    const path = new URL(url).pathname;
    const load = new Load(
      'a',
      cluster.machines.map((machine) => machine.url + path),
    );
    const loading = load.run({ perSecond: 300, forMs: 60_000 });
    const backs: number[] = [];
    for (let crash = 0; crash < 3; crash += 1) {
      await wait(2_000);
      await cluster.crashDatabase();
      backs.push(await untilAccepted(cluster, path));
    }
    await wait(1_000);
    load.stop();
    await loading;
    const { open } = await settled(cluster, 40_000);
    const { accepted, runs, slowestMs, broken } = await account(cluster, load);
    const late = backs.filter((ms) => ms > RECOVERY_MS).map((ms) => `events were taken again only after ${ms} ms`);
    return {
      measured: `${accepted} accepted, ${runs} runs; taken again after ${backs.join(', ')} ms; slowest ${slowestMs} ms`,
      broken: few([...open, ...broken, ...late]),
    };
  },
  mutants: [
    {
      name: 'an event is accepted before it is committed',
      file: 'apps/server/src/store/journal/journal.ts',
      find: 'await commits.write(append);',
      put: 'void commits.write(append).catch(() => undefined);',
    },
  ],
};
