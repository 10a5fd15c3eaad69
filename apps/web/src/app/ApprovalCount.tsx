import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../api/trpc.ts';
import { t } from '../texts/t.ts';
import { useWorkspace } from './session.ts';

const LOOK_MS = 60_000;
const MOST = 20;

/** How many approvals wait for this person, beside the name of their page. Nothing where none do. */
export function ApprovalCount() {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const { data } = useQuery(
    trpc.approval.list.queryOptions({ workspaceId, limit: MOST }, { refetchInterval: LOOK_MS }),
  );
  const count = data?.items.length ?? 0;
  if (count === 0) return null;
  const isMore = data?.nextCursor !== null;
  return (
    <span className="nav-count">
      {count}
      {isMore && '+'}
      <span className="sr-only"> {t('waiting for you')}</span>
    </span>
  );
}
