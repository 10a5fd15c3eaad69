import type { Edge, FlowDocument, Step, StepId } from './document.ts';
import { own } from './equal.ts';

/**
 * The document's steps with their wires, looked up once. It holds only edges that mean something: both ends exist and
 * stand in the same loop. What is wrong with the others, `check` says. Made for one document; make a new one after a change.
 */
export type FlowGraph = {
  step(id: string): Step | undefined;
  incoming(id: string): readonly Edge[];
  outgoing(id: string): readonly Edge[];
  /** The steps directly inside a loop, or at the top for `undefined`, by id. */
  inside(loop: string | undefined): readonly Step[];
};

export function graphOf(document: FlowDocument): FlowGraph {
  const incoming = new Map<string, Edge[]>();
  const outgoing = new Map<string, Edge[]>();
  for (const edge of Object.values(document.edges)) {
    if (!isSound(document, edge)) continue;
    push(incoming, edge.to, edge);
    push(outgoing, edge.from, edge);
  }
  const inside = new Map<string | undefined, Step[]>();
  for (const step of Object.values(document.steps).toSorted(byId)) push(inside, step.parent, step);
  return {
    step: (id) => own(document.steps, id),
    incoming: (id) => incoming.get(id) ?? [],
    outgoing: (id) => outgoing.get(id) ?? [],
    inside: (loop) => inside.get(loop) ?? [],
  };
}

/** The loops a step stands in, the nearest first. Ends at a loop that is missing or that stands inside itself. */
export function loopsAround(document: FlowDocument, step: string): StepId[] {
  const loops: StepId[] = [];
  let parent = own(document.steps, step)?.parent;
  while (parent !== undefined && parent !== step && !loops.includes(parent)) {
    const loop = own(document.steps, parent);
    if (loop === undefined) break;
    loops.push(parent);
    parent = loop.parent;
  }
  return loops;
}

/**
 * The steps that are over when this one starts, or whose item it works on: those before it along the wires, the loops
 * around it, and those before these. Not the insides of earlier loops: nobody outside can see one item's values.
 */
export function upstreamOf(document: FlowDocument, step: string, graph = graphOf(document)): Set<StepId> {
  const loops = loopsAround(document, step);
  const found = reach([step, ...loops], (id) => graph.incoming(id).map(({ from }) => from));
  for (const loop of loops) found.add(loop);
  return found;
}

/** The steps that wait for this one: those after it along the wires, what is inside them, and inside this one. */
export function downstreamOf(document: FlowDocument, step: string, graph = graphOf(document)): Set<StepId> {
  return reach([step], (id) => [
    ...graph.outgoing(id).map(({ to }) => to),
    ...graph.inside(id).map((inner) => inner.id),
  ]);
}

/**
 * Every step once, after all that it waits for; loops stand before their insides. The same document, whatever the order
 * of its records, gives the same order. Steps that wait for each other come last, by id.
 */
export function topologicalOrder(document: FlowDocument, graph = graphOf(document)): StepId[] {
  const order = new Set<StepId>();
  addScope(undefined, graph, order);
  // Left are steps in loops that are gone or inside themselves, and steps that wait for each other.
  const left = Object.values(document.steps).filter(({ id }) => !order.has(id));
  for (const { parent } of left.toSorted(byId)) addScope(parent, graph, order);
  for (const { id } of left.toSorted(byId)) order.add(id);
  return [...order];
}

function addScope(loop: StepId | undefined, graph: FlowGraph, order: Set<StepId>) {
  const scopes = [orderWithin(graph, loop).values()];
  for (let scope = scopes.at(-1); scope !== undefined; scope = scopes.at(-1)) {
    const { value: id, done } = scope.next();
    if (done) scopes.pop();
    else if (!order.has(id)) {
      order.add(id);
      scopes.push(orderWithin(graph, id).values());
    }
  }
}

/**
 * Circles of steps that wait for each other, each in the order of its wires. At least one of every tangle; a document that
 * can run has none.
 */
export function findCycles(document: FlowDocument, graph = graphOf(document)): StepId[][] {
  const cycles: StepId[][] = [];
  const finished = new Set<StepId>();
  for (const { id } of Object.values(document.steps).toSorted(byId)) followWires(id, { graph, finished, cycles });
  return cycles;
}

type Search = { graph: FlowGraph; finished: Set<StepId>; cycles: StepId[][] };

/** A depth-first walk with its own stack, since a document may be a chain of thousands of steps. */
function followWires(start: StepId, { graph, finished, cycles }: Search) {
  const path: StepId[] = [];
  const onPath = new Set<StepId>();
  const open: { id: StepId; isLeaving: boolean }[] = [{ id: start, isLeaving: false }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { id, isLeaving } = visit;
    if (isLeaving) {
      path.pop();
      onPath.delete(id);
      finished.add(id);
    } else if (onPath.has(id)) {
      const cycle = path.slice(path.indexOf(id));
      if (!cycles.some((known) => known.some((step) => cycle.includes(step)))) cycles.push(cycle);
    } else if (!finished.has(id)) {
      path.push(id);
      onPath.add(id);
      open.push({ id, isLeaving: true });
      for (const { to } of graph.outgoing(id)) open.push({ id: to, isLeaving: false });
    }
  }
}

/** Takes a step as soon as nothing it waits for is left; the newest first, so that a branch stays together. */
function orderWithin(graph: FlowGraph, loop: StepId | undefined): StepId[] {
  const steps = graph.inside(loop);
  const waitsFor = new Map(steps.map(({ id }) => [id, graph.incoming(id).length]));
  const ready = steps.filter(({ id }) => waitsFor.get(id) === 0).toReversed();
  const order: StepId[] = [];
  for (let step = ready.pop(); step !== undefined; step = ready.pop()) {
    order.push(step.id);
    for (const { to } of graph.outgoing(step.id).toSorted(byTarget)) {
      const left = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, left);
      const next = graph.step(to);
      if (left === 0 && next !== undefined) ready.push(next);
    }
  }
  return order;
}

function reach(starts: readonly string[], next: (id: string) => StepId[]): Set<StepId> {
  const found = new Set<StepId>();
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next(id)) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}

function isSound(document: FlowDocument, { from, to }: Edge): boolean {
  const source = own(document.steps, from);
  const target = own(document.steps, to);
  return source !== undefined && target !== undefined && source.parent === target.parent;
}

function byId(a: Step, b: Step): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** Backwards, since what is pushed last is taken first. */
function byTarget(a: Edge, b: Edge): number {
  return a.to < b.to ? 1 : -Number(a.to > b.to);
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V) {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
