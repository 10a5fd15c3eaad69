import { type KeyboardEvent, type RefObject, useCallback, useEffect } from 'react';

/**
 * Keeps the keyboard in a panel when the field that had it is taken away by what somebody else does: what is typed then goes
 * nowhere, instead of becoming keys of the canvas. Answers what the panel itself does with keys.
 */
export function useHoldKeyboard(box: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const panel = box.current;
    if (panel === null) return;
    let last: EventTarget | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      last = target;
    };
    const watch = new MutationObserver(() => {
      const isGone = last instanceof Element && !last.isConnected && document.activeElement === document.body;
      if (isGone) panel.focus({ preventScroll: true });
    });
    panel.addEventListener('focusin', onFocus);
    watch.observe(panel, { childList: true, subtree: true });
    return () => {
      panel.removeEventListener('focusin', onFocus);
      watch.disconnect();
    };
  }, [box]);
  return useCallback((event: KeyboardEvent) => {
    const isPlain = [...event.key].length === 1 && !event.ctrlKey && !event.metaKey;
    if (event.target === event.currentTarget && isPlain) event.stopPropagation();
  }, []);
}
