/** What each flow is sent and must answer. The shapes are those of the peers' bench, so figures can stand side by side. */

export const order = {
  id: 1001,
  customer: { name: 'Ada Lovelace', email: 'ada@example.com', country: 'SE' },
  qty: 3,
  price: 19.5,
  status: 'active',
  note: 'hello world',
};

export const bulk = (count: number) => ({
  items: Array.from({ length: count }, (_, id) => ({
    id,
    customer: { name: `Customer ${id}`, email: `c${id}@example.com`, country: 'SE' },
    qty: 1 + (id % 5),
    price: 9.5,
    status: 'active',
  })),
});

const mapped = (id: number) => ({
  orderId: id,
  customer: `Customer ${id}`,
  email: `c${id}@example.com`,
  total: (1 + (id % 5)) * 9.5,
  status: 'active',
});

export type Case = { name: string; title: string; body: unknown; expect: unknown; connections: number };

export function cases(items: number, connections: number): Case[] {
  const few = Math.min(2, connections);
  return [
    { name: 'F1', title: 'webhook, answer', body: order, expect: { ok: true }, connections },
    {
      name: 'F2',
      title: 'webhook, map five fields, answer',
      body: order,
      expect: { orderId: 1001, customer: 'Ada Lovelace', email: 'ada@example.com', total: 58.5, label: '1001 / SE' },
      connections,
    },
    {
      name: 'F3',
      title: 'GET, map five, branch, POST, answer',
      body: order,
      expect: { ok: true, receipt: 'r-4711' },
      connections,
    },
    {
      name: 'F4',
      title: `${items} items, five fields and a branch each`,
      body: bulk(items),
      expect: { count: items, last: mapped(items - 1) },
      connections: few,
    },
    {
      name: 'G1',
      title: 'two GETs side by side, join, branch, answer',
      body: order,
      expect: { customer: 'Ada Lovelace', country: 'SE', total: 117 },
      connections,
    },
    {
      name: 'G2',
      title: '20 items, 5 at once, a POST each',
      body: bulk(20),
      expect: { count: 20, last: 'r-4711' },
      connections: Math.min(10, connections),
    },
    {
      name: 'G3',
      title: 'calls another flow, answers its answer',
      body: order,
      expect: { orderId: 1001, customer: 'Ada Lovelace', email: 'ada@example.com', total: 58.5, status: 'active' },
      connections,
    },
  ];
}
