import { t } from '../../../texts/t.ts';
import { SettingsPage } from '../SettingsPage.tsx';
import { PasswordCard } from './PasswordCard.tsx';
import { SessionsCard } from './SessionsCard.tsx';
import { TwoFactorCard } from './TwoFactorCard.tsx';

/** How this person signs in, and where they are signed in. */
export function YouScreen() {
  return (
    <SettingsPage title={t('You')}>
      <PasswordCard />
      <TwoFactorCard />
      <SessionsCard />
    </SettingsPage>
  );
}
