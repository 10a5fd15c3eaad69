import { setTimeout as wait } from 'node:timers/promises';
import { hang, longLoop } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

const CANCEL_MS = 5_000;

export const cancel: Scenario = {
  name: 'Runs are cancelled in the middle of a call and of a loop, from another machine',
  promise: 'P3',
  bar: 'ended within 5 s; no call begins after that',
  machines: [ALL, 'hooks,worker'],
  async run(cluster) {
    const { client, sink, machines } = cluster;
    const flows = [await client.publish('Hang', hang(sink.url)), await client.publish('Loop', longLoop(sink.url))];
    sink.delayMs = 150;
    const loads = flows.map(({ url }, at) => new Load(`c${at}-`, [machines[1]?.url + new URL(url).pathname]));
    for (const load of loads) for (let one = 0; one < 5; one += 1) await load.send();
    await wait(1_500);
    const running = await cluster.ask<{ id: string }>("select id from run where status in ('running', 'waiting')");
    const began = Date.now();
    await Promise.all(running.map(({ id }) => client.call('run.cancel', { runId: id })));
    const open = async () => cluster.ask("select id from run where status not in ('cancelled', 'succeeded')");
    while ((await open()).length > 0 && Date.now() - began < 10_000) await wait(50);
    const tookMs = Date.now() - began;
    const endedAt = Date.now();
    await wait(3_000);
    const late = sink.arrivals.filter(({ at }) => at > endedAt + 100);
    const broken = [
      ...(running.length === loads.length * 5
        ? []
        : [`only ${running.length} of ${loads.length * 5} runs were under way`]),
      ...(tookMs > CANCEL_MS ? [`it took ${tookMs} ms`] : []),
      ...(late.length > 0 ? [`${late.length} calls began after it`] : []),
    ];
    return { measured: `${running.length} runs ended in ${tookMs} ms; ${late.length} calls after that`, broken };
  },
  mutants: [
    {
      name: 'a cancelled run is let go of, and its end is not written',
      file: 'apps/server/src/runs/cancelRun.ts',
      find: 'await recordByHand(',
      put: 'if (deps.now() < 0) await recordByHand(',
    },
  ],
};
