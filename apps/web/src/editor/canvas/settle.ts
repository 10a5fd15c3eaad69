import type { FlowDocument, Position, Step, StepId } from '@patchbay/flow';
import { COLUMN_GAP, FIRST_IN_LOOP } from '../commands/card.ts';
import { withSteps } from '../commands/edits.ts';
import { framesInsideOut } from '../commands/framesInsideOut.ts';
import { blockOf } from './blocks.ts';
import type { Box } from './loopSize.ts';
import { nearbyNotes } from './nearbyNotes.ts';
import { type Part, partsOf } from './parts.ts';
import type { FaceOf } from './tidyShape.ts';

export type Change = { before: FlowDocument; after: FlowDocument };

/**
 * A flow that was tidy is tidy again after a step came, went or grew. Steps that hang together are a part; a part in which
 * nobody has moved a step by hand is laid out anew where it stands, and pushes aside what would be in its way. A part that
 * was arranged by hand stays as it is. Answers the same document where there is nothing to do.
 */
export function settle({ before, after }: Change, faceOf: FaceOf): FlowDocument {
  if (!isReshaped({ before, after }, faceOf)) return after;
  const frames = framesInsideOut(after);
  const flow = [...frames, undefined].reduce<FlowDocument>(
    (next, scope) => settledIn(scope, { before, after: next }, faceOf),
    after,
  );
  return flow === after ? after : nearbyNotes({ before: after, after: flow }, faceOf);
}

/** Whether anything happened that the layout looks at. */
function isReshaped({ before, after }: Change, faceOf: FaceOf): boolean {
  if (before.edges !== after.edges) return true;
  if (before.steps === after.steps) return false;
  const steps = Object.values(after.steps);
  if (steps.length !== Object.keys(before.steps).length) return true;
  const hasFrames = steps.some(({ parent }) => parent !== undefined);
  return steps.some((step) => {
    const was = before.steps[step.id];
    if (was === step) return false;
    return was === undefined || isOtherShape(was, step, faceOf) || (hasFrames && !isAt(was.position, step.position));
  });
}

function isOtherShape(was: Step, step: Step, faceOf: FaceOf): boolean {
  return was.parent !== step.parent || was.folded !== step.folded || waysOf(was, faceOf) !== waysOf(step, faceOf);
}

/** A card grows with its ways on; some take theirs from what is filled in. */
function waysOf(step: Step, faceOf: FaceOf): string {
  const { kind, outlets } = faceOf(step);
  return [kind, ...outlets.map(({ name }) => name)].join(' ');
}

function isAt(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}

type Settled = { part: Part; isNew: boolean; moved: ReadonlyMap<string, Position> };

function settledIn(scope: StepId | undefined, { before, after }: Change, faceOf: FaceOf): FlowDocument {
  const was = partsOf(before, scope, faceOf);
  const partAt = new Map(was.flatMap((part) => [...part.steps.keys()].map((id) => [id, part] as const)));
  const isTidy = remembered((part: Part) => isLaidOut(part, before));
  const parts = partsOf(after, scope, faceOf).map((part): Settled => {
    const from = new Set([...part.steps.keys()].flatMap((id) => partAt.get(id) ?? []));
    const isSame = from.size === 1 && [...from][0]?.shape === part.shape;
    const anchor = part.order.find((id) => partAt.has(id));
    if (isSame || anchor === undefined || ![...from].every(isTidy))
      return { part, isNew: anchor === undefined, moved: new Map() };
    return { part, isNew: false, moved: laidOut(part, anchor, after.steps[anchor]?.position ?? FIRST_IN_LOOP) };
  });
  if (parts.every(({ isNew, moved }) => !isNew && moved.size === 0)) return after;
  const apart = putApart(parts, after);
  return placed(after, scope === undefined ? apart : insideFrame(apart, { parts, after }));
}

