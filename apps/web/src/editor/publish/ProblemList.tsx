import type { Diagnostic } from '@patchbay/flow';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { FixButtons } from '../inspector/fixes/FixButtons.tsx';
import { useEditor, useSession } from '../useEditor.ts';

const MOST = 40;
const RANK = { error: 0, warning: 1, note: 2 };

/** What stands in the way, and what is worth a look. Each entry leads to its step and field. */
export function ProblemList({
  diagnostics,
  onShow,
}: {
  diagnostics: readonly Diagnostic[];
  onShow(diagnostic: Diagnostic): void;
}) {
  const sorted = diagnostics.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  if (sorted.length === 0) return null;
  return (
    <ul className="problems">
      {sorted.slice(0, MOST).map((diagnostic) => (
        <Problem key={keyOf(diagnostic)} diagnostic={diagnostic} onShow={onShow} />
      ))}
      {sorted.length > MOST && <li className="muted">{t('and {value} more', { value: sorted.length - MOST })}</li>}
    </ul>
  );
}

function Problem({ diagnostic, onShow }: { diagnostic: Diagnostic; onShow(diagnostic: Diagnostic): void }) {
  const steps = useEditor((state) => state.flow.steps);
  const { role } = useSession();
  const { severity, message, field, fixes = [] } = diagnostic;
  const step = diagnostic.step === undefined ? undefined : steps[diagnostic.step];
  const does = field === undefined || fixes.length > 0 ? t('Show') : t('Fix');
  return (
    <li data-severity={severity}>
      <Mark severity={severity} />
      <span className="grow">
        {message}
        {step !== undefined && !message.includes(step.name) && <span className="small muted">{step.name}</span>}
        {role !== 'viewer' && fixes.length > 0 && (
          <span className="problem-fixes">
            <FixButtons problem={diagnostic} fixes={fixes} about={step?.name} />
          </span>
        )}
      </span>
      {step !== undefined && (
        <Button small onClick={() => onShow(diagnostic)} aria-label={t('{does} in {name}', { does, name: step.name })}>
          {does}
        </Button>
      )}
    </li>
  );
}

function Mark({ severity }: Pick<Diagnostic, 'severity'>) {
  const tone = { error: 'danger', warning: 'warning', note: 'quiet' }[severity];
  return (
    <span className="mark" data-tone={tone}>
      {severity === 'error' ? (
        <IconAlertTriangle size={12} stroke={2.4} aria-label={t('Must be fixed')} />
      ) : (
        <IconInfoCircle
          size={12}
          stroke={2.4}
          aria-label={severity === 'note' ? t('Good to know') : t('Worth a look')}
        />
      )}
    </span>
  );
}

function keyOf({ code, step, edge, field, message }: Diagnostic): string {
  return [code, step, edge, field?.join('/'), message].join('|');
}
