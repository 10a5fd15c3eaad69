import type { Position, StepId } from '@patchbay/flow';
import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';
import { selectSteps } from '../commands/command.ts';
import { useSession } from '../useEditor.ts';
import { isTyping, stepAt } from './canvasKeys.ts';

/** Where a menu was asked for, and on which step. Another `nonce` is another menu. */
export type AskedMenu = { at: Position; step: StepId; nonce: number };

/** A finger that stays this long, and stays where it is, asks for the menu. */
const LONG_MS = 500;
const STILL_PX = 10;

/** The right button, the menu key and a long press on a step. The step is picked, unless it is picked among others. */
export function useCanvasMenu() {
  const { editor, role } = useSession();
  const [asked, setAsked] = useState<AskedMenu>();
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; at: Position } | undefined>(undefined);

  const ask = (target: EventTarget | null, at: Position): boolean => {
    const step = stepAt(target);
    if (step === undefined || role === 'viewer' || isTyping(target)) return false;
    if (!editor.getState().selection.steps.has(step)) editor.select(selectSteps(step));
    setAsked({ at, step, nonce: Date.now() });
    return true;
  };
  const letGo = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  return {
    asked,
    hands: {
      onContextMenu(event: MouseEvent) {
        letGo();
        if (ask(event.target, placeOf(event))) event.preventDefault();
      },
      onPointerDown({ pointerType, isPrimary, target, clientX: x, clientY: y }: PointerEvent) {
        letGo();
        if (pointerType !== 'touch' || !isPrimary) return;
        const at = { x, y };
        press.current = { at, timer: setTimeout(() => ask(target, at), LONG_MS) };
      },
      onPointerMove({ clientX, clientY }: PointerEvent) {
        const { at } = press.current ?? {};
        if (at !== undefined && Math.hypot(clientX - at.x, clientY - at.y) > STILL_PX) letGo();
      },
      onPointerUp: letGo,
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
