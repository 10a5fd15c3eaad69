import { AccountAlerts, type AccountAlertDeps } from '../connections/AccountAlerts.ts';
import { tellByMail } from '../connections/tellOfAccount.ts';
import type { SendMail } from '../mail/sendMail.ts';

type AlertParts = Omit<AccountAlertDeps, 'tell'> & Omit<Parameters<typeof tellByMail>[0], 'sendMail'>;

/** What tells people of accounts they have to look after; nothing where Patchbay has no mail of its own. */
export function openAlerts(parts: AlertParts, sendMail: SendMail | undefined): { accountAlerts?: AccountAlerts } {
  if (sendMail === undefined) return {};
  return { accountAlerts: new AccountAlerts({ ...parts, tell: tellByMail({ ...parts, sendMail }) }) };
}
