import type { StepRun } from '@patchbay/execution';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { durationText } from '../../ui/relativeTime.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { DataPane } from '../dataView/DataPane.tsx';
import { useToldNothings, useTryStore } from '../runOverlay/lastTry.ts';
import { FailureNote } from '../runOverlay/FailureNote.tsx';
import { runSchemas } from '../runOverlay/runSchemas.ts';
import { StepPager } from '../runOverlay/StepPager.tsx';
import { useKeepSample, usePinnedOutputs } from '../runOverlay/samples.ts';
import { useCatalog, useEditor, useSession } from '../useEditor.ts';
import type { TestState } from './useTestState.ts';

type Props = {
  stepId: string;
  canPin: boolean;
  canFindNothing: boolean;
  test: TestState;
  onConnect: (() => void) | undefined;
};

/** What the last try did with this step: what it was sent, what came back, and how long it took. */
export function TestTab({ stepId, canPin, canFindNothing, test, onConnect }: Props) {
  const { runs, refused, mode } = test;
  const schemas = runSchemas(
    useEditor(({ flow }) => flow),
    useCatalog(),
  );
  const [paged, setAt] = useState<number>();
  // Of several rounds the last, which is the one the canvas draws.
  const at = Math.min(paged ?? Number.POSITIVE_INFINITY, runs.length - 1);
  const run = runs[at];
  const pin = canPin && <PinnedOutput stepId={stepId} run={run} />;
  if (refused !== undefined) return <Band tone="danger">{refused}</Band>;
  if (run === undefined) {
    return (
      <div className="test">
        {pin}
        <p className="muted">
          {test.isForReal
            ? t(
                'Not tried yet. “Test this step” asks for real, with your account. Nothing up to here changes anything.',
              )
            : t(
                'Not tried yet. “Test this step” runs the flow up to here on sample data, with the trigger’s example. Nothing is sent.',
              )}
        </p>
      </div>
    );
  }
  const took = run.startedAt !== undefined && run.finishedAt !== undefined ? run.finishedAt - run.startedAt : undefined;
  return (
    <div className="test">
      <div className="row">
        <StatusBadge status={run.status} />
        {mode === 'mock' && <StatusBadge status="mock" />}
        <span className="grow" />
        {runs.length > 1 && <StepPager count={runs.length} at={at} onAt={setAt} />}
        {took !== undefined && <span className="small muted">{durationText(took)}</span>}
      </div>
      {run.failure !== undefined && run.status !== 'running' && (
        <FailureNote failure={run.failure}>
          {onConnect !== undefined && run.failure.retry === 'after-reconnect' && (
            <Button small onClick={onConnect}>
              {t('Connect again')}
            </Button>
          )}
        </FailureNote>
      )}
      {run.status === 'skipped' && <NotReached stepId={stepId} />}
      {pin}
      {run.input !== undefined && <DataPane label={t('Sent')} value={run.input} schema={schemas.inputOf(stepId)} />}
      {(run.output !== undefined || run.status === 'succeeded') && (
        <DataPane label={t('Came back')} value={run.output} step={stepId} schema={schemas.outputOf(stepId)} />
      )}
      {mode === 'mock' && run.status === 'succeeded' && canFindNothing && <AlwaysFinds stepId={stepId} />}
    </div>
  );
}

/** The values led another way: others are one press away. */
function NotReached({ stepId }: { stepId: string }) {
  const store = useTryStore();
  return (
    <Band
      tone="info"
      action={
        <Button small onClick={() => store.ask({ part: { kind: 'upTo', step: stepId }, mode: 'mock' })}>
          {t('Other values')}
        </Button>
      }
    >
      {t('With these values the flow went another way before this step. Try it with values that lead here.')}
    </Band>
  );
}

/** Sample data is always there; what a flow does where nothing is found is tried by a press. */
function AlwaysFinds({ stepId }: { stepId: string }) {
  const store = useTryStore();
  const isTold = useToldNothings().has(stepId);
  const other = () => {
    store.tellToFindNothing(stepId, !isTold);
    store.ask({ part: { kind: 'upTo', step: stepId }, mode: 'mock' });
  };
  return (
    <p className="small muted">
      {isTold ? t('It was told to find nothing.') : t('On sample data this step always finds something.')}{' '}
      <button type="button" className="link" onClick={other}>
        {isTold ? t('Let it find something') : t('Let it find nothing')}
      </button>
    </p>
  );
}

/** Keeps what the step gave, so that tries take it instead of doing the step again; published runs never do. */
function PinnedOutput({ stepId, run }: { stepId: string; run: StepRun | undefined }) {
  const { role } = useSession();
  const pins = usePinnedOutputs();
  const samples = useKeepSample();
  if (role === 'viewer') return null;
  if (pins.has(stepId)) {
    return (
      <Band
        tone="info"
        action={
          <Button small busy={samples.isBusy} onClick={() => samples.remove({ stepId, isPin: true })}>
            {t('Take the pin off')}
          </Button>
        }
      >
        <IconPinFilled size={14} aria-hidden />{' '}
        {t('Its output is pinned: tries take it and call nothing. Published runs do not.')}
      </Band>
    );
  }
  if (run?.output === undefined || run.status !== 'succeeded') return null;
  return (
    <div>
      <Button
        small
        busy={samples.isBusy}
        icon={<IconPin size={15} stroke={1.75} aria-hidden />}
        onClick={() => samples.keep({ stepId, isPin: true, value: run.output })}
      >
        {t('Pin this output')}
      </Button>
    </div>
  );
}
