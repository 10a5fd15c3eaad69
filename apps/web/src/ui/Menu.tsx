import { Menu as MantineMenu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';

/** A menu on a button. `trigger` is the button; items are `MenuItem`s. Arrow keys, type-ahead and Escape work. */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
}) {
  return (
    <MantineMenu position={`bottom-${align}`} transitionProps={{ duration: 100 }} loop>
      <MantineMenu.Target>{trigger}</MantineMenu.Target>
      <MantineMenu.Dropdown>{children}</MantineMenu.Dropdown>
    </MantineMenu>
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
    <MantineMenu.Item
      leftSection={icon}
      rightSection={aside}
      data-danger={danger || undefined}
      disabled={disabled}
      onClick={onSelect}
    >
      {children}
    </MantineMenu.Item>
  );
}

/** One of several, of which one holds; shown with a tick. */
export function MenuChoice({ chosen, ...rest }: MenuItemProps & { chosen: boolean }) {
  const item: ComponentProps<typeof MantineMenu.Item> = { role: 'menuitemradio', 'aria-checked': chosen };
  return (
    <MantineMenu.Item
      {...item}
      leftSection={rest.icon}
      rightSection={chosen ? <IconCheck size={14} stroke={2.2} aria-hidden /> : rest.aside}
      disabled={rest.disabled}
      onClick={rest.onSelect}
    >
      {rest.children}
    </MantineMenu.Item>
  );
}

/** A heading between items. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <MantineMenu.Label>{children}</MantineMenu.Label>;
}

/** A line between items. */
export function MenuDivider() {
  return <MantineMenu.Divider />;
}
