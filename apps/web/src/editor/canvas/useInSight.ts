import { useStore } from '@xyflow/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Box } from './loopSize.ts';
import type { CanvasView } from './toCanvas.ts';

/** Below this the first look would show cards too small to read; a longer flow then starts at its top. */
const LEAST = 0.6;

/** Shows the flow when its canvas is there, once. */
export function useFirstFit({ steps }: CanvasView, fit: (duration: number, least: number) => void) {
  const isReady = useStore((state) => state.width > 0 && state.nodes.length > 0);
  const isDone = useRef(false);
  const isEmpty = steps.length === 0;
  useEffect(() => {
    if (isDone.current || !isReady || isEmpty) return;
    isDone.current = true;
    fit(0, LEAST);
  }, [isReady, isEmpty, fit]);
}

/** Keeps the one selected step in sight when it is picked, and when a panel takes room from the canvas. */
export function useRevealSelected({ steps }: CanvasView, reveal: (box: Box) => void) {
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
