import { IconCheck } from '@tabler/icons-react';
import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type ToggleEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import './menu.css';
import { menuTarget } from './menuTarget.ts';
import { useBackCloses } from './useBackCloses.ts';

const GAP_PX = 6;

/**
 * A menu on a button. `trigger` is the button; items are `MenuItem`s, drawn only while it is open. Arrow keys, Home, End,
 * first letters and Escape work. It stands in the browser's top layer, so nothing cuts it off, not even a dialog.
 */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  trigger: ReactElement<ComponentProps<'button'>>;
  children: ReactNode;
  align?: 'start' | 'end';
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  useCloseOnScroll(list, opened);
  useBackCloses(() => list.current?.hidePopover(), opened);

  const beforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState !== 'open') return;
    place(event.currentTarget, document.getElementById(`${id}-trigger`), align);
    // Drawn at once: the first item must be there to take the focus when the browser says "open".
    flushSync(() => setOpened(true));
  };
  const afterToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState === 'open') itemsOf(event.currentTarget)[0]?.focus();
    // Taken away only now: the browser gives the focus back to the button while an item still has it.
    else setOpened(false);
  };
  const openByArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || opened) return;
    event.preventDefault();
    document.getElementById(id)?.showPopover();
  };
  return (
    <>
      {cloneElement(trigger, {
        id: `${id}-trigger`,
        popoverTarget: id,
        'aria-haspopup': 'menu',
        'aria-expanded': opened,
        onKeyDown: openByArrow,
      })}
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-labelledby={`${id}-trigger`}
        className="menu"
        onBeforeToggle={beforeToggle}
        onToggle={afterToggle}
        onKeyDown={moveInMenu}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('[role^="menuitem"]'))
            list.current?.hidePopover();
        }}
      >
        {opened && children}
      </div>
    </>
  );
}

type MenuItemProps = {
  icon?: ReactNode;
  /** At the right: a shortcut or a tick. */
  aside?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

/** One deed in a menu. */
export function MenuItem({ icon, aside, danger, disabled, onSelect, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="menu-item"
      data-danger={danger || undefined}
      disabled={disabled}
      onClick={onSelect}
    >
      {icon}
      <span className="grow">{children}</span>
      {aside}
    </button>
  );
}

/** One of several, of which one holds; shown with a tick. */
export function MenuChoice({ icon, chosen, disabled, onSelect, children }: MenuItemProps & { chosen: boolean }) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={chosen}
      tabIndex={-1}
      className="menu-item"
      disabled={disabled}
      onClick={onSelect}
    >
      {icon}
      <span className="grow">{children}</span>
      {chosen && <IconCheck size={14} stroke={2.2} aria-hidden />}
    </button>
  );
}

/** A heading between items. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="menu-label">{children}</div>;
}

/** A line between items. */
export function MenuDivider() {
  return <hr className="menu-divider" />;
}

function itemsOf(menu: HTMLElement): HTMLButtonElement[] {
  return [...menu.querySelectorAll<HTMLButtonElement>('[role^="menuitem"]:not(:disabled)')];
}

function moveInMenu(event: KeyboardEvent<HTMLDivElement>): void {
  const menu = event.currentTarget;
  if (event.key === 'Tab') {
    menu.hidePopover();
    return;
  }
  const items = itemsOf(menu);
  const at = items.findIndex((item) => item.matches(':focus'));
  const next = menuTarget({ key: event.key, at, labels: items.map((item) => item.textContent) });
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[next]?.focus();
}

/** Below the button, or above it in the lower part of the window. Needs no measuring of the menu itself. */
function place(menu: HTMLElement, trigger: HTMLElement | null, align: 'start' | 'end'): void {
  if (!trigger) return;
  const box = trigger.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const above = box.bottom > height * 0.62;
  menu.style.top = above ? 'auto' : `${box.bottom + GAP_PX}px`;
  menu.style.bottom = above ? `${height - box.top + GAP_PX}px` : 'auto';
  menu.style.left = align === 'start' ? `${box.left}px` : 'auto';
  menu.style.right = align === 'end' ? `${width - box.right}px` : 'auto';
  menu.style.maxHeight = `${(above ? box.top : height - box.bottom) - 2 * GAP_PX}px`;
}

// The menu does not move along with its button; one that hangs in the air is worse than none.
function useCloseOnScroll(list: { current: HTMLDivElement | null }, opened: boolean): void {
  useEffect(() => {
    if (!opened) return;
    const close = (event: Event) => {
      if (event.target instanceof Node && list.current?.contains(event.target)) return;
      list.current?.hidePopover();
    };
    window.addEventListener('scroll', close, { capture: true, passive: true });
    window.addEventListener('resize', close);
    return () => {
      window.removeEventListener('scroll', close, { capture: true });
      window.removeEventListener('resize', close);
    };
  }, [opened, list]);
}
