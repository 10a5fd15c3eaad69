import { t } from '../../texts/t.ts';
import { Appearance } from './Appearance.tsx';
import { LeaveWorkspace } from './LeaveWorkspace.tsx';
import { NewWorkspace } from './NewWorkspace.tsx';
import { OAuthClients } from './OAuthClients.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import { WorkspaceName } from './WorkspaceName.tsx';

/** The workspace's name, how Patchbay looks to this person, and the ways out of the workspace and into another. */
export function SettingsScreen() {
  return (
    <SettingsPage title={t('Settings')}>
      <WorkspaceName />
      <Appearance />
      <OAuthClients />
      <NewWorkspace />
      <LeaveWorkspace />
    </SettingsPage>
  );
}
