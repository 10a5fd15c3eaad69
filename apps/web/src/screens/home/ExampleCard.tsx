import { IconArrowRight, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
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
    <section className="ex card" aria-label="The example">
      <div className="ex-head">
        <div className="grow">
          <h2>{name}</h2>
          <p className="small muted">{run ? <RanOnSamples at={run.startedAt} /> : 'It has not run yet.'}</p>
        </div>
        {run && (
          <StatusBadge status={run.status}>
            {run.status === 'succeeded' && run.durationMs !== null
              ? `Ran in ${durationText(run.durationMs)}`
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
          Run it again
        </Button>
        <Link to="/flows/$flowId" params={{ flowId }} search={{ run: run?.id }} className={buttonClass()}>
          Open in the builder
          <IconArrowRight size={16} stroke={1.75} aria-hidden />
        </Link>
        <span className="grow" />
        {isChanged ? (
          <span className="small muted">
            You have changed it.{' '}
            <Button look="quiet" small busy={deeds.isComing} onClick={deeds.bringBack}>
              Bring it back
            </Button>
          </span>
        ) : (
          <span className="small dim ex-yours">Yours to change. You can always bring it back.</span>
        )}
      </div>
    </section>
  );
}

function RanOnSamples({ at }: { at: string }) {
  return (
    <>
      It ran on sample data, so nothing was sent. Last run: <RelativeTime at={at} />
    </>
  );
}

function ExampleGone({ deeds }: { deeds: ReturnType<typeof useHomeDeeds> }) {
  return (
    <section className="ex card" aria-label="The example">
      <div className="ex-canvas ex-gone">
        <EmptyState
          title="The example is not here"
          actions={
            <Button busy={deeds.isComing} onClick={deeds.bringBack}>
              Bring it back
            </Button>
          }
        >
          It is a flow that works without any account: a form answer becomes a contact.
        </EmptyState>
      </div>
    </section>
  );
}

/** The same size as what comes: nothing moves when it is there. */
export function ExampleShape() {
  return (
    <section className="ex card" aria-busy="true" aria-label="The example">
      <div className="ex-head" />
      <div className="ex-canvas" />
      <div className="ex-foot" />
    </section>
  );
}
