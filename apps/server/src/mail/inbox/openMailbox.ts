import type { Socket } from 'node:net';
import { OperationError } from '@patchbay/connector';
import type { ImapFlow, ImapTransport } from 'imapflow';
import { secureConnection } from '../../egress/connect.ts';
import type { Egress } from '../../egress/egress.ts';
import type { MailServer } from '../mailServer.ts';
import { isAnswer, missingMailbox, toMailboxFailure } from './mailboxFailure.ts';

/** A mailbox that is open on a connection of its own. `uidValidity` says for how long uids mean what they mean. */
export type Mailbox = {
  client: ImapFlow;
  uidValidity: string;
  uidNext: number;
  exists: number;
  close(): Promise<void>;
};

type Opening = { path: string; signal: AbortSignal };

const SILENCE_MS = 60_000;
const GREETING_MS = 30_000;
/** A message comes in pieces of 64 KiB; what is larger at once is no answer to anything that is asked here. */
const MOST_AT_ONCE = 10_000_000;

/** Signs in and opens a mailbox. Throws OperationError in words. */
export async function openMailbox(
  egress: Pick<Egress, 'connect' | 'trust'>,
  server: MailServer,
  { path, signal }: Opening,
): Promise<Mailbox> {
  // Loaded by the few who look into mailboxes: everybody else has some megabytes less.
  const { ImapFlow } = await import('imapflow');
  const socket = await egress.connect(server, { signal });
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    doSTARTTLS: server.security === 'starttls',
    auth: { user: server.user ?? '', pass: server.password ?? '' },
    transport: over(socket, egress.trust),
    logger: false,
    disableAutoIdle: true,
    clientInfo: { name: 'Patchbay', vendor: 'Patchbay' },
    greetingTimeout: GREETING_MS,
    connectionTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    maxLineLength: MOST_AT_ONCE,
    maxLiteralSize: MOST_AT_ONCE,
    maxResponseSize: MOST_AT_ONCE * 2,
  });
  // What goes wrong is thrown by the command under way as well.
  client.on('error', () => undefined);
  const onAbort = () => client.close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await client.connect();
    const { uidValidity, uidNext, exists } = await client.mailboxOpen(path).catch((error: unknown) => {
      throw isAnswer(error) ? missingMailbox(server, path) : error;
    });
    const close = async () => {
      signal.removeEventListener('abort', onAbort);
      await client.logout().catch(() => client.close());
    };
    return { client, uidValidity: String(uidValidity), uidNext, exists, close };
  } catch (error) {
    client.close();
    socket.destroy();
    throw toMailboxFailure(error, { server, path });
  }
}

/** Speaks over the connection that egress has opened, and opens none. */
function over(socket: Socket, trust: Egress['trust']): ImapTransport {
  return {
    connect({ secure, host }, onConnect) {
      if (secure) return secureConnection(socket, { host, trust }, onConnect);
      setImmediate(onConnect);
      return socket;
    },
    upgrade(plain, { host }, onSecure) {
      if (plain !== socket)
        throw new OperationError({ code: 'unexpected', message: 'Another connection.', retry: 'never' });
      return secureConnection(socket, { host, trust }, onSecure);
    },
  };
}
