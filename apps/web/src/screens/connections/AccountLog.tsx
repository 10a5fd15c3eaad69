import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Table, TableFoot } from '../../ui/Table.tsx';

type LoggedRun = Answers['connection']['log']['items'][number];

const heads = [t('Run'), t('State'), t('Steps that used it'), { text: t('Began'), className: 'wide-only' }];

const LOOK_MS = 4_000;
const isUnderWay = ({ status }: LoggedRun) => status === 'running' || status === 'waiting';

/** The runs of the last thirty days that have used an account, a page at a time. */
export function AccountLog({ connectionId }: { connectionId: string }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const log = useInfiniteQuery(
    trpc.connection.log.infiniteQueryOptions(
      { workspaceId, connectionId },
      {
        getNextPageParam: ({ next }) => next,
        refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some(isUnderWay) ? LOOK_MS : false),
      },
    ),
  );
  return (
    <Loaded query={log} failed={t('Who used it could not be looked up.')}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <p className="muted">{t('No run has used it in the last 30 days.')}</p>;
        return (
          <>
            <Table label={t('Runs that used it')} heads={heads}>
              {items.map((run) => (
                <LogRow key={run.runId} run={run} />
              ))}
            </Table>
            {log.hasNextPage && (
              <TableFoot>
                <Button small busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                  {t('Show older')}
                </Button>
              </TableFoot>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function LogRow({ run: { runId, flowName, number, status, startedAt, steps, isPartial } }: { run: LoggedRun }) {
  return (
    <tr data-link>
      <td className="t1">
        <Link to="/runs/$runId" params={{ runId }} className="row-link">
          {flowName}
        </Link>
        <span className="t2"> {number === null ? t('a try') : t('version {number}', { number })}</span>
      </td>
      <td>
        <StatusBadge status={status} />
      </td>
      <td className="t2">
        {steps.map(({ name, times }) => (times === 1 ? name : t('{name} ({times} times)', { name, times }))).join(', ')}
        {isPartial && t(' and more later on')}
      </td>
      <td className="t2 wide-only">
        <RelativeTime at={startedAt} />
      </td>
    </tr>
  );
}
