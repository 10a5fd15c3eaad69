import { IconAlertTriangle, IconCheck, IconClock, IconLock } from '@tabler/icons-react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { Badge } from '../../ui/StatusBadge.tsx';
import { wayLabel } from './signInWays.ts';

const states = {
  works: { tone: 'success', icon: IconCheck, word: t('Works') },
  broken: { tone: 'danger', icon: IconAlertTriangle, word: t('Connect again') },
  untested: { tone: 'neutral', icon: IconLock, word: undefined },
} as const;

/** Whether it works; while nobody knows, `untried` or what it signs in with. */
export function StateBadge({
  connection,
  connector,
  untried,
  end,
}: {
  connection: ConnectionRow;
  connector: ConnectorRow | undefined;
  untried?: string;
  /** The day on which it ends, where that comes before anything else. */
  end?: string | undefined;
}) {
  const { tone, icon, word } = states[connection.state];
  const way = wayLabel(connection, connector);
  if (end !== undefined) {
    return (
      <Badge tone="warning" icon={IconClock}>
        {t('Ends {day}', { day: end })}
      </Badge>
    );
  }
  return (
    <span title={connection.problem ?? way}>
      <Badge tone={tone} icon={icon}>
        {word ?? untried ?? way}
      </Badge>
    </span>
  );
}
