import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconMinus,
  IconPlayerSkipForward,
  IconQuestionMark,
  IconRefresh,
  IconRepeat,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { t } from '../../texts/t.ts';
import type { StepView } from './toCanvas.ts';

type Tone = 'success' | 'warning' | 'danger' | 'info' | 'running' | 'quiet';
type Look = { tone: Tone; icon: TablerIcon };

const OF_STATUS: Record<NonNullable<StepView['overlay']>['status'], Look> = {
  succeeded: { tone: 'success', icon: IconCheck },
  failed: { tone: 'danger', icon: IconX },
  running: { tone: 'running', icon: IconRefresh },
  retrying: { tone: 'info', icon: IconClock },
  skipped: { tone: 'quiet', icon: IconPlayerSkipForward },
  unknown: { tone: 'warning', icon: IconQuestionMark },
  waiting: { tone: 'quiet', icon: IconMinus },
  suspended: { tone: 'info', icon: IconClock },
};

const PROBLEM: Look = { tone: 'warning', icon: IconAlertTriangle };

function lookOf({ overlay, problem, isOff }: StepView): Look | undefined {
  if (isOff) return { tone: 'quiet', icon: IconBan };
  if (overlay !== undefined) return OF_STATUS[overlay.status];
  return problem === undefined ? undefined : PROBLEM;
}

/** The round mark at a step's right: what became of it in a run, or that it needs a look. The words are in its label. */
export function StepState({ view }: { view: StepView }) {
  const look = lookOf(view);
  if (look === undefined) return null;
  const Icon = look.icon;
  return (
    <span className="state" data-tone={look.tone} aria-hidden="true">
      <Icon size={13} stroke={2.4} />
    </span>
  );
}

/** The line below a step's name: what a run says of it, else why it needs a look. */
export function StepLine({ view: { overlay, problem } }: { view: StepView }) {
  const text = overlay?.line ?? problem;
  if (text === undefined) return null;
  const { tone, icon: Icon } = lineLook(overlay);
  return (
    <div className="line" data-tone={tone} title={text}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span>{text}</span>
    </div>
  );
}

function lineLook(overlay: StepView['overlay']): Look {
  if (overlay?.line === undefined) return PROBLEM;
  // What there is to say of a step that went well is what it took.
  return overlay.status === 'succeeded' ? { tone: 'quiet', icon: IconRepeat } : OF_STATUS[overlay.status];
}

/** The state that a card's border shows. */
export function stateName({ overlay, isOff }: StepView): string | undefined {
  if (isOff) return 'skipped';
  if (overlay === undefined) return undefined;
  if (overlay.status === 'suspended') return t('waits');
  return overlay.status === 'retrying' ? 'running' : overlay.status;
}
