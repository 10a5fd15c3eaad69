import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled } from '../account.ts';
import { keepAndTell, nap } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

const HOUR = 3_600_000;
const NAP_S = 3;
/** A wait is looked at every second, and its end may fall into a kill. */
const LATE_MS = 12_000;

export const clocks: Scenario = {
  name: "The machines' clocks jump by hours and by a year, forward and back, apart from each other",
  promise: 'P3, P4, P6',
  bar: 'nothing lost, nothing doubled, nobody asked; who waits 3 s waits 3 s, and no machine is taken for dead',
  machines: [ALL, ALL],
  async run(cluster) {
    const { client, machines, sink } = cluster;
    const telling = await client.publish('Keep and tell', keepAndTell(sink.url));
    const napping = await client.publish('Nap', nap(sink.url, NAP_S));
    const at = (url: string) => machines.map((machine) => machine.url + new URL(url).pathname);
    sink.delayMs = 150;
    const load = new Load('a', at(telling.url));
    const naps = new Load('n', at(napping.url));
    const before = await cluster.ask<{ id: string }>('select id from worker order by id');
    const loading = Promise.all([
      load.run({ perSecond: 30, forMs: 11_000 }),
      naps.run({ perSecond: 5, forMs: 11_000 }),
    ]);
    const jumps: [number, number][] = [
      [1, 0],
      [-1, 1],
      [-25, -8_760],
      [8_760, 24],
      [0, 0],
    ];
    for (const shifts of jumps) {
      await wait(2_000);
      for (const [number, hours] of shifts.entries()) machines[number]?.setClock(hours * HOUR);
    }
    await loading;
    const { open } = await settled(cluster, 40_000);
    const after = await cluster.ask<{ id: string }>('select id from worker order by id');
    const [told, napped] = [await account(cluster, load), await account(cluster, naps)];
    // From its sending: a machine that is busy answers when the wait has long begun.
    const short = naps.sent.filter(({ id, sentAt }) => {
      const kept = sink.arrivals.find(({ path }) => path === `/kept/${id}`);
      return kept !== undefined && kept.at - sentAt < NAP_S * 1_000;
    });
    return {
      measured: `${2 * jumps.length} jumps; ${told.accepted + napped.accepted} accepted, ${told.runs} runs, ${told.asking} ask a person; the longest wait of ${NAP_S} s took ${napped.slowestMs} ms`,
      broken: few([
        ...open,
        ...told.broken,
        ...napped.broken,
        ...(told.asking > 0 ? [`${told.asking} runs ask a person`] : []),
        ...(short.length > 0 ? [`${short.length} waits were too short`] : []),
        ...(napped.slowestMs > LATE_MS ? [`a wait of ${NAP_S} s took ${napped.slowestMs} ms`] : []),
        ...(JSON.stringify(before) === JSON.stringify(after) ? [] : ['a machine was taken for dead']),
      ]),
    };
  },
  mutants: [
    {
      name: 'a machine goes by its own clock',
      file: 'apps/server/src/compose/composeApp.ts',
      find: 'const clock = await openDatabaseClock(pool);',
      put: 'const clock = Object.assign(await openDatabaseClock(pool), { now: Date.now });',
    },
  ],
};
