import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled } from '../account.ts';
import { keepAndTell } from '../flows.ts';
import { Load } from '../Load.ts';
import type { Scenario } from '../scenario.ts';

const RECOVERY_MS = 15_000;

export const kills: Scenario = {
  name: 'Five machines, one of them killed every two seconds',
  promise: 'P1, P2, P4, P5',
  bar: 'nothing lost, nothing doubled, no unsafe call twice; kept within 15 s (p99)',
  machines: ['api,hooks,worker', 'hooks', 'hooks', 'worker', 'worker'],
  async run(cluster, { seconds }) {
    const { url } = await cluster.client.publish('Keep and tell', keepAndTell(cluster.sink.url));
    const path = new URL(url).pathname;
    const load = new Load(
      'a',
      cluster.machines.slice(0, 3).map((machine) => machine.url + path),
    );
    cluster.sink.delayMs = 150;
    const loading = load.run({ perSecond: 60, forMs: seconds * 1_000 });
    const deadline = Date.now() + seconds * 1_000;
    let killed = 0;
    for (let turn = 0; Date.now() < deadline; turn += 1) {
      await wait(2_000);
      const machine = cluster.machines[turn % cluster.machines.length];
      await machine?.kill();
      killed += 1;
      await machine?.start();
    }
    await loading;
    const { open } = await settled(cluster, 40_000);
    const { accepted, runs, asking, p99Ms, slowestMs, broken } = await account(cluster, load);
    const late = p99Ms > RECOVERY_MS ? [`one in a hundred took ${p99Ms} ms`] : [];
    return {
      measured: `${killed} kills; ${accepted} accepted, ${runs} runs, ${asking} ask a person; p99 ${p99Ms} ms, slowest ${slowestMs} ms`,
      broken: few([...open, ...broken, ...late]),
    };
  },
  mutants: [
    {
      name: 'the runs of the dead are not freed',
      file: 'apps/server/src/store/leases.ts',
      find: '(l.worker_id is not null and w.id is null)',
      put: '(l.worker_id is not null and w.id is null and false)',
    },
    {
      name: 'an unsafe call cut off is made again',
      file: 'packages/execution/src/RunDriver.ts',
      find: 'if (isSafeToRepeat(state)) reclaim(state);',
      put: 'if (isSafeToRepeat(state) || true) reclaim(state);',
    },
  ],
};
