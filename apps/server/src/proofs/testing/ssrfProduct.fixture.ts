// The whole product in a network of its own, where every address there is leads to this process: names too, for it answers
// every question for them. Brings spellings of addresses that are not allowed to each door of the API, and says, as JSON,
// what arrived, and how each ended. With `mutant`, the check is switched off.
//
// Arguments: the file of a socket that leads to PostgreSQL, its user and database, and the data folder.

import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { connect, createServer, type Socket } from 'node:net';
import { addresses, hosts, names, redirects } from '../../egress/testing/spellings.ts';
import { createNetworks } from '../../egress/networks.ts';
import { startNameServer } from './nameServer.ts';
import { Person, startProduct } from './product.ts';
import { askForEvents, type End, productDoors } from './productDoors.ts';

const [socketFile = '', databaseUrl = '', home = '', how] = process.argv.slice(2);
const isMutant = how === 'mutant';
const PUBLIC = '93.184.215.14';
/** Of the spellings, for doors where each takes many requests, every so many; without the check, a few show all. */
const STRIDE = isMutant ? 40 : 11;

for (const line of ['link set lo up', 'route add local 0.0.0.0/0 dev lo', '-6 route add local ::/0 dev lo']) {
  const { status, stderr } = spawnSync('ip', line.split(' '));
  if (status !== 0) throw new Error(`ip ${line}: ${String(stderr)}`);
}

// Whoever stops this stops Patchbay as well.
process.once('SIGTERM', () => process.exit(1));

const networks = createNetworks([]);
const hits = new Map<string, number>();
let publicHits = 0;
let trying = '';

function hit(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  const address = socket.localAddress ?? 'unknown';
  if (networks.isPublic(address)) publicHits += 1;
  else hits.set(trying, (hits.get(trying) ?? 0) + 1);
  socket.on('data', (chunk) => {
    const host = /\r\nhost: ([^:\r]+)/i.exec(chunk.toString('latin1'))?.[1] ?? '';
    const to = redirects[host]?.replace('PORT', String(port));
    const head = to === undefined ? '200 OK' : `302 Found\r\nlocation: ${to}`;
    socket.end(
      `HTTP/1.1 ${head}\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]`,
    );
  });
}

const listen = (at: number, host: string) =>
  new Promise<number>((resolve, reject) => {
    const server = createServer(hit).listen({ port: at, host, ipv6Only: host === '::' }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
    server.once('error', reject);
  });
const port = await listen(0, '0.0.0.0');
for (const at of [port, 80, 443, 465, 587, 993]) await listen(at, '::');
for (const at of [80, 443, 465, 587, 993]) await listen(at, '0.0.0.0');

const known = new Map(Object.entries(names).map(([name, answers]) => [new URL(`http://${name}`).hostname, answers]));
await startNameServer((name, times) => {
  if (name in redirects) return [PUBLIC];
  // An API of an app, whose name leads elsewhere each time.
  if (name === 'api.github.com') return [['10.0.0.1', '169.254.169.254', 'fd00::1'][times % 3] ?? ''];
  const answers = known.get(name) ?? [];
  return answers[Math.min(times, answers.length - 1)] ?? [];
});
// Where something else of this machine answers for names, only what needs none is tried.
const isNamed = (await lookup('private.example').catch(() => undefined))?.address === '10.0.0.1';
const namesHere = isNamed ? [...Object.keys(names), ...Object.keys(redirects)] : [];

// The database stays outside; only its socket leads in.
const database = createServer((inside) => {
  const outside = connect(socketFile);
  inside.pipe(outside).pipe(inside);
  for (const end of [inside, outside]) end.on('error', () => end.destroy());
});
await new Promise<void>((resolve) => void database.listen(5_432, '127.0.0.1', resolve));

const product = await startProduct({
  PORT: '3000',
  DATABASE_URL: databaseUrl,
  PATCHBAY_HOME: home,
  PATCHBAY_KEY: '11'.repeat(32),
  PATCHBAY_HOOK_RATE: '100000',
  PATCHBAY_ALLOW_NETWORKS: isMutant ? '0.0.0.0/0,::/0' : '',
});
const person = new Person(product.url);
await person.signUp('ada@example.com');

const spelled = [
  ...[...hosts, ...namesHere].map((host) => `http://${host}:${port}/`),
  ...addresses.map((address) => address.replace('PORT', String(port))),
];
const mean = ['rebinds.example', 'mixed.example', 'to-metadata.example'].filter((name) => namesHere.includes(name));
const some = [
  ...spelled.filter((_, index) => index % STRIDE === 0),
  ...[...mean, '[::1]', '10.0.0.1'].map((host) => `http://${host}:${port}/`),
];

const ends: Record<string, End[]> = {};
async function through(name: string, go: () => Promise<End[]>): Promise<void> {
  trying = name;
  ends[name] = await go();
}
for (const door of productDoors(person)) {
  await through(door.name, () => door.go(door.takes === 'all' && !isMutant ? spelled : some));
}
if (isNamed) await through('asking an app for its events', async () => [await askForEvents(person)]);
await product.stop();

const report = { spellings: spelled.length, hits: Object.fromEntries(hits), publicHits, ends, log: product.log() };
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));
