import { PageHeader } from '../../ui/PageHeader.tsx';
import { Appearance } from './Appearance.tsx';
import { OAuthClients } from './OAuthClients.tsx';
import { People } from './People.tsx';
import './settings.css';
import { WorkspaceName } from './WorkspaceName.tsx';

/** The workspace's name and people, and how Patchbay looks to this person. */
export function SettingsScreen() {
  return (
    <div className="settings-page">
      <PageHeader title="Settings" />
      <WorkspaceName />
      <Appearance />
      <People />
      <OAuthClients />
    </div>
  );
}
