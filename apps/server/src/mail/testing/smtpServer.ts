import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A message as the server got it. */
type Received = { from: string; to: string[]; raw: string; isSecure: boolean };

/** A mail server on loopback that takes everything `ada` with the password `sesame` sends, unless `options` say otherwise. */
export async function startSmtp(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: options.key === undefined ? ['STARTTLS'] : [],
    onAuth({ username, password }, _session, done) {
      if (username === 'ada' && password === 'sesame') done(null, { user: 'ada' });
      else done(Object.assign(new Error(`no such user ${username} ${password}`), { responseCode: 535 }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const to = rcptTo.map(({ address }) => address);
        received.push({ from, to, raw: Buffer.concat(chunks).toString('latin1'), isSecure: session.secure });
        done(null, 'Ok: queued');
      });
    },
    // How long connections may take to end when it stops.
    closeTimeout: 50,
    ...options,
    logger: false,
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    port: address.port,
    received,
    /** Cuts all connections, which are without TLS: under it, that ends the process. */
    cut: () => sockets.forEach((socket) => void socket.destroy()),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  };
}
