import { useStore } from '@xyflow/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { keptPlace } from '../keptPlace.ts';
import type { Box } from './loopSize.ts';
import type { CanvasView } from './toCanvas.ts';

/** Below this the first look would show cards too small to read; a longer flow then starts at its top. */
const LEAST = 0.6;

type Sheet = {
  fit(duration: number, least: number): void;
  reveal(box: Box): void;
  put(at: { x: number; y: number; zoom: number }): void;
};

/** Shows the flow when its canvas is there, and keeps the one selected step in sight. */
export function useInSight(view: CanvasView, { reveal, ...sheet }: Sheet): void {
  useFirstFit(view, sheet);
  useRevealSelected(view, reveal);
}

/**
 * Shows the flow when its canvas is there, once; where a panel opens with the page, again in the room that it leaves. Whoever
 * comes back sees what they saw.
 */
function useFirstFit({ steps }: CanvasView, { fit, put }: Omit<Sheet, 'reveal'>) {
  const isReady = useStore((state) => state.width > 0 && state.nodes.length > 0);
  const width = useStore((state) => state.width);
  const fitted = useRef<number[]>([]);
  const [looks] = useState(() => (new URLSearchParams(location.search).has('step') ? 2 : 1));
  const isEmpty = steps.length === 0;
  useEffect(() => {
    if (!isReady || isEmpty || fitted.current.length >= looks || fitted.current.includes(width)) return;
    fitted.current.push(width);
    const kept = keptPlace()?.viewport;
    if (kept === undefined) fit(0, LEAST);
    else put(kept);
  }, [isReady, isEmpty, width, looks, fit, put]);
}

/** Keeps the one selected step in sight when it is picked, and when a panel takes room from the canvas. */
function useRevealSelected({ steps }: CanvasView, reveal: (box: Box) => void) {
  const width = useStore((state) => state.width);
  const selected = steps.filter(({ isSelected }) => isSelected);
  const only = selected.length === 1 ? selected[0] : undefined;
  const id = only?.id;
  const show = useEffectEvent(() => only !== undefined && reveal(only.box));
  // Picking a step moves the sheet, moving the step does not: its place is not among what this listens to.
  useEffect(() => {
    if (id !== undefined && width > 0) show();
  }, [id, width]);
}
