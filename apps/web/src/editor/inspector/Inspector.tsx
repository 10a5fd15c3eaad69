import { IconX } from '@tabler/icons-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { renameStep } from '../commands/renameStep.ts';
import type { InspectorProps } from '../seams.ts';
import { useSession, useStep } from '../useEditor.ts';

/** The panel of one step. */
export function Inspector({ stepId, onClose }: InspectorProps) {
  const { editor } = useSession();
  const step = useStep(stepId);
  if (step === undefined) return null;
  return (
    <div className="row">
      <input
        aria-label="Name of the step"
        value={step.name}
        onChange={(event) => editor.execute(renameStep({ step: stepId, name: event.currentTarget.value }))}
      />
      <IconButton small label="Close" icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
    </div>
  );
}
