// Goes through every door to every spelling of an address that is not allowed, and counts what arrives there. Meant for a
// network of its own, where every address there is leads to this process; elsewhere only what is loopback is watched.
// With `mutant`, the check is switched off. Says what arrived, as JSON.

import { spawnSync } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { createEgress } from '../egress.ts';
import { createNetworks } from '../networks.ts';
import { openDoors } from './doors.ts';
import { addresses, hosts, names, redirects } from './spellings.ts';

const isMutant = process.argv.includes('mutant');
const isAlone = process.argv.includes('alone');
const PUBLIC = '93.184.215.14';

if (isAlone) {
  for (const line of ['link set lo up', 'route add local 0.0.0.0/0 dev lo', '-6 route add local ::/0 dev lo']) {
    const { status, stderr } = spawnSync('ip', line.split(' '));
    if (status !== 0) throw new Error(`ip ${line}: ${String(stderr)}`);
  }
}

const networks = createNetworks([]);
const hits = new Map<string, number>();
let publicHits = 0;
let trying = '';

function hit(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  // Nobody knows any more where one led that is gone already.
  const address = socket.localAddress ?? 'unknown';
  if (networks.isPublic(address)) publicHits += 1;
  else hits.set(`${trying} -> ${address}`, (hits.get(`${trying} -> ${address}`) ?? 0) + 1);
  socket.on('data', (chunk) => {
    const host = /\r\nhost: ([^:\r]+)/i.exec(chunk.toString('latin1'))?.[1] ?? '';
    const to = redirects[host]?.replace('PORT', String(port));
    const head = to === undefined ? '200 OK' : `302 Found\r\nlocation: ${to}`;
    socket.end(
      `HTTP/1.1 ${head}\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]`,
    );
  });
}

function isLoopback(spelling: string): boolean {
  const hostname = URL.parse(spelling)?.hostname ?? '';
  return /^(127\.|localhost$|\[::1\]$)/.test(hostname);
}

const listen = (at: number, host: string) =>
  new Promise<number>((resolve, reject) => {
    const server = createServer(hit).listen({ port: at, host, ipv6Only: host === '::' }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
    server.once('error', reject);
  });
const port = await listen(0, isAlone ? '0.0.0.0' : '127.0.0.1');
await listen(port, isAlone ? '::' : '::1').catch(() => undefined);
if (isAlone) for (const known of [80, 443, 465]) await listen(known, '::').then(() => listen(known, '0.0.0.0'));

const asked = new Map<string, number>();
const egress = createEgress({
  allowNetworks: isMutant ? ['0.0.0.0/0', '::/0'] : [],
  limits: { connectMs: 300, headersMs: 500, totalMs: 800 },
  resolve: (name, done) => {
    const answers = name in redirects ? [[PUBLIC]] : (names[name] ?? [['127.0.0.1']]);
    const times = asked.get(name) ?? 0;
    asked.set(name, times + 1);
    done(null, [...(answers[Math.min(times, answers.length - 1)] ?? [])]);
  },
});
const { doors, close } = openDoors(egress);
const named = isAlone ? [...Object.keys(names), ...Object.keys(redirects)] : [];
const everything = [
  ...[...hosts, ...named].map((host) => `http://${host}:${port}/`),
  ...addresses.map((address) => address.replace('PORT', String(port))),
];
// Nothing may leave this machine: without a network of its own, only what leads to itself is tried.
const spellings = everything.filter((spelling) => isAlone || isLoopback(spelling));

let attempts = 0;
const odd = new Set<string>();
for (const spelling of spellings) {
  // Twice: a name may lead elsewhere the second time.
  for (const round of [1, 2]) {
    trying = `${spelling} (${round})`;
    await Promise.all(
      doors.map(async (door) => {
        attempts += 1;
        await door.go(spelling).catch((error: unknown) => {
          if (error instanceof TypeError || error instanceof RangeError) odd.add(`${door.name}: ${String(error)}`);
        });
      }),
    );
    // What has been sent arrives before the next one is tried.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
await close();
await egress.close();
const report = {
  spellings: spellings.length,
  doors: doors.length,
  attempts,
  publicHits,
  odd: [...odd],
  hits: [...hits],
};
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));
