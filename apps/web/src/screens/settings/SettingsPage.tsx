import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
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
      <nav className="settings-nav" aria-label="Settings">
        {pages.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  );
}
