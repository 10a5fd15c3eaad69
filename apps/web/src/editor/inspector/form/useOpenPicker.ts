import type { RefObject } from 'react';
import { usePicker, useStepContext } from '../stepContext.ts';

type Place = {
  id: string;
  path: readonly string[];
  label: string;
  box: RefObject<HTMLDivElement | null>;
  focus(): void;
};

/** Opens the picker beside a field that takes one whole value. Undefined where nothing can be plugged in. */
export function useOpenPicker({ id, path, label, box, focus }: Place): (() => void) | undefined {
  const { canPlug, setMapping } = useStepContext();
  const picker = usePicker();
  if (!canPlug) return undefined;
  return () => {
    if (box.current === null) return;
    const insert = (content: Parameters<typeof setMapping>[1] | string) => {
      if (typeof content !== 'string') setMapping(path, content);
    };
    picker.activate({ id, path, label, box: box.current, insert, focus }, { open: true });
    picker.ask('');
  };
}
