import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled } from '../account.ts';
import type { Cluster } from '../Cluster.ts';
import { keepAndTell } from '../flows.ts';
import { Load } from '../Load.ts';
import type { Fault, Scenario } from '../scenario.ts';

/** Before there were replays: an event of theirs is one that it has never heard of. */
const older: readonly Fault[] = [
  {
    file: 'packages/execution/src/apply.ts',
    find: "    case 'steps.carriedOver':\n      carryOver(run, event);\n      break;\n",
    put: '',
  },
  { file: 'apps/server/src/compose/openRuns.ts', find: '    dueReplays({ ...deps, onError }),\n', put: '' },
];

const OLD = [1, 3];
/** Started some at a time; whoever comes first takes some, and that is mostly an old one. */
const FAILED = 60;

export const versions: Scenario = {
  name: 'Old machines and new ones share the work and are killed in turn, until the old ones are gone',
  promise: 'P2, P4, P5',
  bar: 'nothing lost, nothing doubled, all on one plan; what an old machine does not know, such as replays, it leaves to a new one',
  machines: ['api,hooks', 'hooks,worker', 'worker', 'worker'],
  other: { changes: older, machines: OLD },
  async run(cluster, { seconds }) {
    const { client, machines, sink } = cluster;
    const { url, flowId } = await client.publish('Keep and tell', keepAndTell(sink.url));
    const urls = machines.slice(0, 2).map((machine) => machine.url + new URL(url).pathname);
    await failSome(cluster, urls);
    sink.delayMs = 150;
    const load = new Load('a', urls);
    const loading = load.run({ perSecond: 50, forMs: seconds * 1_000 });
    const { workspaceId } = client;
    await client.call('replay.create', {
      workspaceId,
      filter: { flowId, status: 'failed' },
      from: 'failed',
      newest: false,
    });
    const byOld = new Set<string>();
    const deadline = Date.now() + seconds * 1_000;
    let killed = 0;
    for (let turn = 0; Date.now() < deadline; turn += 1) {
      for (let look = 0; look < 10; look += 1) {
        await wait(150);
        for (const runId of await heldByOld(cluster)) byOld.add(runId);
      }
      const machine = machines[1 + (turn % 3)];
      await machine?.kill();
      killed += 1;
      await machine?.start();
    }
    await loading;
    await Promise.all(OLD.map((number) => machines[number]?.kill()));
    for (const began = Date.now(); (await replaysIn(cluster)) < FAILED && Date.now() - began < 20_000; )
      await wait(100);
    const { open } = await settled(cluster, 60_000);
    const { accepted, asking, broken } = await account(cluster, load);
    const replays = await replaysIn(cluster);
    const plans = (await cluster.ask('select distinct plan_id from run')).length;
    return {
      measured: `${killed} kills; ${accepted} accepted, ${replays} replays, ${asking} ask a person; old machines were seen with ${byOld.size} runs`,
      broken: few([
        ...open,
        ...broken,
        ...sentAgain(cluster),
        ...(plans === 1 ? [] : [`the runs follow ${plans} plans`]),
        ...(replays === FAILED ? [] : [`${replays} of ${FAILED} runs were run again`]),
        ...(byOld.size === 0 ? ['the old machines had nothing to do'] : []),
      ]),
    };
  },
  mutants: [
    {
      name: 'a machine overlooks what it does not know',
      file: 'packages/execution/src/apply.ts',
      find: '      applyToStep(run, event);\n  }\n}',
      put: "      if ('path' in event) applyToStep(run, event);\n  }\n}",
    },
  ],
};

/** Some runs that keep, and cannot tell. */
async function failSome(cluster: Cluster, urls: readonly string[]): Promise<void> {
  const { sink } = cluster;
  sink.answers.set('/told/', () => ({ status: 422, type: 'application/json', body: '{}' }));
  const load = new Load('f', urls);
  await Promise.all(Array.from({ length: FAILED }, () => load.send()));
  const failed = () => cluster.ask("select from run where status = 'failed'");
  for (const began = Date.now(); Date.now() - began < 20_000 && (await failed()).length < FAILED; ) await wait(100);
  sink.answers.clear();
}

async function replaysIn(cluster: Cluster): Promise<number> {
  return (await cluster.ask('select from replay_item where new_run_id is not null')).length;
}

/** A run that failed has kept; run again it tells once more, and no more than that. */
function sentAgain({ sink }: Cluster): string[] {
  const of = (method: string) => [...sink.counts(method)].filter(([path]) => /\/f\d+$/.test(path));
  const kept = of('PUT').filter(([, count]) => count > 1);
  const told = of('POST').filter(([, count]) => count > 2);
  return [...kept, ...told].map(([path, count]) => `${path} was called ${count} times`);
}

/** A worker is called by its installation, port and services. */
async function heldByOld(cluster: Cluster): Promise<string[]> {
  const ports = OLD.map((number) => new URL(cluster.machines[number]?.url ?? '').port);
  const rows = await cluster.ask<{ id: string }>(
    `select l.run_id as id from run_lease l join worker w on w.id = l.worker_id
      where split_part(w.instance, '/', 2) = any($1)`,
    [ports],
  );
  return rows.map(({ id }) => id);
}
