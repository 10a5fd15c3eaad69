import { type UIEvent, useState } from 'react';

/** Rows drawn above and below what is seen. */
const SPARE = 6;

type Window = { count: number; rowPx: number; shownPx: number };

/** Which of many rows of the same height are drawn: those in sight and a few around them. */
export function useWindow({ count, rowPx, shownPx }: Window) {
  const [top, setTop] = useState(0);
  const from = Math.min(top, Math.max(0, count * rowPx - shownPx));
  return {
    first: Math.max(0, Math.floor(from / rowPx) - SPARE),
    last: Math.min(count, Math.ceil((from + shownPx) / rowPx) + SPARE),
    onScroll: (event: UIEvent<HTMLElement>) => setTop(event.currentTarget.scrollTop),
  };
}
