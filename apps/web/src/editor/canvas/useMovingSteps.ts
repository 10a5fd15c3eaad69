import type { StepId } from '@patchbay/flow';
import { useCallback, useState } from 'react';
import { t, tn } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import { announce } from '../statusLine.ts';
import { useSession } from '../useEditor.ts';
import type { CanvasEvents } from './FlowCanvas.tsx';
import { frameUnder, placesIn } from './frameUnder.ts';
import type { Gestures } from './gestures.ts';
import type { CanvasView } from './toCanvas.ts';

/** Dragging steps about, into frames and out of them. `over` is the frame that they would come to stand in. */
export function useMovingSteps(gestures: Gestures, getView: () => CanvasView) {
  const { editor } = useSession();
  const [over, setOver] = useState<StepId>();

  const dragging = useCallback<NonNullable<CanvasEvents['dragging']>>(
    (moving, pointer) => {
      const { steps } = getView();
      const frame = frameUnder(steps, { moving, pointer });
      const held = new Set(moving);
      setOver(steps.some(({ id, parent }) => held.has(id) && parent !== frame) ? frame : undefined);
    },
    [getView],
  );
  const move = useCallback<CanvasEvents['move']>(
    ({ steps: to, notes, pointer }) => {
      setOver(undefined);
      const { steps } = getView();
      const moving = [...to.keys()];
      const parent = pointer && frameUnder(steps, { moving, pointer });
      const isStaying = ({ id, parent: home, isTrigger }: (typeof steps)[number]) =>
        !to.has(id) || home === parent || (isTrigger && parent !== undefined);
      if (pointer === undefined || moving.length === 0 || steps.every(isStaying))
        return gestures.move({ steps: to, notes });
      if (notes.size > 0) gestures.move({ steps: new Map(), notes });
      const nameOf = (step: StepId | undefined) => steps.find(({ id }) => id === step)?.name;
      const cut = gestures.moveInto({ steps: placesIn(steps, { to, parent }), parent });
      const words = movedWords({ name: nameOf(moving[0]) ?? '', count: moving.length }, nameOf(parent));
      announce(words);
      if (cut === 0) return;
      const wires = tn(
        cut,
        '1 wire was taken out: it would cross the frame.',
        '{count} wires were taken out: they would cross the frame.',
      );
      toast({
        text: `${words} ${wires}`,
        action: { label: t('Undo'), onSelect: () => void editor.undo() },
      });
    },
    [editor, gestures, getView],
  );
  return { over, move, dragging };
}

function movedWords({ name, count }: { name: string; count: number }, frame: string | undefined): string {
  return frame === undefined
    ? tn(count, '“{name}” stands outside of the frame now.', '{count} steps stand outside of the frame now.', { name })
    : tn(count, '“{name}” stands in “{frame}” now.', '{count} steps stand in “{frame}” now.', { name, frame });
}
