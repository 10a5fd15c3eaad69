import type { StepRun } from '@patchbay/execution';
import type { StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { DataPane } from '../dataView/DataPane.tsx';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { Differences } from './Differences.tsx';
import { FailureNote } from './FailureNote.tsx';
import { runSchemas } from './runSchemas.ts';
import { ToldRuns } from './ToldRuns.tsx';
import type { OpenRun } from './useRun.ts';

const noItems: ReadonlyMap<string, number> = new Map();

type Props = { run: OpenRun; catalog: EditorCatalog; shown: readonly StepRun[]; onSelect(step: StepId): void };

/** The run itself: why it ended, who was told, what started it, and what it answered. */
export function WholeRun({ run: { row, view, document }, catalog, shown, onSelect }: Props) {
  const schemas = runSchemas(document, catalog);
  return (
    <>
      <div className="panel-head">
        <div className="grow">
          <h2>{t('The run')}</h2>
          <div className="small muted">{t('Pick a step to see what it did')}</div>
        </div>
        <StatusBadge status={view.status} />
      </div>
      <div className="panel-tabs">
        <div className="panel-body test tabpanel">
          {view.failure !== undefined && <FailureNote failure={view.failure} title={t('The run was ended.')} />}
          {view.status === 'failed' && view.mode === 'live' && <ToldRuns runId={row.id} />}
          <ul className="run-steps" aria-label={t('Steps of the run')}>
            {shown.map(({ path, step, status }) => (
              <li key={path}>
                <button type="button" onClick={() => onSelect(step as StepId)}>
                  <span className="grow cut">{document.steps[step as StepId]?.name ?? step}</span>
                  <StatusBadge status={status} />
                </button>
              </li>
            ))}
          </ul>
          {view.status === 'failed' && (
            <Differences
              runId={row.id}
              items={noItems}
              nameOf={(step) => document.steps[step as StepId]?.name ?? step}
              namesOf={schemas.namesOf}
              onSelect={(step) => onSelect(step as StepId)}
            />
          )}
          <DataPane
            label={t('What started it')}
            value={view.payload}
            step={view.trigger}
            schema={schemas.outputOf(view.trigger ?? '')}
          />
          {view.answer !== undefined && (
            <DataPane
              label={t('The answer, status {status}', { status: view.answer.status })}
              value={view.answer.body}
            />
          )}
        </div>
      </div>
    </>
  );
}
