import {
  IconAlertTriangle,
  IconCheck,
  IconInfoCircle,
  IconPlugConnectedX,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './states.css';
import { t } from '../texts/t.ts';
import { Button } from './Button.tsx';

export type BandTone = 'info' | 'warning' | 'danger' | 'success' | 'running';

const icons: Record<BandTone, TablerIcon> = {
  info: IconInfoCircle,
  warning: IconAlertTriangle,
  danger: IconAlertTriangle,
  success: IconCheck,
  running: IconRefresh,
};

/** One sentence on a soft ground, with at most one button. A `danger` one is announced at once. */
export function Band({
  tone,
  icon: Icon = icons[tone],
  action,
  children,
}: {
  tone: BandTone;
  icon?: TablerIcon;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="band" data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <div className="grow">{children}</div>
      {action}
    </div>
  );
}

/** A list or page that could not be loaded: what happened, and a way to ask again. */
export function LoadError({ title, sentence, onRetry }: { title: string; sentence: string; onRetry: () => void }) {
  return (
    <Band
      tone="danger"
      icon={IconPlugConnectedX}
      action={
        <Button small onClick={onRetry}>
          {t('Try again')}
        </Button>
      }
    >
      <b>{title}</b> {sentence}
    </Band>
  );
}
