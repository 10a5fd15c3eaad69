import { IconBan, IconCheck, IconClock, IconClockOff, IconX, type TablerIcon } from '@tabler/icons-react';
import type { ApprovalDetail } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { Badge, type Tone } from '../../ui/StatusBadge.tsx';

type State = ApprovalDetail['state'];

const looks: Record<State, { tone: Tone; word: string; icon: TablerIcon }> = {
  not_asked: { tone: 'neutral', word: t('Not asked yet'), icon: IconClock },
  open: { tone: 'info', word: t('Waiting'), icon: IconClock },
  approved: { tone: 'success', word: t('Approved'), icon: IconCheck },
  declined: { tone: 'danger', word: t('Declined'), icon: IconX },
  timeout: { tone: 'warning', word: t('Not answered in time'), icon: IconClockOff },
  over: { tone: 'neutral', word: t('Run ended first'), icon: IconBan },
};

/** How an approval stands, as icon and word. */
export function ApprovalState({ state }: { state: State }) {
  const { tone, word, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
