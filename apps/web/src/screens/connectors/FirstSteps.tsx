import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { useStartFlow } from './useStartFlow.ts';

const SHOWN = 4;

/** The first steps of an API that was just plugged in, each one press away from a flow that has it. */
export function FirstSteps({ connector }: { connector: Pick<ConnectorRow, 'id' | 'version'> }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const mayEdit = useMayEdit();
  const { busy, withStep } = useStartFlow();
  const { id, version } = connector;
  const steps = useQuery(trpc.connector.operations.queryOptions({ workspaceId, connector: id, limit: SHOWN }));
  if (!mayEdit || !steps.data) return <div className="first-steps" aria-busy={steps.isPending} />;
  return (
    <ul className="first-steps" aria-label={t('Start a flow with one of its steps')}>
      {steps.data.items.map(({ name, title, kind }) => (
        <li key={name}>
          <button
            type="button"
            disabled={busy}
            onClick={() => void withStep({ connector: id, version, operation: name, title, kind })}
          >
            <IconPlus size={14} stroke={2} aria-hidden />
            <span className="grow cut">{title}</span>
            <span className="small dim">{t('start a flow')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
