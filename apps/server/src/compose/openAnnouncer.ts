import { Announcer, type AnnouncerDeps } from '../approvals/Announcer.ts';
import { notifyByMail } from '../approvals/notifyApprovers.ts';
import type { SendMail } from '../mail/sendMail.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { WorkspaceDeps } from '../workspaces/workspaceStore.ts';

type AnnouncerParts = Omit<AnnouncerDeps, 'notify'> & WorkspaceDeps & Pick<RunUseDeps, 'addresses'>;

/** What tells people what waits for their answer; nothing where Patchbay has no mail of its own. */
export function openAnnouncer(parts: AnnouncerParts, sendMail: SendMail | undefined): { announcer?: Announcer } {
  if (sendMail === undefined) return {};
  return { announcer: new Announcer({ ...parts, notify: notifyByMail({ ...parts, sendMail }) }) };
}
