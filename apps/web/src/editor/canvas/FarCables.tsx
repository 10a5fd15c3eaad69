import type { Position } from '@patchbay/flow';
import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { type FarLine, farLines, shiftsOf } from './farCables.ts';
import type { CanvasNode } from './toReactFlow.ts';
import type { CanvasView } from './toCanvas.ts';

/** All cables of a large flow from far away. `nodes` tell where what is held stands meanwhile. */
export function FarCables({ view, nodes }: { view: CanvasView; nodes: readonly CanvasNode[] }) {
  const { steps, edges } = view;
  const byId = useMemo(() => new Map(steps.map((step) => [step.id, step])), [steps]);
  const shifts = useMemo(() => shiftsOf(steps, heldIn(nodes)), [steps, nodes]);
  const held = [...shifts.keys()].join();
  // Worked out once a drag: only the cables of what is held change with it.
  const { outer, inner, moving } = useMemo(() => {
    const ids = new Set<string>(held.split(','));
    const isHeld = ({ from, to }: (typeof edges)[number]) => ids.has(from) || ids.has(to);
    const still = farLines(
      edges.filter((edge) => !isHeld(edge)),
      { steps: byId },
    );
    return { ...splitBy(still), moving: edges.filter(isHeld) };
  }, [edges, byId, held]);
  return (
    <ViewportPortal>
      <Lines lines={outer} />
      <Lines lines={inner} isInner />
      <Lines lines={farLines(moving, { steps: byId, shifts })} isInner />
    </ViewportPortal>
  );
}

function splitBy(lines: readonly FarLine[]): { outer: FarLine[]; inner: FarLine[] } {
  return { outer: lines.filter(({ isInner }) => !isInner), inner: lines.filter(({ isInner }) => isInner) };
}

/** Outer ones below the cards, inner ones above the frame they lie in. */
const Lines = memo(function Lines({ lines, isInner }: { lines: readonly FarLine[]; isInner?: true }) {
  if (lines.length === 0) return null;
  return (
    <svg className="far-cables" data-inner={isInner} aria-hidden="true">
      {lines.map(({ look, isInner: inside, path }) => (
        <g key={`${look} ${inside}`} data-cable={look}>
          <path className="cable" d={path} />
        </g>
      ))}
    </svg>
  );
});

function heldIn(nodes: readonly CanvasNode[]): ReadonlyMap<string, Position> {
  return new Map(
    nodes.flatMap(({ id, type, position, data: { view } }) =>
      type === 'note' || !('position' in view) || view.position === position ? [] : [[id, position] as const],
    ),
  );
}
