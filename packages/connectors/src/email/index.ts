import { defineConnector } from '@patchbay/connector';
import { imap, smtp } from './accounts.ts';
import { received } from './operations/received.ts';
import { send } from './operations/send.ts';

/** E-mail by the protocols that every provider speaks. Its names are part of every saved flow. */
export const emailConnector = defineConnector({
  id: 'email',
  version: '1',
  name: 'E-mail',
  description: 'Send e-mails and start flows with those that arrive, with any provider.',
  category: 'email',
  auth: [smtp, imap],
  operations: { send, received },
});
