import {
  downstreamOf,
  type EdgeId,
  ERROR,
  type FlowDocument,
  graphOf,
  type Note,
  type Outlet,
  type Position,
  type Step,
  type StepId,
  topologicalOrder,
} from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { cardOf } from '../commands/foldFrames.ts';
import type { StepFace } from '../document/createCatalog.ts';
import { edgeViews } from './edgeViews.ts';
import { type Folded, foldedOverlay, foldedProblem, foldedView } from './foldedView.ts';
import { bottomOutlets, boxesOf, inletXs, outletX } from './geometry.ts';
import type { Box } from './loopSize.ts';
import type { RunOverlay, StepOverlay } from './overlay.ts';
import type { SecondLine } from './words.ts';

/** What a socket holds: nothing, an idle plug, data, a moving light, a failure; `off` when a run passed it by. */
type Socket = 'empty' | 'plugged' | 'lit' | 'running' | 'fail' | 'off';
export type CableState = 'ready' | 'carried' | 'running' | 'not-taken' | 'fail';

export type StepView = {
  id: StepId;
  kind: 'step' | 'loop';
  box: Box;
  /** As the document has it: inside a loop, from the loop's corner. */
  position: Position;
  parent?: StepId;
  name: string;
  face: StepFace;
  operation: string;
  what: string;
  /** What a frame goes through: the list of its items. */
  through?: string;
  account?: string;
  /** Why it needs a look, or nothing. */
  problem?: string;
  overlay?: StepOverlay;
  isTrigger: boolean;
  /** Switched off: runs pass it by. */
  isOff: boolean;
  /** `x` is the middle of a socket, from the card's left edge. */
  inlets: { name: string; x: number; socket: Socket }[];
  outlets: { name: string; label: string; x: number; socket: Socket }[];
  error: Socket;
  /** Outlets without a wire, each of which gets a + below. */
  ends: string[];
  /** What can be done about it on the card itself, once it is picked. */
  deeds?: StepOverlay['deeds'];
  /** For a loop: nothing stands inside yet. */
  isEmpty: boolean;
  /** For a frame that is drawn as one card: what stands in it. */
  folded?: Folded;
  isSelected: boolean;
  label: string;
};

export type EdgeView = {
  id: EdgeId;
  from: StepId;
  to: StepId;
  outlet: string;
  inlet: number;
  state: CableState;
  text?: string;
  onOpen?(): void;
  lane?: number | undefined;
  /** The middle of an error wire's label, where it is not beside the step. */
  tape?: Position;
  isSelected: boolean;
  /** From a loop's head to its first steps: drawn, and not a record of the document. */
  isInside: boolean;
  label: string;
};

export type NoteView = { note: Note; isSelected: boolean };

export type CanvasView = { steps: StepView[]; edges: EdgeView[]; notes: NoteView[] };

export type CanvasInput = {
  flow: FlowDocument;
  faceOf(step: Step): StepFace;
  lineOf(step: Step, face: StepFace): SecondLine;
  problems: ReadonlyMap<StepId, string>;
  overlay?: RunOverlay;
  /** What can be done about a picked step, where a run says nothing of its own. */
  deedsOf?(step: Step): StepOverlay['deeds'];
};

/** The document as the canvas draws it, in drawing order: frames before what stands in them. Nothing is selected in it. */
export function toCanvas(input: CanvasInput): CanvasView {
  const { flow } = input;
  const faces = new Map(Object.values(flow.steps).map((step) => [step.id, input.faceOf(step)]));
  const faceOf = (step: Step) => faces.get(step.id) ?? input.faceOf(step);
  const lines = new Set(
    [...input.problems.keys(), ...linesOf(input.overlay)]
      .filter((id) => flow.steps[id]?.disabled !== true)
      .map((id) => cardOf(flow, id)),
  );
  const boxes = boxesOf(flow, faceOf, lines);
  const edges = edgeViews(input, { boxes, faceOf });
  const order = triggersFirst(topologicalOrder(flow), flow, faceOf);
  const context: Context = {
    ...input,
    faceOf,
    numberOf: new Map(order.map((id, at) => [id, at + 1])),
    into: Map.groupBy(edges, ({ to }) => to),
    out: Map.groupBy(edges, ({ from }) => from),
    loopsInUse: new Set(Object.values(flow.steps).map(({ parent }) => parent)),
  };
  const steps = order.flatMap((id) => {
    const step = flow.steps[id];
    const box = boxes.get(id);
    return step === undefined || box === undefined ? [] : [stepView(step, box, context)];
  });
  const notes = Object.values(flow.notes).map((note) => ({ note, isSelected: false }));
  return { steps: framesFirst(steps), edges, notes };
}

type Context = CanvasInput & {
  numberOf: ReadonlyMap<StepId, number>;
  into: ReadonlyMap<StepId, readonly EdgeView[]>;
  out: ReadonlyMap<StepId, readonly EdgeView[]>;
  loopsInUse: ReadonlySet<StepId | undefined>;
};

/** Steps are counted from what starts the flow; what hangs loose comes last. */
function triggersFirst(order: readonly StepId[], flow: FlowDocument, faceOf: (step: Step) => StepFace): StepId[] {
  const triggers = Object.values(flow.steps).filter((step) => faceOf(step).kind === 'trigger');
  const graph = graphOf(flow);
  const reached = new Set(triggers.flatMap(({ id }) => [id, ...downstreamOf(flow, id, graph)]));
  return order.toSorted((a, b) => Number(reached.has(b)) - Number(reached.has(a)));
}

