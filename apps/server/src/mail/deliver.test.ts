import { Readable } from 'node:stream';
import { OperationError } from '@patchbay/connector';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from '../egress/egress.ts';
import { createDeliver, type Deliver } from './deliver.ts';
import type { MailServer } from './mailServer.ts';
import type { Message } from './message.ts';
import { type Certificate, makeCertificate, trustedCertificate } from './testing/certificate.ts';
import { startSmtp } from './testing/smtpServer.ts';

let egress: Egress;
let deliver: Deliver;
let trusted: Certificate;
const servers: { stop(): Promise<void> }[] = [];

beforeAll(() => {
  trusted = trustedCertificate();
  egress = createEgress({
    allowNetworks: ['127.0.0.0/8'],
    resolve: (_name, done) => done(null, ['127.0.0.1']),
  });
  deliver = createDeliver(egress);
});
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));
afterAll(() => egress.close());

async function start(options: SMTPServerOptions = {}) {
  const server = await startSmtp(options);
  servers.push(server);
  return server;
}

const account = (port: number, change: Partial<MailServer> = {}): MailServer => ({
  name: 'Office',
  host: '127.0.0.1',
  port,
  security: 'none',
  user: 'ada',
  password: 'sesame',
  ...change,
});

const mail: Message = {
  from: { name: 'Ada', address: 'ada@example.com' },
  to: [{ name: '', address: 'bob@example.com' }],
  subject: 'Grüße',
  text: 'Hello.',
  messageId: '<1@example.com>',
  date: new Date(0),
};

async function failureOf(sending: Promise<unknown>) {
  const error: unknown = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof OperationError) return error.failure;
  throw error ?? new Error('It was sent.');
}

/** A server that says `answer` to a command, once it is that one's turn. */
function refusing(at: 'onMailFrom' | 'onRcptTo' | 'onData', responseCode: number): SMTPServerOptions {
  const error = () => Object.assign(new Error('sesame, says the server'), { responseCode });
  if (at === 'onMailFrom') return { onMailFrom: (_address, _session, done) => done(error()) };
  if (at === 'onRcptTo') return { onRcptTo: (_address, _session, done) => done(error()) };
  return { onData: (stream, _session, done) => void stream.resume().on('end', () => done(error())) };
}

describe('a message', () => {
  it('arrives with all that it has, and without the addresses of blind copies', async () => {
    const server = await start();
    const sent = await deliver(
      {
        ...mail,
        cc: [{ name: 'Cy', address: 'cy@example.com' }],
        bcc: [{ name: '', address: 'secret@example.com' }],
        html: '<b>Hello</b>',
        attachments: [{ name: 'ü.txt', contentType: 'text/plain', content: Readable.from([Buffer.from('attached')]) }],
      },
      account(server.port),
    );
    expect(sent).toMatchObject({ accepted: ['bob@example.com', 'cy@example.com', 'secret@example.com'], refused: [] });
    const [got] = server.received;
    expect(got).toMatchObject({ from: 'ada@example.com', to: sent.accepted });
    expect(got?.raw).toContain('Message-ID: <1@example.com>');
    expect(got?.raw).toContain(Buffer.from('attached').toString('base64'));
    expect(got?.raw).toContain('Subject: =?UTF-8?');
    expect(got?.raw).not.toContain('secret@');
  });

  it.each(['tls', 'starttls'] as const)('goes over %s to a server by its name', async (security) => {
    const server = await start({ secure: security === 'tls', ...trusted });
    for (const host of ['127.0.0.1', 'mail.test']) await deliver(mail, account(server.port, { security, host }));
    expect(server.received.map(({ isSecure }) => isSecure)).toEqual([true, true]);
  });

  it('keeps the last words of the server, but never the password in them', async () => {
    const server = await start({
      onData: (stream, _session, done) => void stream.resume().on('end', () => done(null, 'Hi sesame')),
    });
    expect((await deliver(mail, account(server.port))).answer).toBe('250 Hi •••');
  });

  it('goes to those the server takes it for, and names the others', async () => {
    const server = await start({
      onRcptTo({ address }, _session, done) {
        done(address.startsWith('bad') ? Object.assign(new Error('unknown'), { responseCode: 550 }) : null);
      },
    });
    const to = ['bad@example.com', 'bob@example.com'].map((address) => ({ name: '', address }));
    expect(await deliver({ ...mail, to }, account(server.port))).toMatchObject({
      accepted: ['bob@example.com'],
      refused: ['bad@example.com'],
    });
  });
});

