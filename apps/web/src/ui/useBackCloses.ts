import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

/** What is open over the page, the last one on top. */
const layers: (() => void)[] = [];

/** Back closes what is open over the page, the topmost first, instead of leaving the page. `isOpen`: a menu stays drawn when it is closed. */
export function useBackCloses(onClose: () => void, isOpen = true): void {
  const { history } = useRouter();
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!isOpen) return;
    const layer = () => close();
    layers.push(layer);
    // Each blocks, and whichever is asked first closes the topmost one: the router asks no other then.
    const unblock = history.block({
      blockerFn: ({ action }) => {
        if (action === 'BACK') layers.at(-1)?.();
        return action === 'BACK';
      },
      enableBeforeUnload: false,
    });
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      unblock();
    };
  }, [history, isOpen]);
}
