import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconPencil,
  IconPlayerSkipForward,
  IconQuestionMark,
  IconRefresh,
  IconTestPipe,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './badge.css';
import { t } from '../texts/t.ts';

export type Tone = 'neutral' | 'success' | 'warning' | 'danger' | 'info' | 'running' | 'brand';

type Look = { tone: Tone; word: string; icon?: TablerIcon };

const looks: Record<string, Look> = {
  on: { tone: 'success', word: t('On'), icon: IconCheck },
  off: { tone: 'neutral', word: t('Off') },
  draft: { tone: 'neutral', word: t('Draft'), icon: IconPencil },
  succeeded: { tone: 'success', word: t('Succeeded'), icon: IconCheck },
  running: { tone: 'running', word: t('Running'), icon: IconRefresh },
  waiting: { tone: 'info', word: t('Waiting'), icon: IconClock },
  retrying: { tone: 'info', word: t('Tries again'), icon: IconClock },
  failed: { tone: 'danger', word: t('Failed'), icon: IconX },
  cancelled: { tone: 'neutral', word: t('Cancelled'), icon: IconBan },
  needs_attention: { tone: 'warning', word: t('Needs attention'), icon: IconAlertTriangle },
  skipped: { tone: 'neutral', word: t('Skipped'), icon: IconPlayerSkipForward },
  unknown: { tone: 'warning', word: t('Outcome unknown'), icon: IconQuestionMark },
  mock: { tone: 'brand', word: t('Sample data'), icon: IconTestPipe },
};

/** The words and colour of a state; `undefined` for one that has none. */
export function statusLook(status: string): Look | undefined {
  return looks[status];
}

/** A state as icon and word on a soft ground. `children` replaces the word ("1 item failed"), the tone stays. */
export function StatusBadge({ status, children }: { status: string; children?: ReactNode }) {
  const look = looks[status] ?? { tone: 'neutral' as const, word: status };
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {children ?? look.word}
    </Badge>
  );
}

/** Words on a soft ground, for what is not one of the known states. */
export function Badge({
  tone = 'neutral',
  icon: Icon,
  children,
}: {
  tone?: Tone;
  icon?: TablerIcon;
  children: ReactNode;
}) {
  return (
    <span className="badge" data-tone={tone}>
      {Icon && <Icon size={13} stroke={2.4} aria-hidden />}
      {children}
    </span>
  );
}
