import { ERROR } from '@patchbay/flow';
import { Handle, Position } from '@xyflow/react';
import { t } from '../../texts/t.ts';
import { ERROR_FROM_TOP, SOCKET } from './geometry.ts';
import type { StepView } from './toCanvas.ts';

/** From a socket's middle to where its box starts, inside the card's border of 1 px. */
export const HALF = SOCKET / 2 + 1;

/** The sockets on a step's edges: wires in on top, its ways on below, "if it fails" at the right. */
export function Sockets({ view, isConnectable }: { view: StepView; isConnectable: boolean }) {
  const { inlets, outlets } = view;
  return (
    <>
      {inlets.map(({ name, x, socket }) => (
        <Handle
          key={name}
          type="target"
          id={name}
          position={Position.Top}
          className="socket"
          data-plug={socket}
          isConnectable={isConnectable}
          style={{ top: -HALF, left: x - HALF }}
        />
      ))}
      {outlets.map(({ name, x, socket }) => (
        <Handle
          key={name}
          type="source"
          id={name}
          position={Position.Bottom}
          className="socket"
          data-plug={socket}
          isConnectable={isConnectable}
          style={{ top: 'auto', bottom: -HALF, left: x - HALF }}
        />
      ))}
      {!view.isTrigger && (isConnectable || view.error !== 'empty') && (
        <>
          <Handle
            type="source"
            id={ERROR}
            position={Position.Right}
            className="socket error-outlet"
            data-plug={view.error}
            data-always={view.face.frame === 'once' || undefined}
            isConnectable={isConnectable}
            style={{ top: ERROR_FROM_TOP - HALF, right: -HALF }}
          />
          {view.error === 'empty' && isConnectable && (
            <span
              className="tape error-tape"
              data-kind="fail"
              data-always={view.face.frame === 'once' || undefined}
              aria-hidden="true"
            >
              {t('if it fails')}
            </span>
          )}
        </>
      )}
    </>
  );
}
