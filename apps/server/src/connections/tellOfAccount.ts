import type { SendMail } from '../mail/sendMail.ts';
import { can } from '../policies/can.ts';
import type { WorkspaceDeps } from '../workspaces/workspaceStore.ts';
import type { AlertedAccount } from './AccountAlerts.ts';
import type { ConnectionDeps } from './connectionStore.ts';
import { type ConnectionUse, useOf } from './connectionUses.ts';

/** Tells those who can mend an account what is wrong with it. Rejects where nobody could be told. */
export type TellOfAccount = (account: AlertedAccount) => Promise<void>;

type TellDeps = WorkspaceDeps &
  Pick<ConnectionDeps, 'connections' | 'resumes'> & {
    sendMail: SendMail;
    /** The page of an account. */
    pageOf(connectionId: string): string;
  };

const MOST_MAILS = 50;
const MOST_FLOWS = 10;

/** Tells whoever connected it and the admins by e-mail, each in a mail of their own. */
export function tellByMail({ sendMail, workspaces, pageOf, ...deps }: TellDeps): TellOfAccount {
  return async (account) => {
    const members = await workspaces.members(account.workspaceId);
    const people = members.filter(({ userId, role }) => userId === account.createdBy || can(role, 'connection.delete'));
    const { subject, text } = await wordsFor(account, deps);
    const message = { subject, text: `${text}\n\n${pageOf(account.id)}` };
    const sent = await Promise.allSettled(
      people.slice(0, MOST_MAILS).map(({ email: to }) => sendMail({ to, ...message })),
    );
    const failed = sent.filter((one) => one.status === 'rejected');
    // Whoever was told must not be told again because somebody else's address is wrong.
    if (failed.length > 0 && failed.length === sent.length) throw failed[0]?.reason;
  };
}

async function wordsFor(
  account: AlertedAccount,
  { connections, resumes }: Omit<TellDeps, keyof WorkspaceDeps | 'sendMail' | 'pageOf'>,
) {
  const { id: connectionId, workspaceId, name } = account;
  const flows = await connections.flowsWith({ workspaceId, connectionId });
  const stopping = flows.map((flow) => useOf(flow, connectionId)).filter(({ stops }) => stops);
  if (account.kind === 'ends') {
    return {
      subject: `${name} ends ${momentOf(account.at)}`,
      text: [
        `The connected account “${name}” ends ${momentOf(account.at)}.`,
        stopWords(stopping),
        'Connect it again before that. Nothing in the flows changes.',
      ].join('\n\n'),
    };
  }
  const waiting = await resumes.waiting({ workspaceId, connectionId });
  return {
    subject: `${name} does not work any more`,
    text: [
      `The connected account “${name}” stopped working ${momentOf(account.since)}.`,
      ...(account.problem === '' ? [] : [account.problem]),
      stopWords(stopping),
      waiting === 1 ? '1 event waits. It is not lost.' : `${waiting} events wait. None is lost.`,
      'Connect it again, and what waits goes on in its order.',
    ].join('\n\n'),
  };
}

function stopWords(flows: readonly ConnectionUse[]): string {
  if (flows.length === 0) return 'No flow stops.';
  const names = flows.slice(0, MOST_FLOWS).map(({ name }) => `- ${name}`);
  const others = flows.length - names.length;
  const head = flows.length === 1 ? 'This flow stops:' : `These ${flows.length} flows stop:`;
  return [head, ...names, ...(others > 0 ? [`- and ${others} more`] : [])].join('\n');
}

function momentOf(at: number): string {
  const words = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(at);
  return `on ${words} UTC`;
}
