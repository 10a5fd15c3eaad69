import { useMantineColorScheme } from '@mantine/core';
import {
  IconChevronDown,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../api/auth.ts';
import { t } from '../texts/t.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Menu, MenuChoice, MenuDivider, MenuItem, MenuLabel } from '../ui/Menu.tsx';
import { toast } from '../ui/toastStore.ts';
import { switchWorkspace, useSession, useWorkspace } from './session.ts';

const appearances = [
  { value: 'light', label: t('Light'), icon: IconSun },
  { value: 'dark', label: t('Dark'), icon: IconMoon },
  { value: 'auto', label: t('Like the system'), icon: IconDeviceDesktop },
] as const;

/** Who is signed in and where; appearance, other workspaces, signing out. */
export function AccountMenu() {
  const { user, workspaces } = useSession();
  const workspace = useWorkspace();
  const navigate = useNavigate();
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="item account">
          <Avatar id={user.id} name={user.name} />
          <span className="grow who">
            <span className="cut">{user.name}</span>
            <span className="cut small dim">
              {workspace.role === 'viewer' ? t('Viewer in {name}', { name: workspace.name }) : workspace.name}
            </span>
          </span>
          <span className="sr-only">{t(': account menu')}</span>
          <IconChevronDown size={14} stroke={1.75} aria-hidden className="chevron" />
        </button>
      }
    >
      <MenuLabel>{user.email}</MenuLabel>
      {workspaces.length > 1 && (
        <>
          {workspaces.map((other) => (
            <MenuChoice key={other.id} chosen={other.id === workspace.id} onSelect={() => switchWorkspace(other.id)}>
              {other.name}
            </MenuChoice>
          ))}
          <MenuDivider />
        </>
      )}
      <Appearances />
      <MenuDivider />
      <MenuItem
        icon={<IconUser size={16} stroke={1.75} aria-hidden />}
        onSelect={() => navigate({ to: '/settings/you' })}
      >
        {t('Password and sign-in')}
      </MenuItem>
      <MenuItem
        icon={<IconSettings size={16} stroke={1.75} aria-hidden />}
        onSelect={() => navigate({ to: '/settings' })}
      >
        {t('Settings')}
      </MenuItem>
      <MenuItem icon={<IconLogout size={16} stroke={1.75} aria-hidden />} onSelect={leave}>
        {t('Sign out')}
      </MenuItem>
    </Menu>
  );
}

function Appearances() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <MenuLabel>{t('Appearance')}</MenuLabel>
      {appearances.map(({ value, label, icon: Icon }) => (
        <MenuChoice
          key={value}
          chosen={colorScheme === value}
          icon={<Icon size={16} stroke={1.75} aria-hidden />}
          onSelect={() => setColorScheme(value)}
        >
          {label}
        </MenuChoice>
      ))}
    </>
  );
}

async function leave() {
  try {
    await signOut();
    // A new page, not a step in this one: nothing of this person stays in its memory.
    location.assign('/sign-in');
  } catch (error) {
    toast({ tone: 'danger', text: error instanceof Error ? error.message : t('Signing out did not work.') });
  }
}
