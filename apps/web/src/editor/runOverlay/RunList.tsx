import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconRefresh,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { RunRow } from '../../api/types.ts';
import { errorWords, gistWords } from '../../screens/runs/gistWords.ts';
import { t } from '../../texts/t.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { durationText } from '../../ui/relativeTime.ts';
import { SearchInput } from '../../ui/SearchInput.tsx';

const LOOKS: Record<string, { icon: TablerIcon; tone: string; words: string }> = {
  succeeded: { icon: IconCheck, tone: 'success', words: t('Succeeded') },
  failed: { icon: IconX, tone: 'danger', words: t('Failed') },
  running: { icon: IconRefresh, tone: 'running', words: t('Running') },
  waiting: { icon: IconClock, tone: 'info', words: t('Waiting') },
  cancelled: { icon: IconBan, tone: 'neutral', words: t('Cancelled') },
  needs_attention: { icon: IconAlertTriangle, tone: 'warning', words: t('Needs attention') },
};

const LIVE_MS = 3_000;
const CALM_MS = 15_000;

/** The other runs of the flow, newest first. */
export function RunList({ flowId, runId, workspaceId }: { flowId: string; runId: string; workspaceId: string }) {
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  const runs = useInfiniteQuery(
    trpc.run.list.infiniteQueryOptions(
      { workspaceId, flowId, ...(search !== '' && { search }) },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) =>
          state.data?.pages[0]?.items.some(({ finishedAt }) => finishedAt === null) ? LIVE_MS : CALM_MS,
      },
    ),
  );
  const rows = runs.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <nav className="run-list" aria-label={t('Runs')}>
      <SearchInput label={t('Search runs')} value={search} onSearch={setSearch} />
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <RunLink row={row} isOpen={row.id === runId} />
          </li>
        ))}
      </ul>
      {runs.isSuccess && rows.length === 0 && !runs.hasNextPage && (
        <p className="muted small">{t('No run fits this search.')}</p>
      )}
      {runs.hasNextPage && (
        <button type="button" className="link" onClick={() => void runs.fetchNextPage()}>
          {runs.data?.pages.at(-1)?.lookedSince === undefined ? t('Show older runs') : t('Look further back')}
        </button>
      )}
    </nav>
  );
}

function RunLink({ row, isOpen }: { row: RunRow; isOpen: boolean }) {
  const gist = gistWords(row);
  const { icon: Icon, tone, words } = LOOKS[row.status] ?? { icon: IconClock, tone: 'neutral', words: row.status };
  return (
    <Link to="/runs/$runId" params={{ runId: row.id }} aria-current={isOpen ? 'page' : undefined} className="run-link">
      <span className="mark" data-tone={tone}>
        <Icon size={12} stroke={2.4} aria-label={words} />
      </span>
      <span className="grow">
        <b className="gist" title={gist}>
          {gist ?? <RelativeTime at={row.startedAt} />}
        </b>
        <span className="small dim cut">
          {gist !== undefined && (
            <>
              <RelativeTime at={row.startedAt} /> ·{' '}
            </>
          )}
          {errorWords(row) ?? (row.mode === 'mock' ? t('Tried on sample data') : tookOr(row, words))}
        </span>
      </span>
    </Link>
  );
}

/** The mark says how it went; beside it stands how long it took. */
function tookOr({ durationMs, status }: RunRow, words: string): string {
  return durationMs === null || status !== 'succeeded' ? words : durationText(durationMs);
}
