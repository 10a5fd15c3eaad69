import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { SMTPServer } from 'smtp-server';

/** The mail provider of the journeys: one account, `office@example.com`, that sends and receives. */
export type MailServers = {
  smtpPort: number;
  imapPort: number;
  /** What was sent through it. */
  sent: { from: string; to: string[]; raw: string }[];
  /** Puts a message into its inbox. */
  deliver(raw: string): void;
  stop(): Promise<void>;
};

export const account = { user: 'office@example.com', password: 'patch-me-in-7Q' };

export async function startMailServers(): Promise<MailServers> {
  const sent: MailServers['sent'] = [];
  const smtp = startSmtp(sent);
  const imap = hoodiecrow({
    plugins: ['ID', 'ENABLE', 'UIDPLUS', 'MOVE', 'UNSELECT'],
    users: { [account.user]: { password: account.password } },
    storage: { INBOX: {}, '': { folders: { Done: {} } } },
  });
  const sockets = new Set<Socket>();
  imap.server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', () => imap.listen(0, '127.0.0.1', resolve));
  });
  return {
    smtpPort: (smtp.server.address() as AddressInfo).port,
    imapPort: (imap.server.address() as AddressInfo).port,
    sent,
    deliver: (raw) => void imap.appendMessage('INBOX', [], '01-Mar-2026 09:30:00 +0000', raw.replace(/\n/g, '\r\n')),
    async stop() {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      const closed = new Promise<void>((resolve) => imap.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function startSmtp(sent: MailServers['sent']): SMTPServer {
  return new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    logger: false,
    onAuth({ username, password }, _session, done) {
      if (username === account.user && password === account.password) done(null, { user: username });
      else done(Object.assign(new Error('Invalid login'), { responseCode: 535 }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        sent.push({ from, to, raw: Buffer.concat(chunks).toString('latin1') });
        done(null, 'Ok: queued');
      });
    },
  });
}
