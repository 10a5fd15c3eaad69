import type { Reference } from '@patchbay/expression';
import { type PointerEvent, useRef, useState } from 'react';
import { boxAt, dropOn } from './plugTargets.ts';

/** Less than this is a press with an unsteady hand. */
const DRAG_FROM = 5;

/** A value in the hand: what it is called, and where. */
export type InHand = { label: string; x: number; y: number };

/** Dragging a value out of the list and onto any field of the panel. */
export function useRowDrag(onDropped: () => void) {
  const [inHand, setInHand] = useState<InHand>();
  // The press that ends a drag is no press on the row.
  const wasDragged = useRef(false);
  const start = (event: PointerEvent, { label, value }: { label: string; value: () => Reference }) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const from = { x: event.clientX, y: event.clientY };
    let over: Element | undefined;
    wasDragged.current = false;
    const mark = (next: Element | undefined) => {
      over?.removeAttribute('data-drop-here');
      next?.setAttribute('data-drop-here', '');
      over = next;
    };
    const onMove = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
      if (!wasDragged.current && Math.hypot(x - from.x, y - from.y) < DRAG_FROM) return;
      wasDragged.current = true;
      setInHand({ label, x, y });
      mark(boxAt({ x, y }));
    };
    const end = () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', end);
      mark(undefined);
      setInHand(undefined);
    };
    const onUp = () => {
      const box = over;
      end();
      if (box === undefined || !wasDragged.current) return;
      dropOn(box, value());
      onDropped();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', end);
  };
  return { inHand, start, wasDragged: () => wasDragged.current };
}
