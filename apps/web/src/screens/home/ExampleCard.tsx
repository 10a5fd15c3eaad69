import { IconArrowRight, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { durationText } from '../../ui/relativeTime.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { ExamplePicture } from './ExamplePicture.tsx';
import { CHANGED_STEP } from './thingsToTry.ts';
import { type Example, useHomeDeeds } from './useHome.ts';

/** The example that has already run: what it did, how it is drawn, and what to do with it. */
export function ExampleCard({ example }: { example: Example | null }) {
  const deeds = useHomeDeeds();
  if (example === null) return <ExampleGone deeds={deeds} />;
  const { flowId, name, run, picture, isChanged } = example;
  return (
    <section className="ex card" aria-label={t('The example')}>
      <div className="ex-head">
        <div className="grow">
          <h2>{name}</h2>
          <p className="small muted">{run ? <RanOnSamples at={run.startedAt} /> : t('It has not run yet.')}</p>
        </div>
        {run && (
          <StatusBadge status={run.status}>
            {run.status === 'succeeded' && run.durationMs !== null
              ? t('Ran in {duration}', { duration: durationText(run.durationMs) })
              : undefined}
          </StatusBadge>
        )}
      </div>
      <ExamplePicture picture={picture} first={CHANGED_STEP} />
      <div className="ex-foot">
        <Button
          look="primary"
          busy={deeds.isStarting}
          icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
          onClick={deeds.run}
        >
          {t('Run it again')}
        </Button>
        <Link to="/flows/$flowId" params={{ flowId }} search={{ run: run?.id }} className={buttonClass()}>
          {t('Open in the builder')}
          <IconArrowRight size={16} stroke={1.75} aria-hidden />
        </Link>
        <span className="grow" />
        {isChanged ? (
          <span className="small muted">
            {t('You have changed it.')}{' '}
            <Button look="quiet" small busy={deeds.isComing} onClick={deeds.bringBack}>
              {t('Bring it back')}
            </Button>
          </span>
        ) : (
          <span className="small dim ex-yours">{t('Yours to change. You can always bring it back.')}</span>
        )}
      </div>
    </section>
  );
}

function RanOnSamples({ at }: { at: string }) {
  return <T text="It ran on sample data, so nothing was sent. Last run: {time}" time={<RelativeTime at={at} />} />;
}

function ExampleGone({ deeds }: { deeds: ReturnType<typeof useHomeDeeds> }) {
  return (
    <section className="ex card" aria-label={t('The example')}>
      <div className="ex-canvas ex-gone">
        <EmptyState
          title={t('The example is not here')}
          actions={
            <Button busy={deeds.isComing} onClick={deeds.bringBack}>
              {t('Bring it back')}
            </Button>
          }
        >
          {t('It is a flow that works without any account: a form answer becomes a contact.')}
        </EmptyState>
      </div>
    </section>
  );
}

/** The same size as what comes: nothing moves when it is there. */
export function ExampleShape() {
  return (
    <section className="ex card" aria-busy="true" aria-label={t('The example')}>
      <div className="ex-head" />
      <div className="ex-canvas" />
      <div className="ex-foot" />
    </section>
  );
}
