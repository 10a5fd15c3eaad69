import { type Edge, ERROR, type FlowDocument, type Position, type Step, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { StepFace } from '../document/createCatalog.ts';
import { bottomOutlets, inletXs, outletPoint } from './geometry.ts';
import { errorLane, laneFor } from './lanes.ts';
import type { Box } from './loopSize.ts';
import { type EdgeOverlay, edgeKey, type StepOverlay } from './overlay.ts';
import type { CableState, CanvasInput, EdgeView } from './toCanvas.ts';

/** `loop/inside`: the outlet of a loop's head, which only the picture has. */
export const INSIDE = 'inside';

type Places = { boxes: ReadonlyMap<StepId, Box>; faceOf(step: Step): StepFace };

/** The document's wires as cables, and the ones that only the picture has: from a loop's head to its first steps. */
export function edgeViews(input: CanvasInput, places: Places): EdgeView[] {
  const { flow, overlay } = input;
  const { boxes } = places;
  const drawn = [
    ...Object.values(flow.edges).filter((edge) => isDrawable(flow, edge)),
    ...insideEdges(flow, places.faceOf),
  ].filter(({ from, to }) => boxes.has(from) && boxes.has(to));
  const fromTheLeft = (a: Edge, b: Edge) =>
    startOf(a, { ...places, flow }).x - startOf(b, { ...places, flow }).x || (a.id < b.id ? -1 : 1);
  const into = new Map([...Map.groupBy(drawn, ({ to }) => to)].map(([to, edges]) => [to, edges.toSorted(fromTheLeft)]));
  const scopes = boxesByScope(flow, boxes);
  return drawn.map((edge): EdgeView => {
    const siblings = into.get(edge.to) ?? [];
    const sockets = inletXs(siblings.length, 0).length;
    const inlet = sockets === 1 ? 0 : siblings.indexOf(edge);
    const isInside = edge.outlet === INSIDE;
    const over = overlay?.edges.get(edgeKey(edge));
    const socket = { inlet, of: siblings.length };
    const lanes = { ...places, flow, scope: scopes.get(flow.steps[edge.to]?.parent) };
    return {
      id: edge.id,
      from: edge.from,
      to: edge.to,
      outlet: edge.outlet,
      inlet,
      state: stateOf(edge, over, input),
      text: over?.text,
      ...(over?.onOpen && { onOpen: over.onOpen }),
      ...(!isInside && laneOf(edge, socket, lanes)),
      isSelected: false,
      isInside,
      label: t('from {name} to {name2}', {
        name: flow.steps[edge.from]?.name ?? '',
        name2: flow.steps[edge.to]?.name ?? '',
      }),
    };
  });
}

function boxesByScope(flow: FlowDocument, boxes: ReadonlyMap<StepId, Box>): Map<StepId | undefined, Map<StepId, Box>> {
  const scopes = new Map<StepId | undefined, Map<StepId, Box>>();
  for (const [id, box] of boxes) {
    const parent = flow.steps[id]?.parent;
    scopes.set(parent, (scopes.get(parent) ?? new Map<StepId, Box>()).set(id, box));
  }
  return scopes;
}

function isDrawable(flow: FlowDocument, { from, to }: Edge): boolean {
  return flow.steps[from] !== undefined && flow.steps[to] !== undefined;
}

/** From a loop's head to the steps inside that wait for nothing. */
function insideEdges(flow: FlowDocument, faceOf: Places['faceOf']): Edge[] {
  const waiting = new Set(
    Object.values(flow.edges)
      .filter((edge) => isDrawable(flow, edge))
      .map(({ to }) => to),
  );
  return Object.values(flow.steps).flatMap((step) => {
    const loop = step.parent === undefined ? undefined : flow.steps[step.parent];
    if (loop === undefined || waiting.has(step.id) || faceOf(loop).kind !== 'forEach') return [];
    // The id is read by React only; the picture's own edges are never written to a document.
    return [{ id: `${loop.id}/${INSIDE}/${step.id}` as Edge['id'], from: loop.id, outlet: INSIDE, to: step.id }];
  });
}

function stateOf(edge: Edge, over: EdgeOverlay | undefined, { overlay }: CanvasInput): CableState {
  if (edge.outlet === INSIDE) return insideState(overlay?.steps.get(edge.to));
  if (edge.outlet === ERROR) return over?.state === 'not-taken' ? 'not-taken' : 'fail';
  return over?.state ?? 'ready';
}

function insideState(inner: StepOverlay | undefined): CableState {
  if (inner === undefined) return 'ready';
  if (inner.status === 'running') return 'running';
  return inner.status === 'skipped' || inner.status === 'waiting' ? 'not-taken' : 'carried';
}

type Lanes = Places & { flow: FlowDocument; scope: ReadonlyMap<StepId, Box> | undefined };

function laneOf(
  edge: Edge,
  socket: { inlet: number; of: number },
  lanes: Lanes,
): Pick<EdgeView, 'lane' | 'tape'> | undefined {
  const target = lanes.boxes.get(edge.to);
  if (target === undefined || lanes.scope === undefined) return undefined;
  const x = inletXs(socket.of, target.width)[socket.inlet] ?? target.width / 2;
  const ends = { from: startOf(edge, lanes), to: { x: target.x + x, y: target.y } };
  if (edge.outlet !== ERROR) return { lane: laneFor(edge, ends, lanes.scope) };
  const around = errorLane(edge, ends, lanes.scope);
  return around && { lane: around.x, tape: around.label };
}

/** The middle of the socket that a wire comes out of. */
function startOf({ from, outlet }: Edge, { flow, boxes, faceOf }: Places & { flow: FlowDocument }): Position {
  const box = boxes.get(from);
  const step = flow.steps[from];
  if (box === undefined || step === undefined) return { x: 0, y: 0 };
  const point = outletPoint(bottomOutlets(faceOf(step).outlets), outlet, box);
  return { x: box.x + point.x, y: box.y + point.y };
}
