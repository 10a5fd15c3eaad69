import type { StepId } from '@patchbay/flow';
import { type FocusEvent, type RefObject, useCallback, useRef } from 'react';
import { isTypingSince } from './canvasKeys.ts';

const FRAMES = 30;

type Focus = (step: StepId, takesKeyboard?: boolean) => void;

/** Gives a step the keyboard where the person is at work: in the outline, or on the canvas. */
export function useFocusHere(canvas: RefObject<HTMLElement | null>, focus: Focus) {
  const isListed = useRef(false);
  const onFocusCapture = useCallback(({ target }: FocusEvent) => {
    if (target.closest('.outline') !== null) isListed.current = true;
    else if (target.closest('.react-flow') !== null) isListed.current = false;
  }, []);
  const focusHere = useCallback(
    (step: StepId) => {
      if (!isListed.current || canvas.current?.querySelector('.outline') === null) return focus(step);
      focus(step, false);
      // A row that is new or has moved is drawn only now.
      const before = document.activeElement;
      const tryToFocus = (left: number) => {
        if (isTypingSince(before)) return;
        const row = canvas.current?.querySelector<HTMLElement>(`.outline-row[data-id="${CSS.escape(step)}"]`);
        if (row) row.focus();
        else if (left > 0) requestAnimationFrame(() => tryToFocus(left - 1));
      };
      return requestAnimationFrame(() => tryToFocus(FRAMES));
    },
    [canvas, focus],
  );
  return { focusHere, onFocusCapture };
}
