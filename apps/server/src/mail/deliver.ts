import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Egress } from '../egress/egress.ts';
import { toMailFailure, withoutSecret } from './mailFailure.ts';
import type { MailServer } from './mailServer.ts';
import { compose, type Message, recipientsOf } from './message.ts';

/** What a server has said to a message: whom it took it for and whom it refused, and its last words. */
type Delivery = { accepted: string[]; refused: string[]; answer: string };

/** Hands a message to a mail server. Throws OperationError where it took it for nobody, or where nobody knows. */
export type Deliver = (message: Message, server: MailServer, options?: { signal?: AbortSignal }) => Promise<Delivery>;

const GREETING_MS = 30_000;
/** No byte in either direction for so long. The other side may look a message over before it answers. */
const SILENCE_MS = 60_000;
const LARGEST_ANSWER = 100_000;

/**
 * One connection a message: what became of it is known when its connection ends, and no connection is kept that a server
 * may have forgotten.
 */
export function createDeliver(egress: Pick<Egress, 'connect' | 'trust'>): Deliver {
  return async (message, server, { signal } = {}) => {
    // Read when the first e-mail is sent: most processes send none.
    const { default: Connection } = await import('nodemailer/lib/smtp-connection');
    const socket = await egress.connect(server, { ...(signal !== undefined && { signal }) });
    const body = new Body(message);
    const connection = new Connection({
      connection: socket,
      host: server.host,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      greetingTimeout: GREETING_MS,
      socketTimeout: SILENCE_MS,
      maxResponseSize: LARGEST_ANSWER,
      tls: egress.trust.of(server.host),
      logger: false,
    });
    try {
      return await say({ connection, message, server, body, signal });
    } catch (error) {
      throw toMailFailure(error, { server, mayHaveHappened: body.wasAskedFor });
    } finally {
      connection.close();
    }
  };
}

/** The message as bytes, made when the server is ready for them; from then on it may have got them. */
class Body {
  readonly #message: Message;
  wasAskedFor = false;

  constructor(message: Message) {
    this.#message = message;
  }

  stream(): Readable {
    return Readable.from(this.#bytes());
  }

  async *#bytes() {
    this.wasAskedFor = true;
    yield* await compose(this.#message);
  }
}

type Session = {
  connection: SMTPConnection;
  message: Message;
  server: MailServer;
  body: Body;
  signal: AbortSignal | undefined;
};

async function say({ connection, message, server, body, signal }: Session): Promise<Delivery> {
  const failed = new Promise<never>((_resolve, reject) => {
    connection.once('error', reject);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const step = <Value>(start: (done: (error?: Error | null, value?: Value) => void) => void) =>
    Promise.race([failed, new Promise<Value>((resolve, reject) => start(settle(resolve, reject)))]);
  await step((done) => connection.connect(done));
  const { user, password: pass = '' } = server;
  if (user !== undefined) await step((done) => connection.login({ credentials: { user, pass } }, done));
  const envelope = { from: message.from.address, to: recipientsOf(message), use8BitMime: false };
  const sent = await step<{ accepted: string[]; rejected: string[]; response: string }>((done) =>
    connection.send(envelope, body.stream(), done),
  );
  return { accepted: sent.accepted, refused: sent.rejected, answer: withoutSecret(sent.response, server) };
}

function settle<Value>(resolve: (value: Value) => void, reject: (error: Error) => void) {
  return (error?: Error | null, value?: Value) => (error ? reject(error) : resolve(value as Value));
}
