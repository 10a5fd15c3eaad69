import { useState } from 'react';
import { useEnterOnceSettled } from '../../ui/useEnterOnceSettled.ts';
import { movedBy } from './OptionField.tsx';

/**
 * The chosen line of a list of so many under a search field: the arrows move it, Enter takes it, once the list answers to what
 * was typed. `onKey` tells whether the key was one of these.
 */
export function useChosenLine(count: number, { isSettled, take }: { isSettled: boolean; take(at: number): void }) {
  const [chosen, setChosen] = useState(0);
  const active = Math.min(chosen, Math.max(0, count - 1));
  const { enter, forget } = useEnterOnceSettled(isSettled, () => {
    if (count > 0) take(active);
  });
  const moveTo = (at: number) => {
    setChosen(at);
    forget();
  };
  const onKey = (key: string): boolean => {
    const next = movedBy(key, active, count);
    if (next !== undefined) moveTo(next);
    else if (key === 'Enter') enter();
    else return false;
    return true;
  };
  return { active, moveTo, onKey };
}
