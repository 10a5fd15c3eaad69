import type { ReactNode } from 'react';
import { LinkTabs } from '../../ui/LinkTabs.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import './settings.css';

const pages = [
  { to: '/settings', label: 'Workspace' },
  { to: '/settings/people', label: 'People' },
  { to: '/settings/changes', label: 'Changes' },
  { to: '/settings/you', label: 'You' },
] as const;

/** The frame of the pages of the settings: their names above, the one that is shown below. */
export function SettingsPage({
  title,
  actions,
  wide,
  children,
}: {
  title: string;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="settings-page" data-wide={wide || undefined}>
      <PageHeader title={title} actions={actions} />
      <LinkTabs label="Settings" tabs={pages} />
      {children}
    </div>
  );
}
