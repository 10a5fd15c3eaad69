import { IconLoader2 } from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import './button.css';

/** How loud a button is. One `primary` a page; `danger-filled` only in the dialog that confirms. */
export type ButtonLook = 'default' | 'primary' | 'quiet' | 'danger' | 'danger-filled';

type Look = { look?: ButtonLook; small?: boolean; wide?: boolean; iconOnly?: boolean };

/** The class names of a button, for links that look like one. */
export function buttonClass({ look = 'default', small, wide, iconOnly }: Look = {}): string {
  return ['btn', look === 'default' ? '' : look, small ? 's' : '', wide ? 'wide' : '', iconOnly ? 'icon' : '']
    .filter(Boolean)
    .join(' ');
}

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> &
  Look & {
    /** Drawn before the words, 16 px. */
    icon?: ReactNode;
    /** What it is doing now; the words stay, so that nothing moves. The button cannot be pressed meanwhile. */
    busy?: boolean;
    /** A number in a small badge after the words: how many things the button is about. Hidden at 0. */
    count?: number;
  };

/** A button. Its words say what happens ("Publish"), never "OK". */
export function Button({ look, small, wide, icon, busy, count, children, onClick, ...rest }: ButtonProps) {
  // Not `disabled` while busy: that would take the focus away from whoever pressed it.
  const press: ButtonProps['onClick'] = (event) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  const spinner = <IconLoader2 size={16} stroke={1.75} className="turning" aria-hidden />;
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ look, small, wide })}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={press}
    >
      {busy && icon ? spinner : icon}
      {busy && !icon ? <span className="covered">{children}</span> : children}
      {busy && !icon && spinner}
      {count ? <span className="count">{count}</span> : null}
    </button>
  );
}
