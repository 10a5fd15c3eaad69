import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { Band } from '../../ui/Band.tsx';

type Difference = NonNullable<Answers['connector']['compareVersions']>;

const SHOWN = 50;

/** What is different since the API was last imported, and which steps of which flows that concerns. */
export function WhatChanged({ connector, before }: { connector: string; before: string }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const asked = useQuery(trpc.connector.compareVersions.queryOptions({ workspaceId, connector, before }));
  if (asked.isPending) return <Band tone="running">Comparing it with the version before.</Band>;
  if (asked.isError || !asked.data) return null;
  const { data } = asked;
  const isSame = data.added.length + data.removed.length + data.changed.length === 0;
  if (isSame) return <Band tone="info">Its steps are the same as before.</Band>;
  return (
    <>
      <Band tone={data.affected.length > 0 ? 'warning' : 'info'}>
        <details>
          <summary>{summaryOf(data)}</summary>
          <Changes difference={data} />
        </details>
      </Band>
      {data.affected.length > 0 && <Affected difference={data} />}
    </>
  );
}

function summaryOf({ added, removed, changed, shared, compared }: Difference): string {
  const parts = [
    added.length > 0 && `${added.length} new`,
    removed.length > 0 && `${removed.length} gone`,
    changed.length > 0 && `${changed.length} different`,
  ].filter(Boolean);
  const rest = compared < shared ? ` The first ${compared} of ${shared} were compared.` : '';
  return `Since the last time, ${parts.join(', ')}.${rest}`;
}

function Changes({ difference: { added, removed, changed } }: { difference: Difference }) {
  return (
    <ul className="problems">
      {removed.slice(0, SHOWN).map(({ name, title }) => (
        <li key={name}>
          <b>{title}</b> is gone.
        </li>
      ))}
      {changed.slice(0, SHOWN).map(({ name, title, changes }) => (
        <li key={name}>
          <b>{title}</b> {changes.map(({ words }) => words).join('; ')}.
        </li>
      ))}
      {added.slice(0, SHOWN).map(({ name, title }) => (
        <li key={name}>
          <b>{title}</b> is new.
        </li>
      ))}
    </ul>
  );
}

/** Steps stay on the version they were built with, so nothing stops working by itself. */
function Affected({ difference: { affected } }: { difference: Difference }) {
  const flows = Map.groupBy(affected, ({ flowId }) => flowId);
  return (
    <section className="affected" aria-label="Flows that use what changed">
      <p className="small muted">
        These steps use what changed. They keep working as they were built until you add them anew.
      </p>
      <ul className="problems">
        {[...flows].map(([flowId, steps]) => (
          <li key={flowId}>
            <Link to="/flows/$flowId" params={{ flowId }}>
              {steps[0]?.flow}
            </Link>
            {': '}
            {steps.map(({ step, isGone, changes }) => `“${step}” ${wordsOf(isGone, changes)}`).join('; ')}.
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsOf(isGone: boolean, changes: Difference['affected'][number]['changes']): string {
  if (isGone) return 'is gone from the API';
  const breaking = changes.filter(({ breaks }) => breaks);
  return (breaking.length > 0 ? breaking : changes)
    .slice(0, 3)
    .map(({ words }) => words)
    .join(', ');
}
