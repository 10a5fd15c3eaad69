import { drawFlow, formula, literal, object, ref, type StepSpec } from '../../e2e/support/drawFlow.ts';
import { webhook } from '../flows.ts';

const COLUMNS = 20;
/** From one card to the next, to the right and down. */
const PITCH = { x: 360, y: 140 };

/** So many steps in a sheet of twenty columns, each column a chain that hangs on the trigger: every third step a branch. */
export function sheet(count: number) {
  const cells = Array.from({ length: count - 1 }, (_, index) => {
    const row = Math.floor(index / COLUMNS);
    return { id: `s${index}`, before: row === 0 ? 'order' : `s${index - COLUMNS}`, row, column: index % COLUMNS };
  });
  const isBranch = (row: number) => row % 3 === 2;
  const steps = cells.map(({ id, before, row }): StepSpec => {
    if (isBranch(row)) return { id, operation: 'branch', inputs: { condition: formula('order.body.total > 100.0') } };
    const name = row === 0 || isBranch(row - 1) ? ref('order.body.name') : ref(`${before}.name`);
    return { id, operation: 'setFields', inputs: { fields: object({ name, total: ref('order.body.total') }) } };
  });
  const wires = cells.map(({ id, before, row }) =>
    row > 0 && isBranch(row - 1) ? `${before} -yes-> ${id}` : `${before} -> ${id}`,
  );
  const drawn = drawFlow([webhook({ name: 'Ada', total: 120 }), ...steps], ...wires);
  const places = new Map(cells.map(({ id, row, column }) => [id, { x: column * PITCH.x, y: (row + 1) * PITCH.y }]));
  const placed = Object.entries(drawn.steps).map(([id, step]) => [
    id,
    { ...step, position: places.get(id) ?? { x: 0, y: 0 } },
  ]);
  return { ...drawn, steps: Object.fromEntries(placed) };
}

/** Takes an order and keeps two of its fields: its trigger's output is as large as what was sent. */
export const kept = drawFlow(
  [
    webhook({ orders: [{ id: 1, name: 'Ada' }] }),
    { id: 'fields', operation: 'setFields', inputs: { fields: object({ ok: literal(true) }) } },
  ],
  'order -> fields',
);

/** About so many bytes of orders, as JSON. */
export function orders(bytes: number) {
  const order = (id: number) => ({
    id,
    customer: { name: `Customer ${id}`, email: `customer${id}@example.com`, country: 'DE' },
    total: id * 1.5,
    paid: id % 2 === 0,
    lines: [{ sku: `CBL-${id}`, quantity: 2, price: 9.5 }],
  });
  const each = JSON.stringify(order(10_000)).length + 1;
  return { orders: Array.from({ length: Math.floor(bytes / each) }, (_, id) => order(id)) };
}
