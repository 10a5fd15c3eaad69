import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { type Fingers, pinched, type SheetView } from './pinch.ts';

/** A pinch under way: where the fingers and the sheet were when it began. */
type Held = { from: Fingers; view: SheetView };

/**
 * Two fingers anywhere on the sheet zoom and move it. React Flow's own pinch begins on empty ground only: a card keeps the finger
 * that stands on it, and on a small screen there is hardly any ground. So the second finger is heard before the cards are,
 * and until all are lifted nothing else hears them move. A wire in a hand is left to it.
 */
export function usePinch(): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const { domNode } = store.getState();
    if (domNode === null) return;
    let held: Held | undefined;
    let isPinching = false;
    const fingersOf = ({ touches }: TouchEvent): Fingers | undefined => {
      const [a, b] = [...touches].filter(({ target }) => target instanceof Node && domNode.contains(target));
      if (a === undefined || b === undefined) return undefined;
      const { left, top } = domNode.getBoundingClientRect();
      return [
        { x: a.clientX - left, y: a.clientY - top },
        { x: b.clientX - left, y: b.clientY - top },
      ];
    };
    const keep = (event: TouchEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const begin = (event: TouchEvent) => {
      const from = fingersOf(event);
      if (from === undefined || store.getState().connection.inProgress) return;
      held = { from, view: flow.getViewport() };
      isPinching = true;
      keep(event);
    };
    const move = (event: TouchEvent) => {
      if (!isPinching) return;
      keep(event);
      const to = fingersOf(event);
      if (held === undefined || to === undefined) return;
      const { minZoom: least, maxZoom: most } = store.getState();
      void flow.setViewport(pinched({ ...held, to, least, most }));
    };
    // Heard by all, so that whoever took the first finger lets it go. The one that is left does nothing until it is lifted as well.
    const end = ({ touches }: TouchEvent) => {
      held = undefined;
      if (touches.length === 0) isPinching = false;
    };
    const options = { capture: true, passive: false };
    domNode.addEventListener('touchstart', begin, options);
    domNode.addEventListener('touchmove', move, options);
    domNode.addEventListener('touchend', end, options);
    domNode.addEventListener('touchcancel', end, options);
    return () => {
      domNode.removeEventListener('touchstart', begin, options);
      domNode.removeEventListener('touchmove', move, options);
      domNode.removeEventListener('touchend', end, options);
      domNode.removeEventListener('touchcancel', end, options);
    };
  }, [flow, store]);
}
