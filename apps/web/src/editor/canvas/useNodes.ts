import type { NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Position } from '@patchbay/flow';
import { type CanvasNode, noteNode, stepNode } from './toReactFlow.ts';
import type { CanvasView } from './toCanvas.ts';

type Place = { position?: Position; width?: number; height?: number };

/**
 * The view as React Flow's nodes, and where things are while a hand still holds them. What is half-dragged lives here
 * only; when it is let go, `moved` hears of it and the document's answer takes its place.
 */
export function useNodes(view: CanvasView, moved: (positions: ReadonlyMap<string, Position>) => void) {
  const [held, setHeld] = useState<ReadonlyMap<string, Place>>(new Map());
  const isDragging = useRef(false);
  const { notes, steps } = view;
  const settled = useMemo(() => [...notes.map(noteNode), ...steps.map(stepNode)], [notes, steps]);
  const nodes = useMemo(
    () => (held.size === 0 ? settled : settled.map((node) => placed(node, held.get(node.id)))),
    [settled, held],
  );

  const onMoves = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const places = new Map(changes.flatMap(placeIn));
      if (places.size === 0) return;
      const isByKey = !isDragging.current && changes.every((change) => change.type === 'position' && !change.dragging);
      if (isByKey) moved(positionsIn(places));
      else setHeld((before) => new Map([...before, ...places]));
    },
    [moved],
  );
  const onDragStart = useCallback(() => {
    isDragging.current = true;
  }, []);
  const letGo = useCallback(() => {
    isDragging.current = false;
    setHeld(new Map());
  }, []);
  return { nodes, isHolding: held.size > 0, onMoves, onDragStart, letGo };
}

function placeIn(change: NodeChange<CanvasNode>): [string, Place][] {
  if (change.type === 'position' && change.position !== undefined) return [[change.id, { position: change.position }]];
  if (change.type === 'dimensions' && change.resizing === true && change.dimensions !== undefined) {
    return [[change.id, change.dimensions]];
  }
  return [];
}

function positionsIn(places: ReadonlyMap<string, Place>): Map<string, Position> {
  return new Map(
    [...places].flatMap(([id, { position }]) => (position === undefined ? [] : [[id, position] as const])),
  );
}

const IN_HAND = 1_000;

function placed(node: CanvasNode, place: Place | undefined): CanvasNode {
  if (place === undefined) return node;
  // What a hand holds is over everything, also over the frames it may come to stand in.
  return { ...node, ...place, ...(node.type === 'step' && { zIndex: IN_HAND }) };
}
