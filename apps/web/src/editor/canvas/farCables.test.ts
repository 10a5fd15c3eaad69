import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { farLines, shiftsOf } from './farCables.ts';
import type { EdgeView, StepView } from './toCanvas.ts';

const id = (step: string) => StepId.parse(step);

function step(name: string, { x, y, parent }: { x: number; y: number; parent?: StepView }): StepView {
  const at = parent?.box ?? { x: 0, y: 0 };
  return {
    id: id(name),
    box: { x: at.x + x, y: at.y + y, width: 300, height: 60 },
    position: { x, y },
    ...(parent && { parent: parent.id }),
    inlets: [{ name: 'in0', x: 150, socket: 'plugged' }],
    outlets: [{ name: 'done', label: 'done', x: 150, socket: 'plugged' }],
  } as StepView;
}

const wire = (from: string, to: string, more: Partial<EdgeView> = {}) =>
  ({ from: id(from), to: id(to), outlet: 'done', inlet: 0, state: 'ready', ...more }) as EdgeView;

const frame = step('frame', { x: 400, y: 0 });
const steps = [
  step('a', { x: 0, y: 0 }),
  step('b', { x: 0, y: 200 }),
  frame,
  step('c', { x: 40, y: 80, parent: frame }),
];
const byId = new Map(steps.map((view) => [view.id, view]));

it('draws all cables that look the same as one line, and those within frames apart', () => {
  const edges = [
    wire('a', 'b'),
    wire('a', 'frame', { lane: 380 }),
    wire('a', 'b', { isSelected: true }),
    wire('c', 'b'),
  ];
  const lines = farLines(edges, { steps: byId });
  expect(lines.map(({ look, isInner, path }) => [look, isInner, path.split('M').length - 1])).toEqual([
    ['ready', false, 2],
    ['selected', false, 1],
    ['ready', true, 1],
  ]);
  expect(lines[0]?.path).toMatch(/^M150 60C/);
});

it('leaves out a cable whose step is gone', () => {
  expect(farLines([wire('a', 'gone')], { steps: byId })).toEqual([]);
});

it('lets cables follow what is held, and what stands in a frame follow the frame', () => {
  const shifts = shiftsOf(steps, new Map([['frame', { x: 410, y: 5 }]]));
  expect([...shifts]).toEqual([
    ['frame', { x: 10, y: 5 }],
    ['c', { x: 10, y: 5 }],
  ]);
  const [line] = farLines([wire('c', 'b')], { steps: byId, shifts });
  expect(line?.path).toMatch(/^M600 145/);
});
