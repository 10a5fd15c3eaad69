import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { useFocusRequest } from './focusRequest.ts';

/** For a field that is put together from others: when it is asked for, it is shown, and its first control has the keyboard. */
export function useShownGroup(path: readonly string[]): RefObject<HTMLDivElement | null> {
  const group = useRef<HTMLDivElement>(null);
  const request = useFocusRequest(path);
  const show = useEffectEvent(() => {
    group.current?.scrollIntoView({ block: 'center' });
    if (group.current?.contains(document.activeElement) === false) firstControl(group.current)?.focus();
  });
  useEffect(() => {
    if (request !== undefined) show();
  }, [request]);
  return group;
}

/** What is filled in comes before how it is filled in. */
function firstControl(group: HTMLElement): HTMLElement | undefined {
  const controls = [
    ...group.querySelectorAll<HTMLElement>('button, input, select, textarea, [contenteditable="true"]'),
  ];
  const usable = controls.filter((control) => !control.matches(':disabled, [tabindex="-1"]'));
  return usable.find((control) => control.closest('.group-head') === null) ?? usable[0];
}
