import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled } from '../account.ts';
import { keepAndTell } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

export const freezes: Scenario = {
  name: 'A machine that freezes for ten seconds and goes on as if nothing had been',
  promise: 'P4, P5',
  bar: 'nothing lost, nothing doubled, no unsafe call twice, though two machines think they have the run',
  machines: [ALL, ALL],
  async run(cluster) {
    const { url } = await cluster.client.publish('Keep and tell', keepAndTell(cluster.sink.url));
    const load = new Load('a', [cluster.machines[1]?.url + new URL(url).pathname]);
    cluster.sink.delayMs = 300;
    const loading = load.run({ perSecond: 80, forMs: 3_000 });
    await wait(2_000);
    cluster.machines[1]?.freeze();
    await wait(10_000);
    cluster.machines[1]?.thaw();
    await loading;
    const { open } = await settled(cluster, 30_000);
    const { accepted, runs, asking, slowestMs, broken } = await account(cluster, load);
    return {
      measured: `${accepted} accepted, ${runs} runs, ${asking} ask a person; slowest ${slowestMs} ms`,
      broken: few([...open, ...broken]),
    };
  },
  mutants: [
    {
      name: 'nobody is told that a run has moved on without them',
      file: 'apps/server/src/store/journal/groupCommit.ts',
      find: 'if (lost.has(append.runId)) reject(',
      put: "if (lost.has('nobody')) reject(",
    },
  ],
};
