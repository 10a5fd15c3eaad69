import { Tooltip } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { type ButtonLook, buttonClass } from './Button.tsx';

export type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'aria-label' | 'children'> & {
  /** Its accessible name and its tooltip. */
  label: string;
  icon: ReactNode;
  look?: ButtonLook;
  small?: boolean;
  /** Shown after the name in the tooltip, such as "Ctrl Z". */
  shortcut?: string;
};

/** A button that is only an icon: the name is required, and shown on hover and focus. */
export function IconButton({ label, icon, look = 'quiet', small, shortcut, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={shortcut ? `${label} (${shortcut})` : label}>
      <button type="button" {...rest} aria-label={label} className={buttonClass({ look, small, iconOnly: true })}>
        {icon}
      </button>
    </Tooltip>
  );
}
