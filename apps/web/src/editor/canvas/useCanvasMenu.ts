import type { Position, StepId } from '@patchbay/flow';
import { type MouseEvent, type PointerEvent, type TouchEvent, useRef, useState } from 'react';
import { selectSteps } from '../commands/command.ts';
import { useSession } from '../useEditor.ts';
import { isTyping, stepAt } from './canvasKeys.ts';

/** Where a menu was asked for, and on which step. Another `nonce` is another menu. */
export type AskedMenu = {
  at: Position;
  step: StepId;
  nonce: number;
  /** Asked for in the outline: what is picked stays so. */
  isAside?: boolean;
};

/** A finger that stays this long, and stays where it is, asks for the menu. */
const LONG_MS = 500;
const STILL_PX = 10;

/** A finger on the canvas, and whether a menu has come of it. */
type Press = { timer: ReturnType<typeof setTimeout>; at: Position; target: EventTarget | null; hasAsked: boolean };

/** The right button, the menu key and a long press on a step. The step is picked, unless it is picked among others. */
export function useCanvasMenu() {
  const { editor, role } = useSession();
  const [asked, setAsked] = useState<AskedMenu>();
  const press = useRef<Press | undefined>(undefined);

  const ask = (target: EventTarget | null, at: Position): boolean => {
    const step = stepAt(target);
    if (step === undefined || role === 'viewer' || isTyping(target)) return false;
    const isAside = target instanceof Element && target.closest('.outline') !== null;
    if (!isAside && !editor.getState().selection.steps.has(step)) editor.select(selectSteps(step));
    // Where the keyboard comes back to: a finger that stays gives it to nothing.
    if (target instanceof Element) target.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true });
    setAsked({ at, step, nonce: Date.now(), isAside });
    return true;
  };
  const letGo = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  return {
    asked,
    /** The menu of a row of the outline, below its button. */
    askBeside(step: StepId, { right: x, bottom: y }: DOMRect) {
      setAsked({ at: { x, y }, step, nonce: Date.now(), isAside: true });
    },
    hands: {
      onContextMenu(event: MouseEvent) {
        const { current } = press;
        clearTimeout(current?.timer);
        if (!ask(event.target, placeOf(event))) return;
        event.preventDefault();
        // Some browsers tell of a long press by this event.
        if (current !== undefined) current.hasAsked = true;
      },
      onPointerDown({ pointerType, isPrimary, target, clientX: x, clientY: y }: PointerEvent) {
        letGo();
        if (pointerType !== 'touch' || !isPrimary) return;
        const at = { x, y };
        const asks = () => {
          if (press.current !== undefined) press.current.hasAsked = ask(target, at);
        };
        press.current = { at, target, hasAsked: false, timer: setTimeout(asks, LONG_MS) };
      },
      onPointerMove({ clientX, clientY }: PointerEvent) {
        const { at } = press.current ?? {};
        if (at !== undefined && Math.hypot(clientX - at.x, clientY - at.y) > STILL_PX) letGo();
      },
      onPointerUp() {
        if (press.current?.hasAsked !== true) letGo();
      },
      onTouchEndCapture(event: TouchEvent) {
        const { current } = press;
        letGo();
        if (current?.hasAsked !== true) return;
        // Heard on its way down, for who drags cards keeps it. The finger that is lifted was beside the menu, and so the browser has
        // closed it: it is opened once more, and no press of a mouse follows that would take the keyboard from it.
        event.preventDefault();
        ask(current.target, current.at);
      },
      onPointerCancel: letGo,
    },
  };
}

/** The menu key has no pointer: then it is beside the step. */
function placeOf({ clientX: x, clientY: y, target }: MouseEvent): Position {
  if (x !== 0 || y !== 0 || !(target instanceof Element)) return { x, y };
  const { left, top } = target.getBoundingClientRect();
  return { x: left + 24, y: top + 24 };
}
