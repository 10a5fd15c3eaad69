import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { type ActiveField, PickerContext, type PickerControls, useStepContext } from '../stepContext.ts';
import { DataPicker, type PickerHandle } from './DataPicker.tsx';

type Open = { active: ActiveField; isOpen: boolean };

/** Knows which field has the keyboard, and stands the picker beside it. */
export function PickerProvider({ children }: { children: ReactNode }) {
  const { canPlug } = useStepContext();
  const [open, setOpen] = useState<Open>();
  const handle = useRef<PickerHandle>(null);
  const asking = useRef<string>(undefined);
  const controls = useMemo<PickerControls>(
    () => ({
      active: open?.active,
      isOpen: canPlug && (open?.isOpen ?? false),
      activate: (active, { open: isOpen = false } = {}) =>
        setOpen((before) =>
          before?.active.id === active.id && before.isOpen === isOpen ? before : { active, isOpen },
        ),
      ask(typed) {
        if (!canPlug) return open?.active.insert(typed);
        asking.current = typed;
        if (handle.current === null) setOpen((before) => before && { ...before, isOpen: true });
        else handle.current.ask(typed);
      },
      hide: () => setOpen((before) => before && { ...before, isOpen: false }),
      leave: (id) => setOpen((before) => (before?.active.id === id ? undefined : before)),
    }),
    [open, canPlug],
  );
  useLeaving(open?.active, () => setOpen(undefined));
  return (
    <PickerContext value={controls}>
      {children}
      {canPlug && open?.isOpen && (
        <DataPicker
          key={open.active.id}
          field={open.active}
          ref={(opened) => {
            handle.current = opened;
            if (opened === null || asking.current === undefined) return;
            opened.ask(asking.current);
            asking.current = undefined;
          }}
          onHide={controls.hide}
        />
      )}
    </PickerContext>
  );
}

/** The field is left when the keyboard or the pointer goes elsewhere: neither to the field, nor to what belongs to it. */
function useLeaving(active: ActiveField | undefined, leave: () => void) {
  const onElsewhere = useEffectEvent((event: Event) => {
    const { target } = event;
    if (!(target instanceof Element) || active === undefined || !target.isConnected) return;
    const own = active.box.closest('.mfield') ?? active.box;
    if (own.contains(target) || target.closest('[data-picker]') !== null) return;
    leave();
  });
  const id = active?.id;
  useEffect(() => {
    if (id === undefined) return;
    const listen = (event: Event) => onElsewhere(event);
    document.addEventListener('focusin', listen);
    document.addEventListener('pointerdown', listen);
    return () => {
      document.removeEventListener('focusin', listen);
      document.removeEventListener('pointerdown', listen);
    };
  }, [id]);
}
