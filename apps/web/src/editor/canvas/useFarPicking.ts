import { useReactFlow } from '@xyflow/react';
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { nothingSelected } from '../commands/command.ts';
import type { CanvasEvents } from './FlowCanvas.tsx';
import { farPathOf } from './farCables.ts';
import type { CanvasNode } from './toReactFlow.ts';
import type { CanvasView, EdgeView } from './toCanvas.ts';

/** How far beside a cable a mouse may be, and a finger, in pixels of the screen. */
const NEAR = { mouse: 7, touch: 16 };

/**
 * Picks the cables of the map, which are a few lines and no shapes of their own: a press on the ground, or on a frame, picks the
 * one that runs there. With a key for more held down it is picked as well.
 */
export function useFarPicking(view: CanvasView, events: CanvasEvents, isMap: boolean) {
  const flow = useReactFlow();
  const drawn = useRef(view);
  useEffect(() => {
    drawn.current = view;
  }, [view]);
  // The same for every view: another function here has React Flow draw all steps again.
  return useMemo(() => {
    if (!isMap) return {};
    const pick = (event: MouseEvent, isGround: boolean) => {
      const zoom = flow.getZoom();
      const { clientX: x, clientY: y } = event;
      const isTouch = 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch';
      const reach = (isTouch ? NEAR.touch : NEAR.mouse) / zoom;
      const found = cableAt(drawn.current, flow.screenToFlowPosition({ x, y }), reach);
      const isMore = event.shiftKey || event.ctrlKey || event.metaKey;
      if (found === undefined && (!isGround || isMore)) return;
      events.select((before) => {
        const edges = new Set([...(isMore ? before.edges : []), ...(found === undefined ? [] : [found.id])]);
        if (edges.size === 0 && before.edges.size === 0) return before;
        return isMore ? { ...before, edges } : { ...nothingSelected, edges };
      });
    };
    return {
      onPaneClick: (event: MouseEvent) => pick(event, true),
      onNodeClick: (event: MouseEvent, node: CanvasNode) => node.type === 'loop' && pick(event, false),
    };
  }, [events, flow, isMap]);
}

/** The uppermost cable that runs within `reach` of a point. Those from a frame's head into it cannot be picked. */
function cableAt({ steps, edges }: CanvasView, at: { x: number; y: number }, reach: number): EdgeView | undefined {
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (pen === null) return undefined;
  pen.lineWidth = 2 * reach;
  const byId = new Map(steps.map((step) => [step.id, step]));
  return edges.findLast((edge) => {
    const path = edge.isInside ? undefined : farPathOf(edge, { steps: byId });
    return path !== undefined && pen.isPointInStroke(new Path2D(path), at.x, at.y);
  });
}