describe('a message that is not taken', () => {
  it.each<[string, SMTPServerOptions, object]>([
    [
      'a refused recipient',
      refusing('onRcptTo', 550),
      { code: 'recipient_refused', retry: 'never', message: expect.stringContaining('bob@example.com') },
    ],
    ['greylisting', refusing('onRcptTo', 451), { code: 'postponed', retry: 'later' }],
    ['a refused sender', refusing('onMailFrom', 553), { code: 'sender_refused', retry: 'never' }],
    ['a busy server', refusing('onMailFrom', 421), { code: 'postponed', retry: 'later' }],
    ['a refused message', refusing('onData', 554), { code: 'message_refused', retry: 'never' }],
    ['a full disk', refusing('onData', 452), { code: 'postponed', retry: 'later' }],
  ])('says so in words: %s', async (_what, options, expected) => {
    const server = await start(options);
    const failure = await failureOf(deliver(mail, account(server.port)));
    expect(failure).toMatchObject(expected);
    expect(failure).not.toHaveProperty('mayHaveHappened');
    expect(JSON.stringify(failure)).not.toContain('sesame');
  });

  it('is for a wrong password a matter of connecting the account again, and never says it', async () => {
    const server = await start();
    const failure = await failureOf(deliver(mail, account(server.port, { password: 'canary' })));
    expect(failure).toMatchObject({ code: 'sign_in_refused', retry: 'after-reconnect' });
    expect(JSON.stringify(failure)).not.toContain('canary');
  });

  it('is to be tried again where nobody answers, or the greeting never comes to its end', async () => {
    const gone = await startSmtp();
    await gone.stop();
    expect(await failureOf(deliver(mail, account(gone.port)))).toMatchObject({ code: 'refused', retry: 'later' });
    const rude = await start({
      onConnect: (_session, done) => done(Object.assign(new Error(), { responseCode: 554 })),
    });
    expect(await failureOf(deliver(mail, account(rude.port)))).toMatchObject({
      code: 'message_refused',
      retry: 'never',
    });
  });

  it('is not sent at all where encryption was asked for and there is none', async () => {
    const server = await start();
    for (const security of ['tls', 'starttls'] as const) {
      const failure = await failureOf(deliver(mail, account(server.port, { security })));
      expect(failure).toMatchObject({ code: 'encryption_failed', retry: 'never' });
    }
    expect(server.received).toEqual([]);
  });

  it.each(['tls', 'starttls'] as const)('is not sent over %s with a certificate nobody trusts', async (security) => {
    const server = await start({ secure: security === 'tls', ...makeCertificate() });
    const failure = await failureOf(deliver(mail, account(server.port, { security })));
    expect(failure).toMatchObject({ code: 'certificate_not_trusted', retry: 'never' });
  });
});

describe('a connection that is lost', () => {
  it('before the message was asked for means that nothing happened', async () => {
    const server = await start({ onMailFrom: () => server.cut() });
    const failure = await failureOf(deliver(mail, account(server.port)));
    expect(failure).toMatchObject({ code: 'connection_lost', retry: 'later' });
    expect(failure).not.toHaveProperty('mayHaveHappened');
  });

  it('after the message has gone means that nobody knows', async () => {
    const server = await start({ onData: (stream) => void stream.resume().on('end', () => server.cut()) });
    const failure = await failureOf(deliver(mail, account(server.port)));
    expect(failure).toMatchObject({ code: 'connection_lost', retry: 'later', mayHaveHappened: true });
  });

  it('is given up with the run', async () => {
    const stop = new AbortController();
    const server = await start({ onMailFrom: () => stop.abort() });
    const failure = await failureOf(deliver(mail, account(server.port), { signal: stop.signal }));
    expect(failure).toMatchObject({ code: 'connection_lost' });
    expect(failure).not.toHaveProperty('mayHaveHappened');
  });
});
