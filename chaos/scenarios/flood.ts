import { setTimeout as wait } from 'node:timers/promises';
import { PatchbayClient } from '../../e2e/support/patchbayClient.ts';
import { keep } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

const DELAY_MS = 5_000;

export const flood: Scenario = {
  name: 'One workspace floods, another one has an event now and then',
  promise: 'P10',
  bar: "the other's runs start at most 5 s later than alone",
  machines: [ALL],
  async run(cluster, { seconds }) {
    const { client, sink, machines } = cluster;
    const many = await client.publish('Keep', keep(sink.url));
    const neighbour = new PatchbayClient(machines[0]?.url ?? '');
    await neighbour.signUp('noor@example.com');
    const few = await neighbour.publish('Keep', keep(sink.url));
    const flooding = new Load('flood', [many.url]);
    const other = new Load('other', [few.url]);
    // A hundred calls at a time, each so long: a quarter of the flood can be dealt with, the rest stands in line.
    sink.delayMs = 200;
    // Two hundred requests at a time, as fast as they are taken: how many a machine takes is no question of fairness.
    const flow = flooding.run({ perSecond: 2_000, forMs: seconds * 500, atOnce: 200 });
    const waits: number[] = [];
    while (waits.length < seconds && (waits.at(-1) ?? 0) <= DELAY_MS) {
      await wait(500);
      const began = Date.now();
      const before = other.sent.length + 1;
      await other.send();
      while (!sink.arrivals.some(({ path }) => path === `/kept/other${before}`) && Date.now() - began < 20_000)
        await wait(20);
      waits.push(Date.now() - began);
    }
    await flow;
    const slowestMs = Math.max(...waits);
    return {
      measured: `${flooding.accepted.length} of ${flooding.sent.length} events of the flood accepted; the other's slowest ${slowestMs} ms`,
      broken: slowestMs > DELAY_MS ? [`another workspace waited ${slowestMs} ms`] : [],
    };
  },
  mutants: [
    {
      name: 'who came first goes first, whoever it is',
      file: 'apps/server/src/worker/Room.ts',
      find: ' || (this.#taken.get(workspaceId) ?? 0) < this.#size.share',
      put: '',
      also: [
        {
          file: 'apps/server/src/store/heldBack.ts',
          find: 'select (select h.workspace_id from held_back_run h where h.workspace_id > s.id order by h.workspace_id limit 1)',
          put: 'select null::uuid',
        },
      ],
    },
  ],
};
