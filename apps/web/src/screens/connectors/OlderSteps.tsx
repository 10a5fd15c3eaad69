import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Affected, Changes } from './WhatChanged.tsx';

/** What the newest version of a connector has changed, where flows have steps of an earlier one. */
export function OlderSteps({ connector }: { connector: ConnectorRow }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const { data } = useQuery(trpc.connector.compareVersions.queryOptions({ workspaceId, connector: connector.id }));
  if (!data || data.affected.length === 0) return null;
  const count = data.affected.length;
  return (
    <div className="older-steps">
      <Band tone="info">
        <details>
          <summary>
            {tn(
              count,
              '{count} step was built with an earlier version. See what has changed.',
              '{count} steps were built with an earlier version. See what has changed.',
            )}
          </summary>
          <Changes difference={data} />
          <Affected difference={data} />
        </details>
      </Band>
    </div>
  );
}