function linesOf(overlay: RunOverlay | undefined): StepId[] {
  return [...(overlay?.steps ?? [])].filter(([, step]) => step.line !== undefined).map(([id]) => id);
}

/** React Flow wants a frame before its insides. */
function framesFirst(steps: StepView[]): StepView[] {
  const done = new Set<StepId>();
  const sorted: StepView[] = [];
  for (let left = steps; left.length > 0; ) {
    const ready = left.filter(({ parent }) => parent === undefined || done.has(parent));
    if (ready.length === 0) return [...sorted, ...left];
    for (const step of ready) done.add(step.id);
    sorted.push(...ready);
    left = left.filter(({ id }) => !done.has(id));
  }
  return sorted;
}

function stepView(step: Step, box: Box, context: Context): StepView {
  const { flow, faceOf, problems, overlay } = context;
  const face = faceOf(step);
  const into = context.into.get(step.id) ?? [];
  const out = (context.out.get(step.id) ?? []).filter(({ isInside }) => !isInside);
  const isTrigger = face.kind === 'trigger';
  const parent = step.parent !== undefined && flow.steps[step.parent] !== undefined ? step.parent : undefined;
  const shown = bottomOutlets(face.outlets).filter(({ name }) => name !== ERROR);
  const folded = foldedView(flow, step, faceOf);
  const inside = folded?.steps ?? [];
  const problem = step.disabled === true ? undefined : (problems.get(step.id) ?? foldedProblem(inside, problems));
  const stepOverlay = foldedOverlay(overlay?.steps.get(step.id), inside, overlay);
  const deeds = stepOverlay?.deeds ?? context.deedsOf?.(step);
  return {
    id: step.id,
    kind: face.kind === 'forEach' && folded === undefined ? 'loop' : 'step',
    box,
    position: step.position,
    ...(parent !== undefined && { parent }),
    name: step.name,
    face,
    operation: step.uses.operation,
    ...context.lineOf(step, face),
    ...(problem !== undefined && { problem }),
    ...(stepOverlay !== undefined && { overlay: stepOverlay }),
    ...(deeds !== undefined && { deeds }),
    isTrigger,
    isOff: step.disabled === true,
    inlets: isTrigger ? [] : inletSockets(into, box.width),
    outlets: shown.map(({ name, label }, at) => ({
      name,
      label,
      x: outletX(at, shown.length, box.width),
      socket: socketOf(out.filter(({ outlet }) => outlet === name)),
    })),
    error: socketOf(out.filter(({ outlet }) => outlet === ERROR)),
    ends: shown.map(({ name }) => name).filter((name) => !out.some(({ outlet }) => outlet === name)),
    isEmpty: !context.loopsInUse.has(step.id),
    ...(folded !== undefined && { folded: folded.view }),
    isSelected: false,
    label: `${labelOf(step, face, context)}${folded === undefined ? '' : t(' Folded: {words}.', { words: folded.view.words })}`,
  };
}

/** "Step 2: HubSpot, Create contact. Then Send mail; if it fails Tell sales." */
function labelOf(step: Step, face: StepFace, { flow, out, numberOf, problems, overlay }: Context): string {
  const next = (out.get(step.id) ?? []).filter(({ isInside }) => !isInside);
  const ways = next.map((edge) => {
    const to = flow.steps[edge.to]?.name ?? t('a deleted step');
    if (edge.outlet === ERROR) return t('if it fails {to}', { to });
    return face.outlets.length > 1 ? `${labelOfOutlet(face.outlets, edge.outlet)}: ${to}` : to;
  });
  const after = ways.length === 0 ? '' : ` ${t('Then {ways}.', { ways: ways.join('; ') })}`;
  const problem = problems.get(step.id);
  const status = overlay?.steps.get(step.id)?.status;
  const older = face.isOlder && overlay === undefined ? t('There is a newer version') : undefined;
  const state = [status, problem, older].filter((text) => text !== undefined).join('. ');
  const words = { number: numberOf.get(step.id) ?? '', connector: face.connector.name, name: step.name };
  return `${t('Step {number}: {connector}, {name}.', words)}${after}${state === '' ? '' : ` ${state}.`}`;
}

function labelOfOutlet(outlets: readonly Outlet[], name: string): string {
  return outlets.find((outlet) => outlet.name === name)?.label ?? name;
}

function inletSockets(into: readonly EdgeView[], width: number): StepView['inlets'] {
  return inletXs(into.length, width).map((x, at) => {
    const socket = socketOf(into.filter(({ inlet }) => inlet === at));
    return { name: `in${at}`, x, socket };
  });
}

const SOCKET_OF: Record<CableState, Socket> = {
  ready: 'plugged',
  carried: 'lit',
  running: 'running',
  'not-taken': 'off',
  fail: 'fail',
};

/** A socket shows the liveliest of its cables. */
function socketOf(edges: readonly EdgeView[]): Socket {
  const sockets = new Set(edges.map(({ state }) => SOCKET_OF[state]));
  return (['running', 'lit', 'fail', 'plugged', 'off'] as const).find((socket) => sockets.has(socket)) ?? 'empty';
}
