import type { SendMail } from '../mail/sendMail.ts';
import { mayAnswer } from '../policies/can.ts';
import type { Addresses } from '../callbacks/addresses.ts';
import type { WorkspaceDeps } from '../workspaces/workspaceStore.ts';
import type { FoldedApproval, ListedApproval } from './approvalStore.ts';

/** A question whose people have not been told of it. */
export type Untold = ListedApproval & { workspaceId: string };

/** Tells those who may answer a question that it waits for them. Rejects where nobody could be told. */
export type NotifyApprovers = (row: Untold, asked: FoldedApproval) => Promise<void>;

const MOST_MAILS = 50;
const LONGEST_SUBJECT = 120;

/** Tells them by e-mail, each in a mail of their own. Only members are written to, whatever addresses the step names. */
export function notifyByMail({
  sendMail,
  workspaces,
  addresses,
}: WorkspaceDeps & { sendMail: SendMail; addresses: Pick<Addresses, 'approval'> }): NotifyApprovers {
  return async (row, asked) => {
    const members = await workspaces.members(row.workspaceId);
    const people = members.filter((member) => mayAnswer(member, asked.approvers)).slice(0, MOST_MAILS);
    const subject = `For you to answer: ${asked.question.replace(/\s+/g, ' ')}`.slice(0, LONGEST_SUBJECT);
    const text = textOf(row, { asked, url: addresses.approval(row) });
    const sent = await Promise.allSettled(people.map(({ email: to }) => sendMail({ to, subject, text })));
    const failed = sent.filter((one) => one.status === 'rejected');
    // Whoever was told must not be told again because somebody else's address is wrong.
    if (failed.length > 0 && failed.length === sent.length) throw failed[0]?.reason;
  };
}

/** The details are left to the page: a mail is read by more than one. */
function textOf(row: Untold, { asked, url }: { asked: FoldedApproval; url: string }): string {
  const until = new Date(row.until).toUTCString().replace(/:\d\d GMT$/, ' UTC');
  return [
    asked.question,
    `The flow “${row.flowName}” asks you to approve or decline:`,
    url,
    `Answer by ${until}, or it goes on without you.`,
  ].join('\n\n');
}
