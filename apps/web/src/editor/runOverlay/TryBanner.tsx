import { IconAlertTriangle, IconCheck, IconClock, IconLoader2, IconX } from '@tabler/icons-react';
import type { StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { type LastTry, useTryStore } from './lastTry.ts';
import { tryWords } from './tryWords.ts';

/** One line over the canvas: how the last try went, and that nothing was sent. */
export function TryBanner({ last, onAgain, onShow }: { last: LastTry; onAgain(): void; onShow(step: StepId): void }) {
  const store = useTryStore();
  if (last.kind === 'none' || (last.kind === 'run' && !last.isShown)) return null;
  const { tone, title, rest, at } = tryWords(last);
  const isOver = tone !== 'running' && tone !== 'waiting';
  return (
    <div className="try-banner" role="status" data-tone={tone}>
      {tone === 'running' && <IconLoader2 size={16} stroke={1.75} className="turning" aria-hidden />}
      {tone === 'waiting' && <IconClock size={16} stroke={1.75} aria-hidden />}
      {tone === 'success' && <IconCheck size={16} stroke={2} aria-hidden />}
      {tone === 'danger' && <IconAlertTriangle size={16} stroke={1.75} aria-hidden />}
      <span className="cut">
        <b>{title}</b> {rest}
      </span>
      {at !== undefined && (
        <Button small look="quiet" onClick={() => onShow(at)}>
          {t('Show the step')}
        </Button>
      )}
      {!isOver ? (
        <Button small look="quiet" onClick={() => void store.cancel()}>
          {t('Cancel')}
        </Button>
      ) : (
        <Button small look="quiet" onClick={onAgain}>
          {last.kind === 'refused' && last.problems.length > 0 ? t('What to fix') : t('Try again')}
        </Button>
      )}
      <IconButton
        small
        label={t('Hide the try')}
        icon={<IconX size={15} stroke={1.75} aria-hidden />}
        onClick={() => store.hide()}
      />
    </div>
  );
}
