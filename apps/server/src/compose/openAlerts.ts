import { AccountAlerts, type AccountAlertDeps } from '../connections/AccountAlerts.ts';
import { tellByMail } from '../connections/tellOfAccount.ts';
import type { SendMail } from '../mail/sendMail.ts';
import { createAlertStore } from '../store/alertStore.ts';
import type { Database } from '../store/database.ts';

type Telling = Omit<Parameters<typeof tellByMail>[0], 'sendMail' | 'pageOf'>;
type AlertParts = Omit<AccountAlertDeps, 'tell' | 'alerts'> & Telling & { pool: Database['pool']; origin: string };

/** What tells people of accounts they have to look after; nothing where Patchbay has no mail of its own. */
export function openAlerts(
  { pool, origin, ...parts }: AlertParts,
  sendMail: SendMail | undefined,
): { accountAlerts?: AccountAlerts } {
  if (sendMail === undefined) return {};
  const pageOf = (connectionId: string) => `${origin}/connections/${connectionId}`;
  const tell = tellByMail({ ...parts, sendMail, pageOf });
  return { accountAlerts: new AccountAlerts({ ...parts, alerts: createAlertStore(pool), tell }) };
}
