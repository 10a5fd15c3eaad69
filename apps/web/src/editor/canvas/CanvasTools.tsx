import { IconLayoutDistributeHorizontal, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useReactFlow, useStore } from '@xyflow/react';

/** Zoom, fit and tidy, at the bottom left of the canvas. */
export function CanvasTools({ onFit, onTidy }: { onFit(): void; onTidy?: () => void }) {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="canvas-tools" role="toolbar" aria-label="View">
      <button type="button" aria-label="Zoom out" onClick={() => void zoomOut({ duration: 160 })}>
        <IconMinus size={16} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        className="percent"
        aria-label={`Zoom ${percent} %, show at 100 %`}
        onClick={() => void zoomTo(1, { duration: 160 })}
      >
        {percent} %
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => void zoomIn({ duration: 160 })}>
        <IconPlus size={16} stroke={1.75} aria-hidden />
      </button>
      <button type="button" aria-label="Show the whole flow" onClick={onFit}>
        <IconMaximize size={16} stroke={1.75} aria-hidden />
      </button>
      {onTidy && (
        <button type="button" onClick={onTidy}>
          <IconLayoutDistributeHorizontal size={16} stroke={1.75} aria-hidden />
          Tidy up
        </button>
      )}
    </div>
  );
}
