import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { Diagnostic } from '@patchbay/flow';
import { Button } from '../../ui/Button.tsx';
import { useEditor } from '../useEditor.ts';

const MOST = 40;

/** What stands in the way, and what is worth a look. Each entry leads to its step and field. */
export function ProblemList({
  diagnostics,
  onShow,
}: {
  diagnostics: readonly Diagnostic[];
  onShow(diagnostic: Diagnostic): void;
}) {
  const steps = useEditor((state) => state.flow.steps);
  const sorted = diagnostics.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  if (sorted.length === 0) return null;
  return (
    <ul className="problems">
      {sorted.slice(0, MOST).map((diagnostic) => {
        const step = diagnostic.step === undefined ? undefined : steps[diagnostic.step];
        const isError = diagnostic.severity === 'error';
        const does = diagnostic.field === undefined ? 'Show' : 'Fix';
        return (
          <li key={keyOf(diagnostic)} data-severity={diagnostic.severity}>
            <span className="mark" data-tone={isError ? 'danger' : 'warning'}>
              {isError ? (
                <IconAlertTriangle size={12} stroke={2.4} aria-label="Must be fixed" />
              ) : (
                <IconInfoCircle size={12} stroke={2.4} aria-label="Worth a look" />
              )}
            </span>
            <span className="grow">
              {diagnostic.message}
              {step !== undefined && !diagnostic.message.includes(step.name) && (
                <span className="small muted">{step.name}</span>
              )}
            </span>
            {step !== undefined && (
              <Button small onClick={() => onShow(diagnostic)} aria-label={`${does} in ${step.name}`}>
                {does}
              </Button>
            )}
          </li>
        );
      })}
      {sorted.length > MOST && <li className="muted">and {sorted.length - MOST} more</li>}
    </ul>
  );
}

function keyOf({ code, step, edge, field, message }: Diagnostic): string {
  return [code, step, edge, field?.join('/'), message].join('|');
}
