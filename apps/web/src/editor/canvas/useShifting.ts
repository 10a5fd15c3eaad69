import { type RefObject, useEffect } from 'react';
import type { EditorState } from '../commands/command.ts';
import { useSession } from '../useEditor.ts';

/** As long as the canvas takes to shift, and a little, so that nothing jumps at the end. */
const SHIFTS_FOR_MS = 300;

/**
 * Cards that make room or close a gap glide there. The canvas is told by an attribute before they are drawn anew, without
 * drawing anything else. What a hand moved by itself stands there already.
 */
export function useShifting(canvas: RefObject<HTMLElement | null>): void {
  const { editor } = useSession();
  useEffect(() => {
    let last = editor.getState();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = editor.subscribe(() => {
      const next = editor.getState();
      const hasShifted = last.flow.steps !== next.flow.steps && movesOthers(last, next);
      last = next;
      if (!hasShifted || canvas.current === null) return;
      canvas.current.dataset.shifting = '';
      clearTimeout(timer);
      timer = setTimeout(() => delete canvas.current?.dataset.shifting, SHIFTS_FOR_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [editor, canvas]);
}

function movesOthers(before: EditorState, { flow, selection }: EditorState): boolean {
  return Object.values(flow.steps).some((step) => {
    const was = before.flow.steps[step.id];
    if (was === undefined || was === step || selection.steps.has(step.id)) return false;
    return was.position.x !== step.position.x || was.position.y !== step.position.y;
  });
}
