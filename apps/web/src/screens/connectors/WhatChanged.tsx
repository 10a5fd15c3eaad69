import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';
import { Band } from '../../ui/Band.tsx';

type Difference = Pick<
  NonNullable<Answers['connector']['compareVersions']>,
  'added' | 'removed' | 'changed' | 'about' | 'affected' | 'shared' | 'compared'
>;

const SHOWN = 50;

/** What is different since the API was last imported, and which steps of which flows that concerns. */
export function WhatChanged({ connector, before }: { connector: string; before: string }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const asked = useQuery(trpc.connector.compareVersions.queryOptions({ workspaceId, connector, before }));
  if (asked.isPending) return <Band tone="running">{t('Comparing it with the version before.')}</Band>;
  if (asked.isError || !asked.data) return null;
  const { data } = asked;
  if (isSame(data)) return <Band tone="info">{t('Its steps are the same as before.')}</Band>;
  return (
    <>
      <Band tone={data.affected.length > 0 ? 'warning' : 'info'}>
        <details>
          <summary>{t('Since the last time, {parts}', { parts: summaryOf(data) })}</summary>
          <Changes difference={data} />
        </details>
      </Band>
      {data.affected.length > 0 && <Affected difference={data} />}
    </>
  );
}

/** Whether nothing is different that anybody would notice. */
export function isSame({ added, removed, changed, about }: Difference): boolean {
  return added.length + removed.length + changed.length + about.length === 0;
}

/** "2 new, 1 different." */
function summaryOf({ added, removed, changed, about, shared, compared }: Difference): string {
  const parts = [
    about.length > 0 && t('something about all of it'),
    added.length > 0 && t('{count} new', { count: added.length }),
    removed.length > 0 && t('{count} gone', { count: removed.length }),
    changed.length > 0 && t('{count} different', { count: changed.length }),
  ].filter(Boolean);
  const rest = compared < shared ? t(' The first {compared} of {shared} were compared.', { compared, shared }) : '';
  return `${parts.join(', ')}.${rest}`;
}

/** Every difference in a line, those of all of it first. */
export function Changes({ difference: { added, removed, changed, about } }: { difference: Difference }) {
  return (
    <ul className="told-list">
      {about.map((change) => (
        <li key={change.words}>
          <T text="<b>The API</b> {words}." b={<b />} words={changeWords(change)} />
        </li>
      ))}
      {removed.slice(0, SHOWN).map(({ name, title }) => (
        <li key={name}>
          <T text="{title} is gone." title={<b>{title}</b>} />
        </li>
      ))}
      {changed.slice(0, SHOWN).map(({ name, title, changes }) => (
        <li key={name}>
          <b>{title}</b> {changes.map(changeWords).join('; ')}.
        </li>
      ))}
      {added.slice(0, SHOWN).map(({ name, title }) => (
        <li key={name}>
          <T text="{title} is new." title={<b>{title}</b>} />
        </li>
      ))}
    </ul>
  );
}

/** Steps stay on the version they were built with, so nothing stops working by itself. */
export function Affected({ difference: { affected } }: { difference: Difference }) {
  const flows = Map.groupBy(affected, ({ flowId }) => flowId);
  return (
    <section className="affected" aria-label={t('Flows that use what changed')}>
      <p className="small muted">
        {t('These steps use what changed. They keep working as they were built until somebody upgrades them.')}
      </p>
      <ul className="told-list">
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

function changeWords({ words, said }: Difference['about'][number]): string {
  return told({ message: words, ...(said && { said }) });
}

function wordsOf(isGone: boolean, changes: Difference['affected'][number]['changes']): string {
  if (isGone) return t('is gone from the API');
  const breaking = changes.filter(({ breaks }) => breaks);
  return (breaking.length > 0 ? breaking : changes).slice(0, 3).map(changeWords).join(', ');
}
