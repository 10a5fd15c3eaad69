import { setTimeout as wait } from 'node:timers/promises';
import { few, settled } from '../account.ts';
import type { Cluster } from '../Cluster.ts';
import { byTheClock } from '../flows.ts';
import { ALL, type Scenario } from '../scenario.ts';

const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
const start = Date.parse('2026-10-24T12:00:00Z');
/** So long until a machine knows what the database shows, and has started what is due. */
const SETTLE_MS = 4_000;

/** Where the database's clock is put, and what happens there. */
const jumps = [
  // The night in which 02:30 comes twice: the first, the second, and the first once more.
  '2026-10-25T00:29:58Z',
  '2026-10-25T01:29:58Z',
  '2026-10-25T00:29:57Z',
  // Five months at once, into the night in which 02:30 is left out; the next night.
  '2027-03-28T00:59:58Z',
  '2027-03-29T00:29:58Z',
];

type Started = { at: number; local: string; missed: number };

export const schedules: Scenario = {
  name: 'The clock of all jumps over both changes of the hour, back by an hour and ahead by five months, while machines are killed',
  promise: 'P6',
  bar: 'every night once, at 02:30 or at the jump; missed nights each, once together or not at all, as the flow says; ten minutes stay ten minutes',
  machines: [ALL, 'worker'],
  async run(cluster) {
    const { client, sink, machines } = cluster;
    await ownTime(cluster);
    const nightly = { every: 'day', at: '02:30', zone: ZONE };
    const flows: Record<string, string> = {};
    for (const missed of ['all', 'one', 'none']) {
      flows[missed] = (await client.publish(missed, byTheClock(sink.url, { ...nightly, missed }))).flowId;
    }
    const often = { every: 'minutes', interval: 10, zone: ZONE, missed: 'one' };
    flows.often = (await client.publish('often', byTheClock(sink.url, often))).flowId;
    for (const [turn, jump] of jumps.entries()) {
      await setTime(cluster, Date.parse(jump));
      await wait(SETTLE_MS / 2);
      if (turn % 2 === 0) await machines[1]?.kill();
      await wait(SETTLE_MS / 2);
      if (turn % 2 === 0) await machines[1]?.start();
    }
    const { open } = await settled(cluster, 30_000);
    const runs = await startedIn(cluster, flows);
    const count = Object.entries(runs).map(([name, list]) => `${name} ${list.length}`);
    return { measured: `${jumps.length} jumps; runs: ${count.join(', ')}`, broken: few([...open, ...check(runs)]) };
  },
  mutants: [
    {
      name: 'an occurrence may have two runs',
      file: 'apps/server/src/store/schedules/scheduleStore.ts',
      find: 'runs.filter(({ occursAt }) => isNew.has(occursAt));',
      put: 'runs.map((run, at) => ({ ...run, occursAt: run.occursAt + (isNew.has(run.occursAt) ? 0 : at + 1) }));',
    },
    {
      name: 'what is missed is let go of',
      file: 'apps/server/src/schedules/settle.ts',
      find: 'if (at > now || due.length >= most) break;',
      put: 'if (at > now || due.length >= 2) break;',
    },
    {
      name: 'a time that is left out is left out',
      file: 'packages/expression/src/schedule/calendar.ts',
      find: '? undefined : jump;',
      put: '? undefined : undefined;',
    },
  ],
};

/** From here on the database shows what it is told to; the machines are started anew, for a connection keeps to what it knows. */
async function ownTime(cluster: Cluster): Promise<void> {
  await cluster.ask('create table chaos_clock (shift interval not null)');
  await cluster.ask("insert into chaos_clock values ('0')");
  await cluster.ask(
    `create function public.now() returns timestamptz language sql stable
      as 'select pg_catalog.now() + (select shift from public.chaos_clock)'`,
  );
  await cluster.ask('alter database patchbay set search_path = public, pg_catalog');
  await setTime(cluster, start);
  await Promise.all(cluster.machines.map((machine) => machine.kill()));
  for (const machine of cluster.machines) await machine.start();
}

async function setTime(cluster: Cluster, to: number): Promise<void> {
  await cluster.ask(`update public.chaos_clock set shift = to_timestamp($1::float8 / 1000) - pg_catalog.now()`, [to]);
}

async function startedIn(cluster: Cluster, flows: Record<string, string>): Promise<Record<string, Started[]>> {
  const rows = await cluster.ask<{ flow: string; at: string; date: string; time: string; missed: number }>(
    `select r.flow_id as flow, p ->> 'scheduledAt' as at, p ->> 'date' as date, p ->> 'time' as time, (p ->> 'missed')::int as missed
      from run r join run_journal j on j.run_id = r.id and j.index = 0,
        lateral (select j.events::json -> 0 -> 'payload' as p) e`,
  );
  const all = Object.entries(flows).map(([name, flowId]): [string, Started[]] => [
    name,
    rows
      .filter(({ flow }) => flow === flowId)
      .map(({ at, date, time, missed }) => ({ at: Date.parse(at), local: `${date} ${time}`, missed }))
      .toSorted((one, other) => one.at - other.at),
  ]);
  return Object.fromEntries(all);
}

/** Written down by hand: 25 October 2026 to 29 March 2027 are 156 nights. */
const NIGHTS = 156;

function check({ all = [], one = [], none = [], often = [] }: Record<string, Started[]>): string[] {
  const broken: string[] = [];
  const nights = all.map(({ local }) => local.slice(0, 10));
  if (new Set(nights).size !== nights.length) broken.push('a night has two runs');
  if (nights.length !== NIGHTS) broken.push(`${nights.length} of ${NIGHTS} nights have a run`);
  const odd = all.filter(({ local }) => local !== `${local.slice(0, 10)} ${isGap(local) ? '03:00' : '02:30'}`);
  if (odd.length > 0) broken.push(`a night began at ${odd[0]?.local}`);
  const caughtUp = one.reduce((sum, { missed }) => sum + 1 + missed, 0);
  // Whether the night of the jump is among those that were missed hangs on who looks first.
  if (one.length < 3 || one.length > 4 || caughtUp !== NIGHTS)
    broken.push(`${one.length} runs stand for ${caughtUp} nights`);
  const on = none.map(({ local }) => local.slice(0, 10)).join(' ');
  if (on !== '2026-10-25 2027-03-28 2027-03-29') broken.push(`without catching up there were runs on ${on}`);
  const [first = { at: 0 }] = often;
  const uneven = often.filter(({ at }) => (at - first.at) % (10 * MINUTE) !== 0);
  if (uneven.length > 0 || new Set(often.map(({ at }) => at)).size !== often.length)
    broken.push('ten minutes were not ten minutes');
  return broken;
}

const isGap = (local: string) => local.startsWith('2027-03-28');
