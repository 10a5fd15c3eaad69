import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMail } from '../compose/openMail.ts';
import { readSmtpUrl } from './mailServer.ts';
import { startSmtp } from './testing/smtpServer.ts';

let server: Awaited<ReturnType<typeof startSmtp>>;
beforeAll(async () => {
  server = await startSmtp();
});
afterAll(() => server.stop());

function open(user: string) {
  const mail = readSmtpUrl(
    `smtp://${user}@127.0.0.1:${server.port}?security=none&from=Patchbay <patchbay@example.com>`,
  );
  if (mail === null) throw new Error('Not a mail server.');
  return openMail({ mail });
}

it('sends a mail of Patchbay itself, also to a server on a private network', async () => {
  const { sendMail, close } = open('ada:sesame');
  await sendMail?.({ to: 'bob@example.com', subject: 'Please approve', text: 'Here: https://patchbay.example.com/a' });
  expect(server.received).toMatchObject([{ from: 'patchbay@example.com', to: ['bob@example.com'] }]);
  expect(server.received[0]?.raw).toContain('From: Patchbay <patchbay@example.com>');
  await close();
});

it('says in words what is wrong, and never the password', async () => {
  const { sendMail, close } = open('ada:canary');
  const error: unknown = await sendMail?.({ to: 'bob@example.com', subject: 'x', text: 'y' }).catch((thrown) => thrown);
  expect(error).toMatchObject({ failure: { code: 'sign_in_refused' } });
  expect(JSON.stringify(error) + String(error)).not.toContain('canary');
  await close();
});

it('is not there where no server is set', () => {
  expect(openMail({}).sendMail).toBeUndefined();
});

it.each([
  ['smtps://a:b@h?from=a@b.c', { host: 'h', port: 465, security: 'tls', user: 'a', password: 'b' }],
  ['smtp://h?from=a@b.c', { host: 'h', port: 587, security: 'starttls' }],
  ['smtp://[::1]:2525?security=none&from=a@b.c', { host: '::1', port: 2525, security: 'none' }],
])('reads %s', (text, expected) => {
  expect(readSmtpUrl(text)?.server).toMatchObject(expected);
});

it.each(['http://h?from=a@b.c', 'smtps://h', 'smtps://h?from=nobody', 'smtps://%ZZ@h?from=a@b.c', 'h'])(
  'refuses %s',
  (text) => {
    expect(readSmtpUrl(text)).toBeNull();
  },
);
