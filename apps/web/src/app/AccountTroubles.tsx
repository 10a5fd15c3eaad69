import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../api/trpc.ts';
import { t, tn } from '../texts/t.ts';
import { useWorkspace } from './session.ts';

const LOOK_MS = 60_000;

/** For admins, on every page: which account does not work any more, since when, and how much waits for it. */
export function AccountTroubles() {
  const trpc = useTRPC();
  const { id: workspaceId, role } = useWorkspace();
  const isAdmin = role === 'owner' || role === 'admin';
  const { data = [] } = useQuery(
    trpc.connection.troubles.queryOptions({ workspaceId }, { enabled: isAdmin, refetchInterval: LOOK_MS }),
  );
  const [first] = data;
  if (first === undefined) return null;
  const waiting = data.reduce((sum, trouble) => sum + trouble.waiting, 0);
  return (
    <div className="offline trouble" role="status">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span className="grow">
        <b>
          {data.length > 1 ? t('{count} accounts do not work any more.', { count: data.length }) : stoppedWords(first)}
        </b>
        {waiting > 0 && <> {tn(waiting, '1 event waits.', '{count} events wait.')}</>}
      </span>
      {data.length > 1 ? (
        <Link to="/connections" search={{ state: 'broken' }}>
          {t('Look at them')}
        </Link>
      ) : (
        <Link to="/connections/$connectionId" params={{ connectionId: first.id }}>
          {t('Connect it again')}
        </Link>
      )}
    </div>
  );
}

function stoppedWords({ name, brokenAt }: { name: string; brokenAt?: string | undefined }): string {
  if (brokenAt === undefined) return t('{name} stopped working.', { name });
  const since = new Date(brokenAt);
  const isToday = since.toDateString() === new Date().toDateString();
  const time = since.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (isToday) return t('{name} stopped working at {time}.', { name, time });
  const day = since.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return t('{name} stopped working on {day} at {time}.', { name, day, time });
}
