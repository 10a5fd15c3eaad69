import type { Step } from '@patchbay/flow';
import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { useSession } from '../../useEditor.ts';
import './apps.css';
import { t } from '../../../texts/t.ts';
import { OldValues } from './OldValues.tsx';
import { OperationPicker } from './PickOperation.tsx';

/** A step whose operation is not known here: its API was removed, or the flow comes from another workspace. */
export function UnknownStep({ step }: { step: Step }) {
  const { role } = useSession();
  const [isPicking, setPicking] = useState(false);
  return (
    <div className="unknown-step">
      {role !== 'viewer' && (
        <Button small aria-expanded={isPicking} onClick={() => setPicking(!isPicking)}>
          {t('Pick a replacement')}
        </Button>
      )}
      {isPicking && <OperationPicker stepId={step.id} first={step.name} />}
      <OldValues step={step} />
    </div>
  );
}
