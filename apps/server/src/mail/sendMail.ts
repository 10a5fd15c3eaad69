import { randomUUID } from 'node:crypto';
import { readAddress, readAddresses } from './addresses.ts';
import type { Deliver } from './deliver.ts';
import type { InstanceMail } from './mailServer.ts';

/** A mail of Patchbay itself: somebody's word is waited for, a password is to be set. `html` beside `text`, never alone. */
type InstanceMessage = { to: string; subject: string; text: string; html?: string };

/**
 * Sends mails of Patchbay itself, from the address in PATCHBAY_SMTP_URL; where that is not set there is no such port, and
 * what needs it is not offered. Throws OperationError in words, and may be asked again.
 */
export type SendMail = (message: InstanceMessage) => Promise<void>;

/** Instance mail through the server of PATCHBAY_SMTP_URL. */
export function createSendMail({ from: text, server }: InstanceMail, deliver: Deliver): SendMail {
  const from = readAddress(text, 'The sender in PATCHBAY_SMTP_URL') ?? { name: '', address: text };
  return async ({ to, ...content }) => {
    const messageId = `<${randomUUID()}@${from.address.split('@').at(-1)}>`;
    await deliver({ ...content, from, to: readAddresses(to, 'The recipient'), messageId, date: new Date() }, server);
  };
}
