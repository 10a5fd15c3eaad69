import type { StepRun } from '@patchbay/execution';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { durationText } from '../../ui/relativeTime.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { DataPane } from '../dataView/DataPane.tsx';
import { FailureNote } from '../runOverlay/FailureNote.tsx';
import { StepPager } from '../runOverlay/StepPager.tsx';
import { useKeepSample, usePinnedOutputs } from '../runOverlay/samples.ts';
import { useSession } from '../useEditor.ts';
import type { TestState } from './useTestState.ts';

/** What the last try did with this step: what it was sent, what came back, and how long it took. */
export function TestTab({ stepId, canPin, test }: { stepId: string; canPin: boolean; test: TestState }) {
  const { runs, refused, mode } = test;
  const [at, setAt] = useState(0);
  const run = runs[Math.min(at, runs.length - 1)];
  const pin = canPin && <PinnedOutput stepId={stepId} run={run} />;
  if (refused !== undefined) return <Band tone="danger">{refused}</Band>;
  if (run === undefined) {
    return (
      <div className="test">
        {pin}
        <p className="muted">
          {t(
            'Not tried yet. “Test this step” runs the flow up to here on mocks, with the trigger’s example. Nothing is sent.',
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
      {run.failure !== undefined && <FailureNote failure={run.failure} />}
      {run.status === 'skipped' && <p className="muted">{t('The try did not come this way.')}</p>}
      {pin}
      {run.input !== undefined && <DataPane label={t('Sent')} value={run.input} />}
      {(run.output !== undefined || run.status === 'succeeded') && (
        <DataPane label={t('Came back')} value={run.output} step={stepId} />
      )}
    </div>
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