function isLaidOut(part: Part, flow: FlowDocument): boolean {
  const [anchor] = part.order;
  if (anchor === undefined) return true;
  const places = laidOut(part, anchor, flow.steps[anchor]?.position ?? FIRST_IN_LOOP);
  return [...places].every(([id, { x, y }]) => {
    const at = flow.steps[id]?.position;
    // Halves of a pixel are rounded from where a part happens to stand.
    return at !== undefined && Math.abs(at.x - x) <= 1 && Math.abs(at.y - y) <= 1;
  });
}

/** The places of a part's steps when this one of them stays where it is. */
function laidOut({ steps, edges }: Part, anchor: string, at: Position): Map<string, Position> {
  const boxes = blockOf([...steps.values()], edges);
  const head = boxes.find(({ id }) => id === anchor);
  const by = { x: at.x - (head?.x ?? 0), y: at.y - (head?.y ?? 0) };
  return new Map(boxes.map(({ id, x, y }) => [id, { x: Math.round(x + by.x), y: Math.round(y + by.y) }]));
}

type Places = ReadonlyMap<string, Position>;

/** What is new or changed does not come to lie on what was there: the later one of two goes to the right. */
function putApart(parts: readonly Settled[], flow: FlowDocument): Places {
  const places = new Map<string, Position>();
  const standing: { box: Box; isChanged: boolean }[] = [];
  for (const { part, isNew, moved } of parts.toSorted((a, b) => Number(a.isNew) - Number(b.isNew))) {
    const isChanged = isNew || moved.size > 0;
    const boxes = boxesIn(part, moved, flow);
    const inWay = (by: number) =>
      standing.find(({ box, isChanged: other }) => (isChanged || other) && boxes.some((one) => covers(box, one, by)));
    let by = 0;
    for (let other = inWay(by); other !== undefined; other = inWay(by)) {
      const left = Math.min(...boxes.filter((one) => covers(other.box, one, by)).map(({ x }) => x));
      by = Math.max(by + 1, other.box.x + other.box.width + COLUMN_GAP - left);
    }
    for (const box of boxes) {
      standing.push({ box: { ...box, x: box.x + by }, isChanged: isChanged || by > 0 });
      places.set(box.id, { x: box.x + by, y: box.y });
    }
  }
  return places;
}

function boxesIn({ steps }: Part, moved: Places, flow: FlowDocument): (Box & { id: string })[] {
  return [...steps.values()].map(({ id, width, height }) => {
    const { x, y } = moved.get(id) ?? flow.steps[id]?.position ?? FIRST_IN_LOOP;
    return { id, x, y, width, height };
  });
}

function covers(a: Box, b: Box, by: number): boolean {
  return a.x < b.x + by + b.width && b.x + by < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** In a frame everything begins at its corner. What was arranged by hand is only kept from standing out of it. */
function insideFrame(places: Places, { parts, after }: { parts: readonly Settled[]; after: FlowDocument }): Places {
  const corners = [...places.values()];
  const by = {
    x: FIRST_IN_LOOP.x - Math.min(...corners.map(({ x }) => x)),
    y: FIRST_IN_LOOP.y - Math.min(...corners.map(({ y }) => y)),
  };
  const isAllTidy = parts.every(({ part, moved }) => moved.size > 0 || isLaidOut(part, after));
  const shift = isAllTidy ? by : { x: Math.max(0, by.x), y: Math.max(0, by.y) };
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + shift.x, y: y + shift.y }]));
}

function placed(flow: FlowDocument, places: Places): FlowDocument {
  return withSteps(
    flow,
    [...places].flatMap(([id, position]) => {
      const step = flow.steps[id];
      return step === undefined || isAt(step.position, position) ? [] : [{ ...step, position }];
    }),
  );
}

function remembered<Key extends object>(question: (key: Key) => boolean): (key: Key) => boolean {
  const answers = new Map<Key, boolean>();
  return (key) => {
    const answer = answers.get(key) ?? question(key);
    answers.set(key, answer);
    return answer;
  };
}
