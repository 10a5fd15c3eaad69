import { ERROR } from '@patchbay/flow';
import type { ConnectionLineComponentProps } from '@xyflow/react';
import type { CanvasNode } from './toReactFlow.ts';

/** The cable a hand is pulling: it lights up where it may be plugged in. */
export function CableInHand({
  fromX,
  fromY,
  toX,
  toY,
  fromHandle,
  connectionStatus,
}: ConnectionLineComponentProps<CanvasNode>) {
  const isFail = fromHandle.id === ERROR;
  const reach = Math.max(20, Math.abs(toY - fromY) * 0.5);
  const path = isFail
    ? `M${fromX} ${fromY}C${fromX + 60} ${fromY} ${toX} ${toY - 60} ${toX} ${toY}`
    : `M${fromX} ${fromY}C${fromX} ${fromY + reach} ${toX} ${toY - reach} ${toX} ${toY}`;
  const state = connectionStatus === 'valid' ? 'carried' : isFail ? 'fail' : 'ready';
  return (
    <g data-cable={state}>
      <path className="cable-casing" d={path} />
      <path className="cable" d={path} />
      <rect className="boot" x={toX - 3.5} y={toY - 9} width={7} height={11} rx={2.5} />
    </g>
  );
}
