import { IconAlertTriangle, IconCheck, IconClock, IconPlug } from '@tabler/icons-react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { Badge } from '../../ui/StatusBadge.tsx';
import { wayLabel } from './signInWays.ts';

const states = {
  works: { tone: 'success', icon: IconCheck, word: t('Works') },
  broken: { tone: 'danger', icon: IconAlertTriangle, word: t('Stopped') },
  untested: { tone: 'neutral', icon: IconPlug, word: t('Not checked') },
} as const;

/** Whether it works, or that nobody knows yet; what it signs in with is said on hover. */
export function StateBadge({
  connection,
  connector,
  end,
}: {
  connection: ConnectionRow;
  connector: ConnectorRow | undefined;
  /** The day on which it ends, where that comes before anything else. */
  end?: string | undefined;
}) {
  const { tone, icon, word } = states[connection.state];
  if (end !== undefined) {
    return (
      <Badge tone="warning" icon={IconClock}>
        {t('Ends {day}', { day: end })}
      </Badge>
    );
  }
  return (
    <span title={connection.problem ?? wayLabel(connection, connector)}>
      <Badge tone={tone} icon={icon}>
        {word}
      </Badge>
    </span>
  );
}
