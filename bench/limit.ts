// The machine's limit: the same work by hand on node:http and undici, each run recorded as one row by batched inserts.
// Answers come after the commit, as Patchbay's do. `POST /f1` ... `/f4`, `/g1` ... `/g3`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool as Database } from 'pg';
import { Pool } from 'undici';

const { LIMIT_DATABASE_URL: connectionString, LIMIT_UPSTREAM: upstream = '' } = process.env;
const database = new Database({ connectionString, max: 10 });
await database.query(
  `create table if not exists limit_run (
     id bigserial primary key, flow text not null, started timestamptz not null,
     finished timestamptz not null default now(), status text not null, data text not null)`,
);
const client = new Pool(upstream, { connections: 100, pipelining: 1, keepAliveTimeout: 30_000 });

type Order = { id: number; customer: Record<string, string>; qty: number; price: number; status: string };
type Row = { flow: string; started: Date; data: string; done: () => void; failed: (error: unknown) => void };

let waiting: Row[] = [];
let timer: NodeJS.Timeout | undefined;

/** Rows of many requests share one insert: every 2 ms, or 200 at once. */
function record(flow: string, started: Date, data: string): Promise<void> {
  return new Promise((done, failed) => {
    waiting.push({ flow, started, data, done, failed });
    if (waiting.length >= 200) flush();
    else timer ??= setTimeout(flush, 2);
  });
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  const rows = waiting;
  waiting = [];
  database
    .query({
      name: 'insert_runs',
      text: `insert into limit_run (flow, started, status, data)
             select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[])`,
      values: [
        rows.map((r) => r.flow),
        rows.map((r) => r.started),
        rows.map(() => 'succeeded'),
        rows.map((r) => r.data),
      ],
    })
    .then(
      () => rows.forEach((row) => void row.done()),
      (error: unknown) => rows.forEach((row) => void row.failed(error)),
    );
}

const five = ({ id, customer, qty, price, status }: Order) => ({
  orderId: id,
  customer: customer.name,
  email: customer.email,
  total: qty * price,
  status,
});

async function getItem(): Promise<Order> {
  const { body } = await client.request({ path: '/item', method: 'GET' });
  return (await body.json()) as Order;
}

async function send(fields: unknown): Promise<{ receipt: string }> {
  const headers = { 'content-type': 'application/json' };
  const { body } = await client.request({ path: '/sink', method: 'POST', headers, body: JSON.stringify(fields) });
  return (await body.json()) as { receipt: string };
}

const work: Record<string, (input: Order & { items: Order[] }) => Promise<unknown> | unknown> = {
  '/f1': () => ({ ok: true }),
  '/f2': ({ id, customer, qty, price }) => ({
    orderId: id,
    customer: customer.name,
    email: customer.email,
    total: qty * price,
    label: `${id} / ${customer.country}`,
  }),
  '/f3': async () => {
    const fields = five(await getItem());
    if (fields.status !== 'active') return { ok: false };
    return { ok: true, receipt: (await send(fields)).receipt };
  },
  '/f4': ({ items }) => {
    const mapped = items.map(five).filter(({ status }) => status === 'active');
    return { count: mapped.length, last: mapped.at(-1) };
  },
  '/g1': async () => {
    const [left, right] = await Promise.all([getItem(), getItem()]);
    const total = left.qty * left.price + right.qty * right.price;
    return total > 100 ? { customer: left.customer.name, country: right.customer.country, total } : { ok: false };
  },
  '/g2': async ({ items }) => {
    const receipts: string[] = [];
    const entries = items.entries();
    const lane = async () => {
      for (const [index, { id, customer }] of entries)
        receipts[index] = (await send({ id, name: customer.name })).receipt;
    };
    await Promise.all(Array.from({ length: 5 }, lane));
    return { count: receipts.length, last: receipts.at(-1) };
  },
  '/g3': async (input) => {
    const fields = five(input);
    await record('/g3 called', new Date(), JSON.stringify([input, fields]));
    return fields;
  },
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const started = new Date();
    const text = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    const answer = JSON.stringify(await work[path]?.(JSON.parse(text)));
    await record(path, started, text + answer);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', 1024, () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
