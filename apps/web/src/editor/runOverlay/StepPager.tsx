import { IconAlertTriangle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { t } from '../../texts/t.ts';

type Props = {
  count: number;
  /** Counts from 0. */
  at: number;
  /** The next item that failed, where one did. */
  nextFailed?: number | undefined;
  onAt(at: number): void;
};

/** Walks the items of a loop: "7 of 12". */
export function StepPager({ count, at, nextFailed, onAt }: Props) {
  // On the canvas a click would also pick the loop, and leave the step that is looked at.
  const goTo = (index: number) => (event: MouseEvent) => {
    event.stopPropagation();
    onAt(index);
  };
  return (
    // `nodrag`: on the canvas it is no handle.
    <span className="pager nodrag nopan">
      <button type="button" aria-label={t('Previous item')} disabled={at === 0} onClick={goTo(at - 1)}>
        <IconChevronLeft size={14} stroke={2} aria-hidden />
      </button>
      <span>{t('{value} of {count}', { value: at + 1, count })}</span>
      <button type="button" aria-label={t('Next item')} disabled={at >= count - 1} onClick={goTo(at + 1)}>
        <IconChevronRight size={14} stroke={2} aria-hidden />
      </button>
      {nextFailed !== undefined && nextFailed !== at && (
        <button
          type="button"
          aria-label={t('Next failed item')}
          title={t('Next failed item')}
          onClick={goTo(nextFailed)}
        >
          <IconAlertTriangle size={13} stroke={2} aria-hidden />
        </button>
      )}
    </span>
  );
}
