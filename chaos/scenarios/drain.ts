import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled } from '../account.ts';
import { keepAndTell } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

export const drain: Scenario = {
  name: 'Machines are stopped in order, one after the other, under load',
  promise: 'P5',
  bar: 'each ends with code 0; nothing lost, nothing doubled, and nobody has to be asked',
  machines: [ALL, ALL],
  async run(cluster) {
    const { url } = await cluster.client.publish('Keep and tell', keepAndTell(cluster.sink.url));
    const path = new URL(url).pathname;
    const load = new Load(
      'a',
      cluster.machines.map((machine) => machine.url + path),
    );
    cluster.sink.delayMs = 200;
    const loading = load.run({ perSecond: 80, forMs: 9_000 });
    const broken: string[] = [];
    for (const machine of [...cluster.machines, ...cluster.machines]) {
      await wait(1_500);
      const code = await machine.stop();
      if (code !== 0) broken.push(`a machine ended with ${code}`);
      await machine.start();
    }
    await loading;
    const { open } = await settled(cluster, 30_000);
    const { accepted, runs, asking, slowestMs, ...rest } = await account(cluster, load);
    if (asking > 0) broken.push(`${asking} runs ask a person`);
    return {
      measured: `4 stops; ${accepted} accepted, ${runs} runs, ${asking} ask a person; slowest ${slowestMs} ms`,
      broken: few([...open, ...broken, ...rest.broken]),
    };
  },
  mutants: [
    {
      name: 'a stop lets go of calls under way',
      file: 'apps/server/src/worker/worker.ts',
      find: 'while (this.#active.size > 0 && this.#deps.now() < deadline) await pause(20);',
      put: '',
    },
  ],
};
