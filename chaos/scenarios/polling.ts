import { setTimeout as wait } from 'node:timers/promises';
import { few, settled } from '../account.ts';
import type { Cluster } from '../Cluster.ts';
import { watchList } from '../flows.ts';
import type { Scenario } from '../scenario.ts';

const POLLS = 6;
const ROUNDS = 3;
/** A wire this slow leaves time to die between two statements. */
const SLOW_MS = 15;

/** What an API lists, as it changes under those who look. */
class Model {
  items: { id: string; version: number }[] = [];
  /** Every version that ever stood in the list when it was looked at to the end. */
  readonly listed = new Set<string>();
  #made = 0;

  /** Something comes, something changes, something goes or is there again, and the order is another one. */
  change(round: number): void {
    for (let more = 0; more < 5; more += 1) {
      this.#made += 1;
      this.items.push({ id: `i${this.#made}`, version: 1 });
    }
    this.items = this.items.map((item, at) => (at % 3 === round % 3 ? { ...item, version: item.version + 1 } : item));
    this.items = this.items.filter((_, at) => at % 7 !== round % 7);
    if (round % 2 === 1) this.items.push({ id: 'i1', version: 1 });
    this.items = this.items.toSorted((one, other) => hash(one.id, round) - hash(other.id, round));
    for (const { id, version } of this.items) this.listed.add(`${id}-${version}`);
  }
}

function hash(id: string, round: number): number {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) + round * 7) % 1_009, round);
}

export const polling: Scenario = {
  name: 'Lists change under six polls, while the machines that look are killed in the middle of it',
  promise: 'P2, P7',
  bar: 'each version of each item starts one run in each flow, whatever is added, changed, removed, back or in another order',
  machines: ['api,hooks', 'worker', 'worker'],
  async run(cluster, { seconds }) {
    const { client, sink, wires } = cluster;
    const lookers = cluster.machines.slice(1);
    const model = new Model();
    sink.answers.set('/list', () => ({ type: 'application/json', body: JSON.stringify({ items: model.items }) }));
    for (const wire of wires) wire.slowDown(SLOW_MS);
    model.change(0);
    for (let flow = 0; flow < POLLS; flow += 1) await client.publish('Watch', watchList(sink.url));
    let killed = 0;
    const broken: string[] = [];
    const rounds = Math.max(ROUNDS, seconds / 10);
    for (let round = 1; round <= rounds && broken.length === 0; round += 1) {
      if (round % 2 === 0) await aMemory(cluster);
      else await aLook(cluster, (round * 53) % 250);
      await Promise.all(lookers.map((machine) => machine.kill()));
      killed += lookers.length;
      await Promise.all(lookers.map((machine) => machine.start()));
      if (!(await looked(cluster))) broken.push('the lists are not looked at any more');
      model.change(round);
    }
    if (!(await looked(cluster))) broken.push('the lists are not looked at any more');
    const { open } = await settled(cluster, 30_000);
    const { runs, ...counts } = await countRuns(cluster, model);
    return {
      measured: `${killed} kills; ${model.listed.size} versions in ${POLLS} flows, ${runs} runs`,
      broken: few([...open, ...broken, ...counts.broken]),
    };
  },
  mutants: [
    {
      name: 'what was seen is remembered before its runs are written',
      file: 'apps/server/src/store/polls/pollStore.ts',
      find: 'const fresh = await remember(client, poll.id, look);',
      put: "const fresh = await remember(client, poll.id, look); await client.query('commit'); await client.query('begin');",
    },
    {
      name: 'a version of an item that is known is new again',
      file: 'apps/server/src/store/polls/pollStore.ts',
      find: 'on conflict do nothing returning item, version`',
      put: 'on conflict (poll_id, item, version) do update set seen_at = excluded.seen_at returning item, version`',
    },
  ],
};

/** As if the minute until the next look were over: so long after a list is read. */
async function aLook(cluster: Cluster, laterMs: number): Promise<void> {
  const before = cluster.sink.arrivals.length;
  await cluster.ask('update poll set next_due_at = now(), claim = null');
  for (const began = Date.now(); Date.now() - began < 10_000; await wait(5)) {
    if (cluster.sink.arrivals.slice(before).some(({ path }) => path === '/list')) break;
  }
  await wait(laterMs);
}

/** The same, the very moment something is remembered. */
async function aMemory(cluster: Cluster): Promise<void> {
  const remembered = async () => (await cluster.ask<{ n: number }>('select count(*)::int as n from poll_item'))[0]?.n;
  const before = await remembered();
  await cluster.ask('update poll set next_due_at = now(), claim = null');
  for (const began = Date.now(); Date.now() - began < 10_000; await wait(2)) {
    if ((await remembered()) !== before) return;
  }
}

/** All polls have looked at the list as it is, from beginning to end. Whoever was at it before does not count. */
async function looked(cluster: Cluster): Promise<boolean> {
  const [{ now } = { now: new Date() }] = await cluster.ask<{ now: Date }>('select now() as now');
  const isBehind = 'where looked_at is null or looked_at <= $1';
  for (let patience = 0; patience < 100; patience += 1) {
    // Whoever has been at it for three seconds has died.
    if (patience % 10 === 0) await cluster.ask(`update poll set next_due_at = now(), claim = null ${isBehind}`, [now]);
    await wait(300);
    if ((await cluster.ask(`select from poll ${isBehind}`, [now])).length === 0) return true;
  }
  return false;
}

async function countRuns(cluster: Cluster, { listed }: Model): Promise<{ runs: number; broken: string[] }> {
  const rows = await cluster.ask<{ flow: string; version: string; runs: number }>(
    `select r.flow_id as flow, e ->> 'id' || '-' || (e ->> 'version') as version, count(*)::int as runs
      from run r join run_journal j on j.run_id = r.id and j.index = 0,
        lateral (select j.events::json -> 0 -> 'payload' as e) p group by 1, 2`,
  );
  const broken = rows
    .filter(({ runs }) => runs > 1)
    .map(({ version, runs }) => `${version} has ${runs} runs in a flow`);
  for (const version of listed) {
    const flows = rows.filter((row) => row.version === version).length;
    if (flows < POLLS) broken.push(`${version} has a run in only ${flows} of ${POLLS} flows`);
  }
  const strange = rows.filter(({ version }) => !listed.has(version));
  if (strange.length > 0) broken.push(`${strange[0]?.version} was never listed`);
  return { runs: rows.reduce((sum, { runs }) => sum + runs, 0), broken };
}
