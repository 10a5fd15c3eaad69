import type { Diagnostic } from '@patchbay/flow';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';
import { Button } from '../../ui/Button.tsx';
import { FixButtons } from '../inspector/fixes/FixButtons.tsx';
import { useEditor, useSession } from '../useEditor.ts';
import { type Finding, groupFindings } from './groupFindings.ts';

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
  const sorted = groupFindings(diagnostics).toSorted((a, b) => RANK[a.about.severity] - RANK[b.about.severity]);
  if (sorted.length === 0) return null;
  return (
    <ul className="problems">
      {sorted
        .slice(0, MOST)
        .map((finding) =>
          finding.others.length === 0 ? (
            <Problem key={keyOf(finding.about)} diagnostic={finding.about} onShow={onShow} />
          ) : (
            <SameInSteps key={keyOf(finding.about)} finding={finding} onShow={onShow} />
          ),
        )}
      {sorted.length > MOST && <li className="muted">{t('and {value} more', { value: sorted.length - MOST })}</li>}
    </ul>
  );
}

function Problem({ diagnostic, onShow }: { diagnostic: Diagnostic; onShow(diagnostic: Diagnostic): void }) {
  const steps = useEditor((state) => state.flow.steps);
  const { role } = useSession();
  const { severity, field, fixes = [] } = diagnostic;
  const message = told(diagnostic);
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

/** What is to be known of several steps, said once, and a way to each of them. */
function SameInSteps({ finding, onShow }: { finding: Finding; onShow(diagnostic: Diagnostic): void }) {
  const steps = useEditor((state) => state.flow.steps);
  const { about, message, others } = finding;
  return (
    <li data-severity={about.severity}>
      <Mark severity={about.severity} />
      <span className="grow">
        {message}
        <span className="problem-fixes">
          {[about, ...others].map((diagnostic) => {
            const name = (diagnostic.step && steps[diagnostic.step]?.name) ?? '';
            return (
              <Button
                key={keyOf(diagnostic)}
                small
                aria-label={t('{name}: show', { name })}
                onClick={() => onShow(diagnostic)}
              >
                {name}
              </Button>
            );
          })}
        </span>
      </span>
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
