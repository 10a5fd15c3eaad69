import type { ReactNode } from 'react';
import { Loaded } from '../../app/Loaded.tsx';
import { t, tn } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { exactTime } from '../../ui/relativeTime.ts';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { statusLook } from '../../ui/StatusBadge.tsx';
import { TableFoot } from '../../ui/Table.tsx';
import { ReplayBands } from './ReplayBands.tsx';
import { RunAgainAll } from './RunAgainAll.tsx';
import { RunTable } from './RunTable.tsx';
import { type RunFilters, runStatuses } from './runFilters.ts';
import type { useRuns } from './useRuns.ts';

const statuses = runStatuses.map((value) => ({ value, label: statusLook(value)?.word ?? value }));
const modes = [
  { value: 'live', label: t('Live') },
  { value: 'mock', label: t('Tried on sample data') },
] as const;
const spans = [
  { value: 'hour', label: t('In the last hour') },
  { value: 'day', label: t('In the last 24 hours') },
  { value: 'week', label: t('In the last 7 days') },
] as const;

type RunListProps = {
  runs: ReturnType<typeof useRuns>;
  filters: RunFilters;
  onChange: (change: RunFilters) => void;
  /** The list is about several flows, so each row says of which. */
  withFlow?: boolean;
  /** The one flow it is about. */
  flowId?: string;
  /** How the first run comes about. */
  none: string;
};

/** A list of runs with its filters, and what stands there when there are none. */
export function RunList({ runs, filters, onChange, withFlow = false, flowId, none }: RunListProps) {
  const filtered = Boolean(filters.q || filters.status || filters.mode || filters.since);
  const empty = runs.data?.pages[0]?.items.length === 0 && !runs.isPlaceholderData;
  return (
    <>
      {(filtered || !empty) && (
        <RunFilterBar filters={filters} onChange={onChange}>
          <RunAgainAll filters={filters} flowId={flowId} />
        </RunFilterBar>
      )}
      <ReplayBands />
      <Loaded query={runs} failed={t('The runs could not be loaded.')} loading={<SkeletonRows tile={false} />}>
        {({ pages }) => {
          const rows = [...new Map(pages.flatMap((page) => page.items).map((row) => [row.id, row])).values()];
          const { keptSince, lookedSince } = pages.at(-1) ?? {};
          if (rows.length === 0 && lookedSince === undefined) {
            const said = keptSince === undefined ? none : gone(keptSince);
            return <NoRuns filters={filtered ? filters : undefined} none={said} onChange={onChange} />;
          }
          return (
            <>
              {rows.length > 0 && <RunTable runs={rows} withFlow={withFlow} />}
              <RunListFoot runs={runs} count={rows.length} {...{ keptSince, lookedSince }} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function NoRuns({
  filters,
  none,
  onChange,
}: Pick<RunListProps, 'none' | 'onChange'> & { filters: RunFilters | undefined }) {
  const clear = () => onChange({ q: undefined, status: undefined, mode: undefined, since: undefined });
  return (
    <div className="card">
      {filters ? (
        <EmptyState title={t('No run fits')} actions={<Button onClick={clear}>{t('Show all runs')}</Button>}>
          {filterSentence(filters)}
        </EmptyState>
      ) : (
        <EmptyState title={t('No runs')}>{none}</EmptyState>
      )}
    </div>
  );
}

type RunListFootProps = Pick<RunListProps, 'runs'> & {
  count: number;
  keptSince: string | undefined;
  lookedSince: string | undefined;
};

function RunListFoot({ runs, count, keptSince, lookedSince }: RunListFootProps) {
  return (
    <TableFoot>
      <span>{lookedSince === undefined ? countText(count, runs.hasNextPage) : looked(count, lookedSince)}</span>
      {runs.hasNextPage && (
        <Button small busy={runs.isFetchingNextPage} onClick={() => runs.fetchNextPage()}>
          {lookedSince === undefined ? t('Show older ones') : t('Look further back')}
        </Button>
      )}
      {keptSince !== undefined && <span>{gone(keptSince)}</span>}
      <span className="grow" />
      <span>{t('Newest first')}</span>
    </TableFoot>
  );
}

type FilterBarProps = { filters: RunFilters; onChange: (change: RunFilters) => void; children: ReactNode };

function RunFilterBar({ filters, onChange, children }: FilterBarProps) {
  return (
    <div className="chips">
      <SearchInput
        label={t('Search runs')}
        slash
        value={filters.q ?? ''}
        onSearch={(q) => onChange({ q: q || undefined })}
      />
      <FilterChip
        name={t('State')}
        any={t('Any state')}
        options={statuses}
        value={filters.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterChip
        name={t('Live or tried')}
        any={t('Live and tried')}
        options={modes}
        value={filters.mode}
        onChange={(mode) => onChange({ mode })}
      />
      <FilterChip
        name={t('Started')}
        any={t('At any time')}
        options={spans}
        value={filters.since}
        onChange={(since) => onChange({ since })}
      />
      {children}
    </div>
  );
}

function filterSentence({ q, status, mode, since }: RunFilters): string {
  const state = statuses.find((known) => known.value === status)?.label;
  const parts = [
    q && `“${q}”`,
    state && t('state “{state}”', { state }),
    mode && (mode === 'mock' ? t('only tries') : t('only live ones')),
    spans.find(({ value }) => value === since)?.label.toLowerCase(),
  ].filter(Boolean);
  return t('Looked for {parts}.', { parts: parts.join(', ') });
}

function gone(keptSince: string): string {
  const day = new Date(keptSince).toLocaleDateString('en', { dateStyle: 'long' });
  return t('Older runs, from before {day}, are not kept.', { day });
}

function looked(count: number, since: string): string {
  const time = exactTime(Date.parse(since)).replace(/:\d\d$/, '');
  return count === 0
    ? t('Nothing among the runs since {time}.', { time })
    : t('{found} among the runs since {time}.', { found: tn(count, '1 run', '{count} runs'), time });
}

function countText(count: number, more: boolean): string {
  if (more) return t('The newest {count} runs', { count });
  return tn(count, '1 run', '{count} runs');
}
