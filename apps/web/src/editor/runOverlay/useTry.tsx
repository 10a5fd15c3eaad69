import { useState } from 'react';
import type { TryControls } from '../seams.ts';

/** Trying the open flow. */
export function useTry(): TryControls {
  const [isOpen, setOpen] = useState(false);
  return {
    isOpen,
    open: () => setOpen(true),
    close: () => setOpen(false),
    panel: null,
    strip: null,
    banner: null,
    overlay: undefined,
  };
}
