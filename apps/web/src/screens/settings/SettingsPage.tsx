import type { ReactNode } from 'react';
import { LinkTabs } from '../../ui/LinkTabs.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import './settings.css';
import { t } from '../../texts/t.ts';

const pages = [
  { to: '/settings', label: t('Workspace') },
  { to: '/settings/people', label: t('People') },
  { to: '/settings/changes', label: t('Changes') },
  { to: '/settings/you', label: t('You') },
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
      <LinkTabs label={t('Settings')} tabs={pages} />
      {children}
    </div>
  );
}
