import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow, OperationRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Badge, type Tone } from '../../ui/StatusBadge.tsx';
import { Table, TableFoot } from '../../ui/Table.tsx';
import { groupOperations } from './groupOperations.ts';
import { useStartFlow } from './useStartFlow.ts';

const PAGE = 50;

/** The operations of a connector by their groups: searched on the server, since an API can have thousands. */
export function OperationList({
  connector,
  search,
  onSearch,
}: {
  connector: ConnectorRow;
  search: string;
  onSearch: (text: string) => void;
}) {
  const operations = useOperations(connector.id, search);
  return (
    <>
      <div className="chips operations-bar">
        <SearchInput
          label={t('Search {operationCount} steps', { operationCount: connector.operationCount.toLocaleString('en') })}
          slash
          value={search}
          onSearch={onSearch}
        />
      </div>
      <Loaded query={operations} failed={t('The steps could not be loaded.')} loading={<SkeletonRows tile={false} />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          return rows.length === 0 ? (
            <div className="card">
              <EmptyState
                title={search ? t('No step does “{search}”', { search }) : t('The description names no steps')}
                actions={search && <Button onClick={() => onSearch('')}>{t('Show all steps')}</Button>}
              />
            </div>
          ) : (
            <>
              <Groups connector={connector} rows={rows} />
              <TableFoot>
                <span>
                  {operations.hasNextPage
                    ? t('The first {count} steps', { count: rows.length })
                    : stepsText(rows.length)}
                </span>
                {operations.hasNextPage && (
                  <Button small busy={operations.isFetchingNextPage} onClick={() => operations.fetchNextPage()}>
                    {t('Show more')}
                  </Button>
                )}
              </TableFoot>
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function useOperations(connector: string, search: string) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useInfiniteQuery(
    trpc.connector.operations.infiniteQueryOptions(
      { workspaceId, connector, search: search || undefined, limit: PAGE },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
}

type RowsProps = { connector: ConnectorRow; rows: readonly OperationRow[] };

function Groups({ connector, rows }: RowsProps) {
  const start = useStartFlow();
  const mayEdit = useMayEdit();
  const use = (row: OperationRow) => void start.withStep({ ...row, ...placeOf(connector), operation: row.name });
  const onUse = mayEdit ? use : undefined;
  return groupOperations(rows).map(({ title, operations }) => (
    <Group key={title} title={title} operations={operations} isBusy={start.busy} onUse={onUse} />
  ));
}

type GroupProps = { title: string; operations: readonly OperationRow[] } & Pick<
  OperationTableRowProps,
  'isBusy' | 'onUse'
>;

function Group({ title, operations, isBusy, onUse }: GroupProps) {
  // What starts a flow has no request: an empty column would only push the rest aside.
  const isRequests = operations.some(({ method }) => Boolean(method));
  return (
    <section className="operation-group" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <Table
        label={title}
        heads={[
          t('Step'),
          t('What it does'),
          ...(isRequests ? [{ text: t('Request'), className: 'wide-only' }] : []),
          { text: t('Use it'), hidden: true },
        ]}
      >
        {operations.map((operation) => (
          <OperationTableRow
            key={operation.name}
            operation={operation}
            isRequest={isRequests}
            isBusy={isBusy}
            onUse={onUse}
          />
        ))}
      </Table>
    </section>
  );
}

function placeOf({ id, version }: ConnectorRow) {
  return { connector: id, version };
}

type OperationTableRowProps = {
  operation: OperationRow;
  isRequest: boolean;
  isBusy: boolean;
  onUse: ((row: OperationRow) => void) | undefined;
};

function OperationTableRow({ operation, isRequest, isBusy, onUse }: OperationTableRowProps) {
  const effect = effects[operation.effect];
  return (
    <tr>
      <td className="fill">
        <div className="t1 cut" title={operation.title}>
          {operation.title}
        </div>
        <div className="t2 cut" title={operation.description}>
          {operation.description ?? ''}
        </div>
      </td>
      <td>
        <div className="row">
          {operation.kind === 'trigger' ? (
            <Badge tone="brand">{t('Starts a flow')}</Badge>
          ) : (
            <Badge tone={effect.tone}>{effect.word}</Badge>
          )}
          {operation.deprecated && <Badge tone="warning">{t('Will be taken away')}</Badge>}
        </div>
      </td>
      {isRequest && (
        <td className="wide-only request-cell">
          {operation.method && (
            <code className="cut request" title={`${operation.method} ${operation.path ?? ''}`}>
              {operation.method} {operation.path}
            </code>
          )}
        </td>
      )}
      <td className="push end">
        {onUse && (
          <Button
            small
            busy={isBusy}
            aria-label={t('Use in a new flow: {title}', { title: operation.title })}
            onClick={() => onUse(operation)}
          >
            {t('Use in a new flow')}
          </Button>
        )}
      </td>
    </tr>
  );
}

const effects: Record<OperationRow['effect'], { tone: Tone; word: string }> = {
  none: { tone: 'neutral', word: t('Stays inside') },
  read: { tone: 'neutral', word: t('Reads') },
  create: { tone: 'info', word: t('Adds') },
  update: { tone: 'info', word: t('Changes') },
  delete: { tone: 'danger', word: t('Deletes') },
  send: { tone: 'info', word: t('Sends') },
};

function stepsText(count: number): string {
  return tn(count, '1 step', '{count} steps');
}
