import { setTimeout as wait } from 'node:timers/promises';
import { account, few, settled } from '../account.ts';
import { Disk } from '../Disk.ts';
import { fetchFile, handOn } from '../flows.ts';
import { Load } from '../Load.ts';
import { ALL, type Scenario } from '../scenario.ts';

const FILE_BYTES = 100_000;
const FULL_MS = 4_000;

const withFile = (id: string) => {
  const body = new FormData();
  body.set('id', id);
  body.set('file', new Blob([Buffer.alloc(FILE_BYTES, 'a')], { type: 'image/png' }), 'photo.png');
  return { body };
};

export const fileDiskFull: Scenario = {
  name: 'The disk of the files is full for four seconds while files arrive and are fetched',
  promise: 'P1, P8',
  bar: 'files that were accepted arrive whole, once; the others are told 503 or 507; steps that fetch files go on by themselves',
  machines: [ALL],
  disks: { files: 32 },
  missing: () => Disk.missing(),
  async run(cluster) {
    const { sink, client, disks } = cluster;
    sink.answers.set('/file/', () => ({ type: 'image/png', body: Buffer.alloc(FILE_BYTES, 'b') }));
    const handing = await client.publish('Hand on', handOn(sink.url));
    const fetching = await client.publish('Fetch', fetchFile(sink.url));
    const arriving = new Load('a', [handing.url], withFile);
    const asked = new Load('f', [fetching.url]);
    const loading = Promise.all([
      arriving.run({ perSecond: 15, forMs: 8_000 }),
      asked.run({ perSecond: 5, forMs: 8_000 }),
    ]);
    await wait(1_500);
    disks.files?.fill();
    await wait(FULL_MS);
    disks.files?.empty();
    await loading;
    const { open } = await settled(cluster, 90_000);
    const [arrived, fetched] = [await account(cluster, arriving), await account(cluster, asked)];
    const { refusals } = arriving;
    const others = [...refusals.keys()].filter((status) => status !== 503 && status !== 507);
    // A call that broke off and was made again is none; one that nobody made whole is.
    const whole = new Set(sink.arrivals.filter(({ size }) => size === FILE_BYTES).map(({ path }) => path));
    const cut = sink.arrivals.filter(({ method, path }) => method === 'PUT' && !whole.has(path));
    const [{ failed } = { failed: 0 }] = await cluster.ask<{ failed: number }>(
      "select count(*)::int as failed from run where status <> 'succeeded'",
    );
    const refused = [...refusals.values()].reduce((sum, count) => sum + count, 0);
    return {
      measured: `${arrived.accepted} files accepted, ${refused} told ${[...refusals.keys()].join(' and ')}; ${fetched.accepted} fetched, the slowest after ${fetched.slowestMs} ms`,
      broken: few([
        ...open,
        ...arrived.broken,
        ...fetched.broken,
        ...(failed > 0 ? [`${failed} runs did not succeed`] : []),
        ...(others.length > 0 ? [`files were refused with ${others.join(', ')}`] : []),
        ...(cut.length > 0 ? [`${cut.length} files did not arrive whole`] : []),
        ...(refused === 0 || fetched.slowestMs < FULL_MS / 2 ? ['the disk was not full enough to be noticed'] : []),
      ]),
    };
  },
  mutants: [
    {
      name: 'a disk that is full is taken for a mistake of the flow',
      file: 'apps/server/src/files/fileStore.ts',
      find: "message: whyUnavailable[why], retry: 'later' }",
      put: "message: whyUnavailable[why], retry: 'never' }",
    },
    {
      name: 'a file is there before its last byte is',
      file: 'apps/server/src/files/diskBytes.ts',
      find: 'for await (const chunk of bytes) await writeChunk(file, chunk);',
      put: 'for await (const chunk of bytes) await writeChunk(file, chunk).catch(() => undefined);',
    },
  ],
};
