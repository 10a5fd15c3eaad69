import type { Position, StepId } from '@patchbay/flow';
import { type RefObject, useCallback, useMemo, useState } from 'react';
import type { Place } from '../commands/placeStep.ts';
import { newStepFrom, type PickedOperation } from '../palette/operationHit.ts';
import { rememberOperation } from '../palette/recent.ts';
import { useKnownAccounts, useKnownTables, useSession } from '../useEditor.ts';
import { isTypingSince } from './canvasKeys.ts';
import type { Gestures } from './gestures.ts';

/** The open quick-add: for which place, and where its popover stands inside the canvas. */
export type Asking = { place: Place; at: { left: number; top: number }; focusBack: Element | null; query?: string };

export type Adding = ReturnType<typeof useAdding>;

const WIDTH = 332;
const HEIGHT = 520;
const EDGE = 12;

/** Asking for a step and putting it down. `added` hears of the step that now stands there. */
export function useAdding(
  canvas: RefObject<HTMLElement | null>,
  { gestures, added }: { gestures: Gestures; added(step: StepId): void },
) {
  const { catalog, editor, workspaceId } = useSession();
  const accounts = useKnownAccounts();
  const tables = useKnownTables();
  const [asking, setAsking] = useState<Asking>();

  const ask = useCallback(
    (place: Place, beside: Position | DOMRect | undefined, query?: string) => {
      const box = canvas.current?.getBoundingClientRect();
      if (box === undefined) return;
      setAsking({ place, at: spot(box, beside), focusBack: document.activeElement, query });
    },
    [canvas],
  );
  const close = useCallback(() => {
    setAsking((open) => {
      if (open?.focusBack instanceof HTMLElement || open?.focusBack instanceof SVGElement) open.focusBack.focus();
      return undefined;
    });
  }, []);
  const put = useCallback(
    async (hit: PickedOperation, place: Place) => {
      const before = document.activeElement;
      setAsking(undefined);
      rememberOperation(workspaceId, hit);
      const step = gestures.add(
        await newStepFrom(hit, { catalog, flow: editor.getState().flow, accounts: accounts(), tables: tables() }),
        place,
      );
      if (step !== undefined && !isTypingSince(before)) added(step);
    },
    [gestures, added, catalog, editor, accounts, tables, workspaceId],
  );
  return useMemo(() => ({ asking, ask, close, put }), [asking, ask, close, put]);
}

/** Right of what was pressed, as far as the canvas has room; at its top left when nothing was. */
function spot(canvas: DOMRect, beside: Position | DOMRect | undefined): Asking['at'] {
  if (beside === undefined) return { left: EDGE, top: EDGE };
  const right = 'width' in beside ? beside.x + beside.width : beside.x;
  const wanted = right - canvas.left + 16;
  const fits = wanted + WIDTH + EDGE <= canvas.width;
  const left = fits ? wanted : Math.max(EDGE, beside.x - canvas.left - WIDTH - 16);
  const top = Math.max(EDGE, Math.min(beside.y - canvas.top - 4, canvas.height - HEIGHT - EDGE));
  return { left, top };
}
