import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';

/** Walks the items of a loop: "7 of 12". `at` counts from 0. */
export function StepPager({ count, at, onAt }: { count: number; at: number; onAt(at: number): void }) {
  return (
    <span className="pager">
      <button type="button" aria-label="Previous item" disabled={at === 0} onClick={() => onAt(at - 1)}>
        <IconChevronLeft size={14} stroke={2} aria-hidden />
      </button>
      <span>
        {at + 1} of {count}
      </span>
      <button type="button" aria-label="Next item" disabled={at >= count - 1} onClick={() => onAt(at + 1)}>
        <IconChevronRight size={14} stroke={2} aria-hidden />
      </button>
    </span>
  );
}
