import { expect, it } from 'vitest';
import { CARD, layOut } from './layOut.ts';

const step = (id: string, x: number, y: number) => ({
  id,
  name: id,
  line: '',
  connector: 'core',
  connectorName: 'Patchbay',
  operation: 'setFields',
  category: 'logic' as const,
  at: { x, y },
  values: [],
  plugs: [],
});

it('puts steps in rows in the order they stand on the canvas, with room for data between them', () => {
  const { steps, width, height } = layOut({ steps: [step('b', 168, 300), step('a', 168, 4)], wires: [] });
  expect(steps.map(({ id, left, top }) => ({ id, left, top }))).toEqual([
    { id: 'a', left: 0, top: 0 },
    { id: 'b', left: 0, top: CARD.row },
  ]);
  expect({ width, height }).toEqual({ width: CARD.width, height: CARD.row + CARD.height });
});

it('keeps what stands side by side so, also left of the middle', () => {
  const { steps } = layOut({ steps: [step('a', 0, 0), step('b', -168, 100), step('c', 168, 100)], wires: [] });
  expect(steps.map(({ id, left, top }) => [id, left, top / CARD.row])).toEqual([
    ['a', 168, 0],
    ['b', 0, 1],
    ['c', 336, 1],
  ]);
});

it('draws a cable from foot to head, and none to a step that is gone', () => {
  const wires = [
    { from: 'a', to: 'b' },
    { from: 'a', to: 'gone' },
  ];
  const laidOut = layOut({ steps: [step('a', 0, 0), step('b', 0, 100)], wires });
  expect(laidOut.wires).toHaveLength(1);
  expect(laidOut.wires[0]).toMatchObject({ path: 'M150 60C150 104 150 96 150 140', label: { left: 176, top: 100 } });
});

it('draws nothing for a flow without steps', () => {
  expect(layOut({ steps: [], wires: [] })).toEqual({ steps: [], wires: [], width: 0, height: 0 });
});
