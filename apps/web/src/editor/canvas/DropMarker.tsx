import { ViewportPortal } from '@xyflow/react';
import type { Drop } from './useDropping.ts';

/** Where what is being carried would land, in words where it is not plain. */
export function DropMarker({ drop }: { drop: Drop | undefined }) {
  if (drop === undefined) return null;
  const { x, y, width, height } = drop.box;
  return (
    <ViewportPortal>
      <div className="drop-card" style={{ transform: `translate(${x}px, ${y}px)`, width, height }}>
        {drop.text !== undefined && <span>{drop.text}</span>}
      </div>
    </ViewportPortal>
  );
}
