import { ERROR, type Edge, type FlowDocument, type Step, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { ROW_GAP } from './card.ts';
import { type Command, selectSteps } from './command.ts';
import { withEdges, withSteps } from './edits.ts';
import type { Heights } from './roomy.ts';

/** What a document does not say of its steps. `waysOn` names the outlets of one, but for its failure. */
export type Arranging = { waysOn(step: Step): readonly string[]; isTrigger(step: StepId): boolean; heights: Heights };

export type Reorder = { step: StepId; way: 'up' | 'down' };

/** Lets a step and its neighbour in a row change places: whatever led to the first of the two now leads to the other. */
export function reorder({ step, way }: Reorder, parts: Arranging): Command {
  return {
    id: 'steps.reorder',
    label: way === 'up' ? t('move a step up') : t('move a step down'),
    canRun: ({ flow }) => pairOf(flow, { step, way }, parts) !== undefined,
    run(state) {
      const pair = pairOf(state.flow, { step, way }, parts);
      if (pair === undefined) return state;
      const { first, second, between, after } = pair;
      const into = edgesOf(state.flow).filter(({ to }) => to === first.id);
      const wires: Edge[] = [
        ...into.map((edge) => ({ ...edge, to: second.id })),
        { ...between, from: second.id, outlet: pair.outlet, to: first.id },
        ...after.map((edge) => ({ ...edge, from: first.id, outlet: between.outlet })),
      ];
      // What stands between them stays as it is, also where one is higher than the other.
      const heights = parts.heights(state.flow);
      const heightOf = ({ id }: Step) => heights.get(id)?.height ?? 0;
      const gap = Math.max(ROW_GAP / 2, second.position.y - first.position.y - heightOf(first));
      const below = { x: second.position.x, y: first.position.y + heightOf(second) + gap };
      const placed = [
        { ...second, position: { ...first.position } },
        { ...first, position: below },
      ];
      return { flow: withEdges(withSteps(state.flow, placed), wires), selection: selectSteps(step) };
    },
  };
}

/** The step that this one would change places with; undefined where there is none, or more than one. */
export function neighbourOf(flow: FlowDocument, { step, way }: Reorder, parts: Arranging): Step | undefined {
  const pair = pairOf(flow, { step, way }, parts);
  return way === 'down' ? pair?.second : pair?.first;
}

type Pair = { first: Step; second: Step; between: Edge; after: Edge[]; outlet: string };

/** Two steps that stand in a row: the one leads to nothing but the other, which nothing else leads to. */
function pairOf(flow: FlowDocument, { step, way }: Reorder, { waysOn, isTrigger }: Arranging): Pair | undefined {
  const near = edgesOf(flow).filter((edge) => (way === 'down' ? edge.from : edge.to) === step && edge.outlet !== ERROR);
  const [between, ...others] = near;
  if (between === undefined || others.length > 0) return undefined;
  const first = flow.steps[between.from];
  const second = flow.steps[between.to];
  if (first === undefined || second === undefined || isTrigger(first.id)) return undefined;
  const out = (id: StepId) => edgesOf(flow).filter(({ from, outlet }) => from === id && outlet !== ERROR);
  const after = out(second.id);
  const isRow = out(first.id).length === 1 && edgesOf(flow).filter(({ to }) => to === second.id).length === 1;
  const outlets = new Set(after.map(({ outlet }) => outlet));
  const [outlet = waysOn(second)[0]] = outlets;
  if (!isRow || outlets.size > 1 || outlet === undefined) return undefined;
  return { first, second, between, after, outlet };
}

function edgesOf({ edges }: FlowDocument): Edge[] {
  return Object.values(edges);
}
