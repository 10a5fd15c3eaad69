import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled } from '../account.ts';
import { keepAndTell } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

export const silence: Scenario = {
  name: 'One machine hears nothing of the database for fifteen seconds',
  promise: 'P1, P3, P5',
  bar: 'nothing lost or doubled; its runs go on elsewhere; it takes events again when the wire is mended',
  machines: [ALL, ALL],
  async run(cluster) {
    const { url } = await cluster.client.publish('Keep and tell', keepAndTell(cluster.sink.url));
    const path = new URL(url).pathname;
    const [, cutOff] = cluster.machines;
    const load = new Load('a', [cutOff?.url + path]);
    cluster.sink.delayMs = 100;
    const loading = load.run({ perSecond: 50, forMs: 4_000 });
    await wait(2_000);
    cluster.wires[1]?.silence();
    await wait(15_000);
    // What it had accepted is under way nowhere but there, unless others have taken it over.
    const left = await cluster.ask("select id from run where status = 'running'");
    cluster.wires[1]?.mend();
    await loading;
    const after = new Load('b', [cutOff?.url + path]);
    const began = Date.now();
    while (after.accepted.length === 0 && Date.now() - began < 30_000) {
      await after.send();
      await wait(100);
    }
    const backMs = Date.now() - began;
    const { open } = await settled(cluster, 40_000);
    const { accepted, runs, asking, slowestMs, broken } = await account(cluster, load);
    const alone = left.length > 0 ? [`${left.length} runs waited for the machine to be heard of again`] : [];
    const late = backMs > 5_000 ? [`it took events again only after ${backMs} ms`] : [];
    return {
      measured: `${accepted} accepted, ${runs} runs, ${asking} ask a person; slowest ${slowestMs} ms; back after ${backMs} ms`,
      broken: few([...open, ...broken, ...alone, ...late]),
    };
  },
  mutants: [
    {
      name: 'the runs of a machine that is not heard of are not freed',
      file: 'apps/server/src/store/leases.ts',
      find: '(l.worker_id is not null and w.id is null)',
      put: '(l.worker_id is not null and w.id is null and false)',
    },
  ],
};
