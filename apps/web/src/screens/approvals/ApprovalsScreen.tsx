import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Loaded } from '../../app/Loaded.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { TableFoot } from '../../ui/Table.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ApprovalTable } from './ApprovalTable.tsx';
import type { ApprovalFilters } from './approvalFilters.ts';
import './approvals.css';
import { t, tn } from '../../texts/t.ts';
import { useApprovals } from './useApprovals.ts';

/** What flows ask of this person, and what was answered. */
export function ApprovalsScreen() {
  const filters = useSearch({ from: '/signedIn/framed/approvals' });
  const navigate = useNavigate({ from: '/approvals' });
  const change = (part: ApprovalFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const panel = <ApprovalList filters={filters} onChange={change} />;
  return (
    <>
      <PageHeader title={t('Approvals')} />
      <Tabs
        label={t('Which approvals')}
        value={filters.state ?? 'open'}
        onChange={(state) => change({ state: state === 'open' ? undefined : state, q: undefined })}
        items={[
          { key: 'open', label: t('Waiting for me'), panel },
          { key: 'settled', label: t('Answered'), panel },
        ]}
      />
    </>
  );
}

type ListProps = { filters: ApprovalFilters; onChange: (part: ApprovalFilters) => void };

function ApprovalList({ filters, onChange }: ListProps) {
  const approvals = useApprovals(filters);
  const isEmpty = approvals.data?.pages[0]?.items.length === 0 && !approvals.isPlaceholderData;
  return (
    <>
      {(filters.q !== undefined || !isEmpty) && (
        <div className="chips approvals-chips">
          <SearchInput
            label={t('Search approvals')}
            slash
            value={filters.q ?? ''}
            onSearch={(q) => onChange({ q: q || undefined })}
          />
        </div>
      )}
      <Loaded
        query={approvals}
        failed={t('The approvals could not be loaded.')}
        loading={<SkeletonRows tile={false} />}
      >
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0 && !approvals.hasNextPage) return <NoApprovals filters={filters} onChange={onChange} />;
          return (
            <>
              <ApprovalTable approvals={rows} settled={filters.state === 'settled'} />
              <TableFoot>
                <span>{tn(rows.length, '1 approval', '{count} approvals')}</span>
                {approvals.hasNextPage && (
                  <Button small busy={approvals.isFetchingNextPage} onClick={() => approvals.fetchNextPage()}>
                    {t('Show more')}
                  </Button>
                )}
                <span className="grow" />
                <span>{filters.state === 'settled' ? t('Newest first') : t('The most urgent first')}</span>
              </TableFoot>
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function NoApprovals({ filters, onChange }: ListProps) {
  const clear = () => onChange({ q: undefined });
  return (
    <div className="card">
      {filters.q !== undefined ? (
        <EmptyState title={t('No approval fits')} actions={<Button onClick={clear}>{t('Show all of them')}</Button>}>
          {t('Looked for “{q}” in the questions, the flows and who answered.', { q: filters.q })}
        </EmptyState>
      ) : filters.state === 'settled' ? (
        <EmptyState title={t('Nothing was answered yet')}>
          {t('What people approve or decline stays here, with who did and when.')}
        </EmptyState>
      ) : (
        <EmptyState
          title={t('Nothing waits for you')}
          actions={
            <Link to="/templates" search={{ q: t('approval') }} className={buttonClass()}>
              {t('See flows that ask first')}
            </Link>
          }
        >
          {t(
            'A flow with the step “Wait for approval” asks here before it goes on. You then approve or decline, on a phone, too.',
          )}
        </EmptyState>
      )}
    </div>
  );
}
