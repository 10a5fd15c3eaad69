import type { Position } from '@patchbay/flow';
import { type DragEvent, useCallback, useMemo, useState } from 'react';
import { t } from '../../texts/t.ts';
import { CARD_HEIGHT, CARD_WIDTH } from '../commands/card.ts';
import type { Place } from '../commands/placeStep.ts';
import { draggedOver } from '../palette/dragged.ts';
import type { OperationHit } from '../palette/operationHit.ts';
import type { Box } from './loopSize.ts';
import type { CanvasView } from './toCanvas.ts';

/** Where a step from the palette would land. */
export type Drop = { place: Place; box: Box; text?: string };

/** Carrying a step from the palette over the canvas: on a wire it goes in between, on a card it replaces, else it lies there. */
export function useDropping(getView: () => CanvasView, put: (hit: OperationHit, place: Place) => void) {
  const [drop, setDrop] = useState<Drop>();

  const dragOver = useCallback(
    (event: DragEvent, at: Position) => {
      const hit = draggedOver(event.dataTransfer);
      if (hit === undefined) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setDrop(dropAt(event, at, { view: getView(), hit }));
    },
    [getView],
  );
  const dragLeave = useCallback((event: DragEvent) => {
    if (
      event.currentTarget instanceof Node &&
      event.relatedTarget instanceof Node &&
      event.currentTarget.contains(event.relatedTarget)
    )
      return;
    setDrop(undefined);
  }, []);
  const dropped = useCallback(
    (event: DragEvent, at: Position) => {
      const hit = draggedOver(event.dataTransfer);
      setDrop(undefined);
      if (hit === undefined) return;
      event.preventDefault();
      put(hit, dropAt(event, at, { view: getView(), hit }).place);
    },
    [getView, put],
  );
  return useMemo(() => ({ drop, dragOver, dragLeave, dropped }), [drop, dragOver, dragLeave, dropped]);
}

type Over = { view: CanvasView; hit: OperationHit };

function dropAt(event: DragEvent, at: Position, { view, hit }: Over): Drop {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const edge = view.edges.find(({ id, isInside }) => !isInside && id === idOf(under, '.react-flow__edge'));
  if (edge !== undefined && hit.kind !== 'trigger') {
    const box = around(at, { width: 220, height: 44 });
    return { place: { kind: 'edge', edge: edge.id }, box, text: t('Put in between, {label}', { label: edge.label }) };
  }
  const step = view.steps.find(({ id, kind }) => kind === 'step' && id === idOf(under, '.react-flow__node'));
  if (step !== undefined) {
    return {
      place: { kind: 'replace', step: step.id },
      box: step.box,
      text: t('Replace “{name}”', { name: step.name }),
    };
  }
  return onTheSheet(at, view);
}

/** Inside the innermost loop there, else at the top. The card hangs from the pointer by its upper middle. */
function onTheSheet(at: Position, view: CanvasView): Drop {
  const corner = { x: Math.round(at.x - CARD_WIDTH / 2), y: Math.round(at.y - CARD_HEIGHT / 2) };
  const loop = view.steps.findLast(({ kind, box }) => kind === 'loop' && holds(box, at));
  const position = loop === undefined ? corner : { x: corner.x - loop.box.x, y: corner.y - loop.box.y };
  const box = { ...corner, width: CARD_WIDTH, height: CARD_HEIGHT };
  return { place: { kind: 'canvas', position, ...(loop !== undefined && { parent: loop.id }) }, box };
}

function around(at: Position, { width, height }: { width: number; height: number }): Box {
  return { x: at.x - width / 2, y: at.y - height / 2, width, height };
}

function holds(box: Box, at: Position): boolean {
  return at.x > box.x && at.x < box.x + box.width && at.y > box.y && at.y < box.y + box.height;
}

function idOf(element: Element | null, selector: string): string | null | undefined {
  return element?.closest(selector)?.getAttribute('data-id');
}
