import { Button } from '../../../ui/Button.tsx';
import { useStepContext } from '../stepContext.ts';
import { useTestState } from '../useTestState.ts';

/** Says that a field's value has no sample yet, what getting one runs, and gets it: a try on mocks fills every sample. */
export function NoSample() {
  const { step, isReadOnly } = useStepContext();
  const test = useTestState(step.id);
  const count = test.stepsBefore;
  if (isReadOnly) return <div className="live dim">No sample yet.</div>;
  if (test.state !== 'todo' && !test.isBusy) {
    return <div className="live dim">The last try gave nothing here.</div>;
  }
  return (
    <div className="note" data-tone="quiet">
      <span className="grow">
        {test.refused ?? `No sample yet. This runs ${count} ${count === 1 ? 'step' : 'steps'} on the mock.`}
      </span>
      <Button small busy={test.isBusy} onClick={() => void test.getSamples()}>
        Get sample data
      </Button>
    </div>
  );
}
