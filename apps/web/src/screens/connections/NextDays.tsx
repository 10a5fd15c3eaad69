import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Jack } from '../../ui/Jack.tsx';
import { type EndingDay, endingAccounts, endingDays, lastDay } from './nextDays.ts';

/** Which accounts end within a fortnight, and how many flows stop then. One quiet line where none does. */
export function NextDays({
  connections,
  connectors,
}: {
  /** Absent while they are loaded: an empty line of the height keeps its place. */
  connections: readonly ConnectionRow[] | undefined;
  connectors: readonly ConnectorRow[];
}) {
  const { id: workspaceId } = useWorkspace();
  const [now] = useState(Date.now);
  const ending = endingAccounts(connections ?? [], { now });
  const asked = useTRPC().connection.ending.queryOptions({ workspaceId }, { enabled: ending.length > 0 });
  const { data = [] } = useQuery(asked);
  if (ending.length === 0) {
    return (
      <p className="next-days-calm">
        {connections && (
          <>
            <IconCheck size={16} stroke={1.75} aria-hidden />
            {t('No account ends in the next 14 days.')}
          </>
        )}
      </p>
    );
  }
  const known = new Map(data.map(({ id, stops }) => [id, stops]));
  const days = endingDays(
    ending.map((account) => ({ ...account, stops: known.get(account.id) })),
    { now },
  );
  return (
    <section className="card next-days" aria-labelledby="next-days">
      <div className="row">
        <h2 id="next-days">{t('Next 14 days')}</h2>
        <span className="t2">{t('What will stop, and when, if nobody acts')}</span>
      </div>
      <Line days={days} end={lastDay({ now })} />
      <ul>
        {days.map(({ key, words, accounts }) => (
          <li key={key}>
            <b>{words}</b>
            <span className="flags">
              {accounts.map((account) => (
                <Link
                  key={account.id}
                  to="/connections/$connectionId"
                  params={{ connectionId: account.id }}
                  className="flag"
                  data-bad={(account.stops?.length ?? 0) > 0 || undefined}
                >
                  {t('{connector} · {name}', { connector: nameOf(account.connector, connectors), name: account.name })}
                  {account.stops && <b>{stopWords(account.stops.length)}</b>}
                </Link>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The fortnight as a cable that runs until the first day on which a flow stops. The list below it says the same in words. */
function Line({ days, end }: { days: readonly EndingDay[]; end: string }) {
  const stop = days.find(({ isBad }) => isBad)?.at ?? 100;
  return (
    <div className="days-line" aria-hidden="true">
      <span className="seg" style={{ width: `${stop}%` }} />
      <span className="seg stopped" style={{ left: `${stop}%`, width: `${100 - stop}%` }} />
      <span className="day">{t('Today')}</span>
      <span className="day last">{end}</span>
      {days.map(({ key, at, isBad }) => (
        <span key={key} className="pin" style={{ left: `${at}%` }}>
          <Jack {...(isBad && { plug: 'fail' as const })} />
        </span>
      ))}
    </div>
  );
}

function stopWords(count: number): string {
  return count === 0 ? t('no flow stops') : tn(count, '1 flow stops', '{count} flows stop');
}

function nameOf(connector: string, connectors: readonly ConnectorRow[]): string {
  return connectors.find(({ id }) => id === connector)?.name ?? connector;
}
