import { useLayoutEffect, useState } from 'react';

const WIDTH = 304;
const GAP = 30;
const MOST = 460;

export type PickerPlace = { left: number; top: number; maxHeight: number };

/** Where the picker stands: left of the panel, level with the field, inside the window. Follows scrolling. */
export function usePlace(field: HTMLElement): PickerPlace | undefined {
  const [place, setPlace] = useState<PickerPlace>();
  useLayoutEffect(() => {
    const measure = () => setPlace((before) => keepSame(before, placeBeside(field)));
    measure();
    window.addEventListener('scroll', measure, { capture: true, passive: true });
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('scroll', measure, { capture: true });
      window.removeEventListener('resize', measure);
    };
  }, [field]);
  return place;
}

function placeBeside(field: HTMLElement): PickerPlace {
  const box = field.getBoundingClientRect();
  const panel = (field.closest('.panel') ?? field).getBoundingClientRect();
  const { clientHeight: height } = document.documentElement;
  const maxHeight = Math.min(MOST, height - 76);
  const top = Math.max(64, Math.min(box.top - 96, height - maxHeight - 12));
  return { left: Math.max(8, panel.left - WIDTH - GAP), top, maxHeight };
}

function keepSame(before: PickerPlace | undefined, next: PickerPlace): PickerPlace {
  return before?.left === next.left && before.top === next.top && before.maxHeight === next.maxHeight ? before : next;
}
