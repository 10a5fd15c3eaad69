import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * When what was opened goes away, the keyboard goes back to where it was before: to the button that opened it, mostly. With a
 * `box`, only if the keyboard is still in there, or nowhere: whoever has gone on to somewhere else stays there.
 */
export function useFocusBack(box?: RefObject<HTMLElement | null>): void {
  // While it is drawn for the first time, before anything in it takes the keyboard.
  const [before] = useState(() => document.activeElement);
  // Before it is taken out: afterwards the browser no longer knows that the keyboard was in it.
  useLayoutEffect(
    () => () => {
      const { activeElement: now, body } = document;
      const isLeft = now === null || now === body || box === undefined || box.current?.contains(now) === true;
      if (isLeft && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
    [before, box],
  );
}
