import { IconLayoutDistributeHorizontal, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useReactFlow, useStore } from '@xyflow/react';
import { t } from '../../texts/t.ts';

/** Zoom, fit and tidy, at the bottom left of the canvas. */
export function CanvasTools({ onFit, onTidy }: { onFit(): void; onTidy?: () => void }) {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="canvas-tools" role="toolbar" aria-label={t('View')}>
      <button type="button" aria-label={t('Zoom out')} onClick={() => void zoomOut({ duration: 160 })}>
        <IconMinus size={16} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        className="percent"
        aria-label={t('Zoom {percent} %, show at 100 %', { percent })}
        onClick={() => void zoomTo(1, { duration: 160 })}
      >
        {percent} %
      </button>
      <button type="button" aria-label={t('Zoom in')} onClick={() => void zoomIn({ duration: 160 })}>
        <IconPlus size={16} stroke={1.75} aria-hidden />
      </button>
      <button type="button" aria-label={t('Show the whole flow')} onClick={onFit}>
        <IconMaximize size={16} stroke={1.75} aria-hidden />
      </button>
      {onTidy && (
        <button type="button" onClick={onTidy}>
          <IconLayoutDistributeHorizontal size={16} stroke={1.75} aria-hidden />
          {t('Tidy up')}
        </button>
      )}
    </div>
  );
}
