import { t, tn } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { useStepContext } from '../stepContext.ts';
import { useTestState } from '../useTestState.ts';

/** Says that a field's value has no sample yet, what getting one runs, and gets it: a try on sample data fills every sample. */
export function NoSample() {
  const { step, isReadOnly } = useStepContext();
  const test = useTestState(step.id);
  if (isReadOnly) return <div className="live dim">{t('No sample yet.')}</div>;
  if (test.state !== 'todo' && !test.isBusy) {
    return <div className="live dim">{t('The last try gave nothing here.')}</div>;
  }
  return (
    <div className="note" data-tone="quiet">
      <span className="grow">
        {test.refused ??
          tn(
            test.countBefore(),
            'No sample yet. This runs {count} step on sample data.',
            'No sample yet. This runs {count} steps on sample data.',
          )}
      </span>
      <Button small busy={test.isBusy} onClick={() => void test.getSamples()}>
        {t('Get sample data')}
      </Button>
    </div>
  );
}
