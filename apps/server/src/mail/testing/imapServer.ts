import type { Socket } from 'node:net';
import hoodiecrow, { type StoredMailbox } from 'hoodiecrow-imap';
import type { Certificate } from './certificate.ts';

type Options = { certificate?: Certificate; secure?: boolean };

/** A mail server on loopback with the mailboxes INBOX and Done, for `ada` with the password `sesame`. */
export async function startImap({ certificate, secure = false }: Options = {}) {
  const users = { ada: { password: 'sesame' } };
  const server = hoodiecrow({
    plugins: ['ID', 'ENABLE', 'UIDPLUS', 'MOVE', 'UNSELECT', ...(certificate && !secure ? ['STARTTLS'] : [])],
    users,
    storage: { INBOX: { uidvalidity: 7 }, '': { folders: { Done: {} } } },
    secureConnection: secure,
    ...(certificate !== undefined && { credentials: certificate }),
  });
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  let connections = 0;
  server.server.on(secure ? 'secureConnection' : 'connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => commands.push(chunk.toString('latin1')));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const mailbox = (path = 'INBOX'): StoredMailbox => server.getMailbox(path);
  let minute = 0;
  return {
    port: address.port,
    commands,
    mailbox,
    /** How often somebody has called. */
    connections: () => connections,
    setPassword(password: string) {
      users.ada.password = password;
    },
    /** Puts a message into INBOX; each is a minute younger than the one before. `raw` in bytes, as latin1 text. */
    deliver(raw: string, flags: string[] = []) {
      minute += 1;
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      server.appendMessage('INBOX', flags, `01-Jan-2026 ${clock}:00 +0000`, raw.replace(/\r?\n/g, '\r\n'));
    },
    /** As if the server had restored its mailbox: the same messages under other numbers. */
    numberAnew() {
      const { messages } = mailbox();
      mailbox().uidvalidity += 1;
      messages.forEach((message, index) => {
        message.uid = index + 1;
      });
      mailbox().uidnext = messages.length + 1;
    },
    /** Answers a command by cutting the connection, until the function it gives is called. */
    cutAt(command: string): () => void {
      const handler = server.getCommandHandler(command);
      server.setCommandHandler(command, (connection) => connection.socket.destroy());
      return () => server.setCommandHandler(command, handler);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if (!secure && certificate === undefined) for (const socket of sockets) socket.destroy();
        else for (const socket of sockets) socket.end();
      }),
  };
}
