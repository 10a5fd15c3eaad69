import { ERROR } from '@patchbay/flow';
import type { Edge, EdgeProps } from '@xyflow/react';
import { type KeyboardEvent, type MouseEvent, memo, useContext } from 'react';
import { t } from '../../texts/t.ts';
import type { Place } from '../commands/placeStep.ts';
import { type CablePath, cablePath } from './cablePath.ts';
import { DistanceContext, HereContext, placeKey, useCanvas } from './canvasContext.ts';
import type { EdgeView } from './toCanvas.ts';

export type CableEdge = Edge<{ view: EdgeView }, 'cable'>;

/** Shorter than this there is no room for a + between the boots. */
const ROOM_FOR_PLUS = 16;

/** One cable: casing, line, a boot at each end, the + in its middle and what it carried. */
export const Cable = memo(function Cable({ data, sourceX, sourceY, targetX, targetY }: EdgeProps<CableEdge>) {
  const { isReadOnly } = useCanvas();
  const isFar = useContext(DistanceContext) !== 'near';
  if (data === undefined) return null;
  const { view } = data;
  const side = view.outlet === ERROR ? 'right' : 'bottom';
  const from = side === 'right' ? { x: sourceX - 2, y: sourceY } : { x: sourceX, y: sourceY - 3 };
  const cable = cablePath({ from, to: { x: targetX, y: targetY + 1 }, side, lane: view.lane });
  const hasRoom = Math.hypot(targetX - sourceX, targetY - sourceY) > ROOM_FOR_PLUS;
  return (
    <g data-cable={view.state}>
      <path className="cable-casing" d={cable.path} />
      <path className="cable" d={cable.path} />
      {!view.isInside && <path className="cable-reach" d={cable.path} />}
      <Boots cable={cable} side={side} />
      {!isFar && side === 'right' && <FailTape cable={cable} view={view} />}
      {!isFar && !isReadOnly && hasRoom && <Plus view={view} cable={cable} />}
      {!isFar && <Count view={view} cable={cable} />}
    </g>
  );
});

function Boots({ cable: { start, end }, side }: { cable: CablePath; side: 'bottom' | 'right' }) {
  return (
    <>
      {side === 'right' ? (
        <rect className="boot" x={start.x} y={start.y - 3.5} width={11} height={7} rx={2.5} />
      ) : (
        <rect className="boot" x={start.x - 3.5} y={start.y} width={7} height={11} rx={2.5} />
      )}
      <rect className="boot" x={end.x - 3.5} y={end.y - 10} width={7} height={11} rx={2.5} />
    </>
  );
}

/** As wide as "if it fails" is printed. */
const TAPE_WIDTH = 64;

function FailTape({ cable: { start }, view: { tape, state } }: { cable: CablePath; view: EdgeView }) {
  const { x, y } = tape ?? { x: start.x + 18 + TAPE_WIDTH / 2, y: start.y };
  return (
    <foreignObject className="cable-label" x={x - TAPE_WIDTH / 2} y={y - 9} width={TAPE_WIDTH} height={18}>
      <span className="tape" data-kind={state === 'not-taken' ? 'off' : 'fail'}>
        {t('if it fails')}
      </span>
    </foreignObject>
  );
}

function placeOf(view: EdgeView): Place {
  if (view.isInside) return { kind: 'inside', loop: view.from, before: view.to };
  return { kind: 'edge', edge: view.id };
}

function Plus({ view, cable: { middle } }: { view: EdgeView; cable: CablePath }) {
  const { actions } = useCanvas();
  const place = placeOf(view);
  const isHere = useContext(HereContext) === placeKey(place);
  const onClick = (event: MouseEvent<SVGGElement>) => {
    event.stopPropagation();
    actions.add(place, event.currentTarget);
  };
  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    if (event.key === 'Enter' || event.key === ' ') actions.add(place, event.currentTarget);
  };
  return (
    // A button in an SVG: with hundreds of cables, hundreds of HTML layers above them made every drag slower.
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
    <g
      className="plus nopan"
      role="button"
      tabIndex={-1}
      aria-label={t('Add a step {label}', { label: view.label })}
      data-here={isHere || undefined}
      transform={`translate(${middle.x} ${middle.y})`}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <circle className="reach" r={14} />
      <circle className="disc" r={9} />
      <path className="sign" d="M-3.4 0H3.4M0 -3.4V3.4" />
    </g>
  );
}

function Count({ view, cable: { middle } }: { view: EdgeView; cable: CablePath }) {
  // The label of an error wire says so by its colour, and there is no room for two.
  if (view.outlet === ERROR && view.state === 'not-taken') return null;
  const isPassedBy = view.state === 'not-taken' && !view.isInside;
  const text = view.text ?? (isPassedBy ? t('not taken') : undefined);
  if (text === undefined) return null;
  // The canvas would take the click as one on nothing.
  const open = (event: MouseEvent) => {
    event.stopPropagation();
    view.onOpen?.();
  };
  return (
    <foreignObject className="cable-label" x={middle.x + 16} y={middle.y - 9} width={160} height={18}>
      {view.onOpen === undefined ? (
        <span className="cable-count" data-state={view.state}>
          {text}
        </span>
      ) : (
        <button type="button" className="cable-count nodrag nopan" data-state={view.state} onClick={open}>
          {text}
        </button>
      )}
    </foreignObject>
  );
}
