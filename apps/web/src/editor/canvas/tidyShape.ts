import { ERROR, type FlowDocument, type Step } from '@patchbay/flow';
import type { StepFace } from '../document/createCatalog.ts';
import { boxesOf } from './geometry.ts';
import type { LayoutInput } from './layout.ts';

export type FaceOf = (step: Step) => Pick<StepFace, 'kind' | 'outlets'>;

/**
 * What the layout needs of a flow: the steps that are seen, wires in the order of their outlets, and what one outlet leads
 * to as it stands from left to right. Lines that come and go below a name do not count, or the flow would never rest.
 */
export function shapeOf(flow: FlowDocument, faceOf: FaceOf): LayoutInput {
  const boxes = boxesOf(flow, faceOf);
  const steps = Object.values(flow.steps)
    .filter(({ id }) => boxes.has(id))
    .toSorted((a, b) => a.position.x - b.position.x);
  const xs = new Map(steps.map(({ id, position }, at) => [id, { x: position.x, at }]));
  const outletsOf = new Map(steps.map((step) => [step.id, faceOf(step).outlets.map(({ name }) => name)]));
  const edges = Object.values(flow.edges).flatMap(({ from, to, outlet }) => {
    const target = xs.get(to);
    const outlets = outletsOf.get(from);
    if (target === undefined || outlets === undefined) return [];
    const isError = outlet === ERROR;
    return [{ from, to, isError, way: isError ? outlets.length : Math.max(0, outlets.indexOf(outlet)), at: target.at }];
  });
  return {
    steps: steps.map((step) => {
      const { width, height } = boxes.get(step.id) ?? { width: 0, height: 0 };
      const isLoop = faceOf(step).kind === 'forEach' && step.folded !== true;
      return { id: step.id, ...parentIn(flow, step), width, height, isLoop, ways: outletsOf.get(step.id)?.length ?? 1 };
    }),
    edges: edges
      .toSorted((a, b) => a.way - b.way || a.at - b.at)
      .map(({ from, to, isError, way }) => ({ from, to, isError, way })),
  };
}

/** The frame it stands in; none where that is gone. */
function parentIn({ steps }: FlowDocument, { parent }: Step): { parent?: string } {
  return parent !== undefined && steps[parent] !== undefined ? { parent } : {};
}
