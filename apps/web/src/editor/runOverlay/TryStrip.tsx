import type { StepId } from '@patchbay/flow';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t, tn } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { durationText } from '../../ui/relativeTime.ts';
import { Badge, StatusBadge } from '../../ui/StatusBadge.tsx';
import { useOpenStep } from '../useStepInUrl.ts';
import { type LastTry, useTryStore } from './lastTry.ts';
import { Timeline } from './Timeline.tsx';
import { useNow } from './useNow.ts';

type Props = { last: Extract<LastTry, { kind: 'run' }>; onSelect(step: StepId): void };

/** The last try below the canvas: when, how long, and its steps along the clock. */
export function TryStrip({ last, onSelect }: Props) {
  const { view, document, mode, runId, isShown, events, isOpened } = last;
  const [isFolded, setFolded] = useState(false);
  const store = useTryStore();
  const selected = useOpenStep();
  const now = useNow(view.finishedAt === undefined);
  const done = view.steps.filter(({ status }) => status === 'succeeded').length;
  const took =
    view.startedAt !== undefined && view.finishedAt !== undefined ? view.finishedAt - view.startedAt : undefined;
  return (
    <section className="try-strip" aria-label={t('Last try')} data-folded={isFolded || undefined}>
      <div>
        <div className="row">
          <b>{isOpened ? t('A run of before') : t('Last try')}</b>
          {mode === 'mock' ? <StatusBadge status="mock" /> : <Badge tone="warning">{t('For real')}</Badge>}
        </div>
        {!isFolded && (
          <div className="small muted">
            {view.startedAt !== undefined && <RelativeTime at={view.startedAt} />}
            {' · '}
            {tn(done, '{count} step', '{count} steps')}
            {took !== undefined && ` · ${durationText(took)}`}
          </div>
        )}
      </div>
      {isFolded ? (
        <span />
      ) : (
        <Timeline
          view={view}
          nameOf={(step) => document.steps[step as keyof typeof document.steps]?.name ?? step}
          selected={selected}
          onSelect={onSelect}
          now={now}
          events={events}
        />
      )}
      <div className="row">
        {!isShown && (
          <button type="button" className="link" onClick={() => store.show()}>
            {t('Show on the canvas')}
          </button>
        )}
        <Link to="/runs/$runId" params={{ runId }}>
          {t('Details')}
        </Link>
        <FoldButton isFolded={isFolded} onFold={setFolded} />
      </div>
    </section>
  );
}

function FoldButton({ isFolded, onFold }: { isFolded: boolean; onFold(isFolded: boolean): void }) {
  return (
    <IconButton
      small
      label={isFolded ? t('Unfold the last try') : t('Fold the last try')}
      icon={
        isFolded ? (
          <IconChevronUp size={16} stroke={1.75} aria-hidden />
        ) : (
          <IconChevronDown size={16} stroke={1.75} aria-hidden />
        )
      }
      onClick={() => onFold(!isFolded)}
    />
  );
}
