import { Link } from '@tanstack/react-router';
import type { Answers, ConnectionRow } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';

type UsedInRow = Answers['connection']['usedIn'][number];

/** The flows that use an account, by name. */
export function flowsOf(rows: readonly UsedInRow[], connectionId: string): UsedInRow['flows'] {
  return rows.find((row) => row.connectionId === connectionId)?.flows ?? [];
}

/** In how many flows an account is used; leads to where it says how. */
export function UsedIn({
  connection: { id: connectionId },
  flows,
}: {
  connection: ConnectionRow;
  flows: UsedInRow['flows'];
}) {
  if (flows.length === 0) return <span className="t2">{t('no flow')}</span>;
  const count = tn(flows.length, '1 flow', '{count} flows');
  return (
    <Link to="/connections/$connectionId" params={{ connectionId }} className="used-in" title={namesOf(flows)}>
      {count}
    </Link>
  );
}

/** How many names a tooltip holds. */
const MOST = 12;

function namesOf(flows: UsedInRow['flows']): string {
  const names = flows.slice(0, MOST).map(({ name }) => name);
  const more = flows.length - names.length;
  return [...names, ...(more > 0 ? [t('and {count} more', { count: more })] : [])].join('\n');
}
