import { IconAlertTriangle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';

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
  return (
    // `nodrag`: on the canvas it is no handle.
    <span className="pager nodrag nopan">
      <button type="button" aria-label="Previous item" disabled={at === 0} onClick={() => onAt(at - 1)}>
        <IconChevronLeft size={14} stroke={2} aria-hidden />
      </button>
      <span>
        {at + 1} of {count}
      </span>
      <button type="button" aria-label="Next item" disabled={at >= count - 1} onClick={() => onAt(at + 1)}>
        <IconChevronRight size={14} stroke={2} aria-hidden />
      </button>
      {nextFailed !== undefined && nextFailed !== at && (
        <button type="button" aria-label="Next failed item" title="Next failed item" onClick={() => onAt(nextFailed)}>
          <IconAlertTriangle size={13} stroke={2} aria-hidden />
        </button>
      )}
    </span>
  );
}
