import type { StepId } from '@patchbay/flow';
import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback, useMemo } from 'react';
import { CARD_WIDTH } from '../commands/card.ts';
import type { CableEdge } from './Cable.tsx';
import { isTypingSince } from './canvasKeys.ts';
import type { Box } from './loopSize.ts';
import type { CanvasNode } from './toReactFlow.ts';

const MARGIN = 32;
/** Room above for the line that tells how a try went. */
const TOP = 64;
/** Room below for the + after the last step and the tools. */
const BELOW = 96;
const SLOW_MS = 260;
const FOCUS_FRAMES = 30;

function slow(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : SLOW_MS;
}

/** Moving the sheet under the window: fit it all, bring one step into sight, give it the keyboard. */
export function useViewport() {
  const flow = useReactFlow<CanvasNode, CableEdge>();
  const store = useStoreApi();

  /** Shows everything, never larger than life. What is too tall to be read starts at its top. */
  const fit = useCallback(
    (duration = slow(), least = 0.1) => {
      const nodes = flow.getNodes();
      if (nodes.length === 0) return;
      const bounds = flow.getNodesBounds(nodes);
      const { width, height } = store.getState();
      const zoom = Math.min(1, (width - 2 * MARGIN) / bounds.width, (height - TOP - BELOW) / bounds.height);
      const shown = Math.max(least, zoom);
      const x = shiftToCentre(bounds, { width, shown, first: nodes.find(({ type }) => type === 'step') ?? nodes[0] });
      // From the top, as it is read: what is added below then has room.
      const y = TOP - bounds.y * shown;
      void flow.setViewport({ x, y, zoom: shown }, { duration });
    },
    [flow, store],
  );

  /** Shifts the sheet just as far as needed to see the whole box. */
  const reveal = useCallback(
    (box: Box) => {
      const { height, transform } = store.getState();
      const width = widthInSight(store.getState());
      const [x, y, zoom] = transform;
      const dx = shift(box.x * zoom + x, box.width * zoom, width);
      const dy = shift(box.y * zoom + y - (TOP - MARGIN), box.height * zoom, height - (TOP - MARGIN));
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: slow() });
    },
    [flow, store],
  );

  /** Brings a step into sight and gives it the keyboard, waiting some frames for it to be drawn when it was far away. */
  const focus = useCallback(
    (step: StepId, takesKeyboard = true) => {
      const show = () => {
        const node = flow.getInternalNode(step);
        if (node === undefined) return false;
        const { x, y } = node.internals.positionAbsolute;
        reveal({ x, y, width: node.width ?? 0, height: Math.min(node.height ?? 0, 120) });
        return true;
      };
      let isShown = show();
      if (!takesKeyboard) return;
      const before = document.activeElement;
      const tryToFocus = (left: number) => {
        if (isTypingSince(before)) return;
        // One that stood in a folded frame is drawn only now.
        if (!isShown) isShown = show();
        const element = store.getState().domNode?.querySelector(`.react-flow__node[data-id="${CSS.escape(step)}"]`);
        if (element instanceof HTMLElement) element.focus({ preventScroll: true });
        else if (left > 0) requestAnimationFrame(() => tryToFocus(left - 1));
      };
      tryToFocus(FOCUS_FRAMES);
    },
    [flow, store, reveal],
  );
  /** Where a note stands in the middle of what is seen. */
  const middle = useCallback(() => {
    const { width, height, transform } = store.getState();
    const [x, y, zoom] = transform;
    return { x: Math.round((width / 2 - x) / zoom) - 110, y: Math.round((height / 2 - y) / zoom) - 60 };
  }, [store]);
  const put = useCallback((at: Viewport) => void flow.setViewport(at), [flow]);
  const now = useCallback(() => flow.getViewport(), [flow]);
  return useMemo(() => ({ fit, reveal, focus, middle, put, now }), [fit, reveal, focus, middle, put, now]);
}

/** How much of the canvas is seen beside a panel that lies over it; all of it where that leaves no room for a card. */
function widthInSight({ width, domNode }: { width: number; domNode: HTMLElement | null }): number {
  const panel = domNode?.closest('.builder')?.querySelector(':scope > .panel');
  if (!domNode || !panel) return width;
  const left = panel.getBoundingClientRect().left - domNode.getBoundingClientRect().left;
  return left < CARD_WIDTH ? width : Math.min(width, left);
}

type Window = { width: number; shown: number; first: CanvasNode | undefined };

/** Centres everything; what is wider than the window is centred on its first step. */
function shiftToCentre(bounds: { x: number; width: number }, { width, shown, first }: Window): number {
  const left = MARGIN - bounds.x * shown;
  const right = width - MARGIN - (bounds.x + bounds.width) * shown;
  if (right >= left) return (left + right) / 2;
  const middle = (first?.position.x ?? 0) + (first?.width ?? 0) / 2;
  return Math.min(left, Math.max(right, width / 2 - middle * shown));
}

/** How far something from `start`, so long, must move to stand inside the window. What does not fit there is shown from its start. */
function shift(start: number, length: number, window: number): number {
  const margin = Math.min(MARGIN, (window - length) / 2);
  if (margin < 0) return start < MARGIN || start > window - 120 ? MARGIN - start : 0;
  if (start < margin) return margin - start;
  return Math.min(0, window - margin - start - length);
}
