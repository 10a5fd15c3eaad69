import { setImmediate } from 'node:timers/promises';
import { type FlowDocument, StepId } from '@patchbay/flow';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../../api/testing.ts';
import { startSmtp } from '../../mail/testing/smtpServer.ts';
import { draw, literal } from '../../runs/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
const servers: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada'));
});
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));
afterAll(() => test.drop());

async function start(options: Parameters<typeof startSmtp>[0] = {}) {
  const server = await startSmtp(options);
  servers.push(server);
  return server;
}

async function connect(port: number, password = 'sesame'): Promise<string> {
  const values = {
    host: '127.0.0.1',
    port: String(port),
    security: 'none',
    user: 'ada',
    password,
    from: 'Ada <ada@example.com>',
  };
  const auth = { kind: 'fields' as const, id: 'smtp', values };
  return (await api.connection.create({ workspaceId, connector: 'email', name: 'Office', auth })).id;
}

function sending(fields: Record<string, unknown>, connection?: string): FlowDocument {
  const given = { to: 'bob@example.com', subject: 'Hi', text: 'Hello.', ...fields };
  const inputs = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, literal(value)]));
  const document = draw(
    { order: { operation: 'manual', inputs: { example: literal({}) } }, step: { operation: 'code', inputs } },
    'order -> step',
  );
  const step = document.steps[StepId.parse('step')];
  if (step !== undefined)
    Object.assign(step, { uses: { connector: 'email', version: '1', operation: 'send' }, connection });
  return document;
}

/** The last word about the step, and the whole journal as text. */
async function run(document: FlowDocument, mode: 'live' | 'mock' = 'live') {
  const { id: flowId } = await api.flow.create({ workspaceId, name: 'Mail', document });
  const { runId } = await api.run.try({ flowId, document, mode, payload: {} });
  for (;;) {
    const journal = await test.app.journal.read(runId);
    const said = journal.find(
      (event) =>
        ['step.succeeded', 'step.failed', 'step.retrying'].includes(event.type) &&
        'path' in event &&
        event.path === 'step',
    );
    if (said !== undefined) return { said, text: JSON.stringify(await test.app.journal.read(runId)), runId };
    await setImmediate();
  }
}

async function keep(content: string, name = 'invoice.pdf') {
  return test.app.files.keep({ workspaceId, name, contentType: 'application/pdf' }, Buffer.from(content));
}

describe('a step that sends an e-mail', () => {
  it('sends it with its files, and says whom the server took it for', async () => {
    const server = await start();
    const fields = { cc: 'cy@example.com', inReplyTo: 'q@example.com', attachments: [await keep('the invoice')] };
    const { said, text } = await run(sending(fields, await connect(server.port)));
    expect(said).toMatchObject({
      type: 'step.succeeded',
      output: {
        accepted: ['bob@example.com', 'cy@example.com'],
        refused: [],
        messageId: expect.stringMatching(/@example.com>$/),
      },
    });
    const [got] = server.received;
    expect(got?.raw).toContain('From: Ada <ada@example.com>');
    expect(got?.raw).toContain('In-Reply-To: <q@example.com>');
    expect(got?.raw).toContain('filename=invoice.pdf');
    expect(got?.raw).toContain(Buffer.from('the invoice').toString('base64'));
    expect(text).not.toContain('sesame');
  });

  it('sends a text beside HTML that comes without one', async () => {
    const server = await start();
    await run(sending({ text: '', html: '<p>Hello <b>Bob</b></p>' }, await connect(server.port)));
    const [got] = server.received;
    expect(got?.raw).toMatch(/Content-Type: text\/plain.*Hello Bob.*Content-Type: text\/html.*<b>Bob<\/b>/s);
  });

  it('sends nothing in a try on sample data, and shows what it would have sent, account or not', async () => {
    const server = await start();
    for (const connection of [await connect(server.port), undefined]) {
      const { said } = await run(sending({ attachments: [await keep('x')] }, connection), 'mock');
      const preview = { to: 'bob@example.com', subject: 'Hi', text: 'Hello.', attachments: ['invoice.pdf'] };
      expect(said).toMatchObject({ type: 'step.succeeded', output: { accepted: ['bob@example.com'], preview } });
    }
    expect(server.received).toEqual([]);
  });

  it('waits for the account to be connected again where the password is wrong, and never says it', async () => {
    const server = await start();
    const { said, text, runId } = await run(sending({}, await connect(server.port, 'canary-7d1')));
    expect(said).toMatchObject({ failure: { code: 'sign_in_refused', retry: 'after-reconnect' } });
    const shown = JSON.stringify([
      await api.run.get({ runId }),
      await api.connection.list({ workspaceId }),
      test.errors,
    ]);
    expect(text + shown).not.toContain('canary');
  });

  it('asks a person where the connection was lost after the message had gone', async () => {
    const server = await start({ onData: (stream) => void stream.resume().on('end', () => server.cut()) });
    const { said } = await run(sending({}, await connect(server.port)));
    expect(said).toMatchObject({ type: 'step.failed', failure: { code: 'outcome_unknown', retry: 'never' } });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no address', { to: 'nobody' }, 'address_not_valid'],
    ['an empty one', { to: ' , ' }, 'no_recipient'],
    ['a line break in an address', { cc: 'a@example.com\r\nBcc: eve@example.com' }, 'address_not_valid'],
    ['a command in an address', { to: 'a@example.com> SIZE=1\r\nRCPT TO:<eve@example.com' }, 'address_not_valid'],
    ['two senders', { from: 'a@example.com, b@example.com' }, 'address_not_valid'],
    ['a broken message id', { inReplyTo: '<a b>' }, 'message_id_not_valid'],
    [
      'a file of nobody',
      { attachments: [{ file: 'file_none', name: 'x', contentType: 'a/b', size: 1 }] },
      'file_missing',
    ],
    [
      'what is no file',
      { attachments: [{ file: '/etc/passwd', name: 'x', contentType: 'a/b', size: 1 }] },
      'file_not_valid',
    ],
    [
      'too many people',
      { to: Array.from({ length: 101 }, (_, at) => `a${at}@example.com`).join() },
      'too_many_recipients',
    ],
  ])('refuses %s before anything is sent', async (_what, fields, code) => {
    const server = await start();
    const { said } = await run(sending(fields, await connect(server.port)));
    expect(said).toMatchObject({ type: 'step.failed', failure: { code, retry: 'never' } });
    expect(server.received).toEqual([]);
  });

  it('lets no line break in a subject or a file name begin a header', async () => {
    const server = await start();
    const fields = { subject: 'Hi\r\nBcc: eve@example.com', attachments: [await keep('x', 'a\r\nX-Evil: 1.pdf')] };
    await run(sending(fields, await connect(server.port)));
    const [got] = server.received;
    expect(got?.raw).toContain('Subject: Hi Bcc: eve@example.com');
    expect(got?.raw).not.toMatch(/^(Bcc|X-Evil):/m);
    expect(got?.to).toEqual(['bob@example.com']);
  });

  it('refuses an account that only receives', async () => {
    const values = { host: '127.0.0.1', user: 'ada', password: 'sesame' };
    const auth = { kind: 'fields' as const, id: 'imap', values };
    const { id } = await api.connection.create({ workspaceId, connector: 'email', name: 'Inbox', auth });
    expect((await run(sending({}, id))).said).toMatchObject({ failure: { code: 'connection_of_another_kind' } });
  });
});

describe('an account with fields', () => {
  it('is sealed whole, and nothing of it is ever given back', async () => {
    const values = {
      host: 'mail-canary',
      user: 'user-canary',
      password: 'password-canary',
      from: 'from-canary@example.com',
    };
    const auth = { kind: 'fields' as const, id: 'smtp', values };
    const created = await api.connection.create({ workspaceId, connector: 'email', name: 'Sealed', auth });
    expect(created).toMatchObject({ kind: 'fields', way: 'smtp', name: 'Sealed' });
    const row = await test.instance.database.prisma.connection.findUniqueOrThrow({ where: { id: created.id } });
    expect(Object.keys(row.sealed ?? {}).toSorted()).toEqual(['from', 'host', 'password', 'security', 'user']);
    expect(JSON.stringify([created, row, await api.connection.list({ workspaceId })])).not.toContain('canary');
  });

  it.each([
    ['a connector that takes none', 'core', 'smtp'],
    ['another way', 'email', 'pop3'],
  ])('is refused for %s', async (_what, connector, id) => {
    const auth = { kind: 'fields' as const, id, values: {} };
    const refused = api.connection.create({ workspaceId, connector, name: 'X', auth });
    await expect(refused).rejects.toMatchObject({ cause: { code: 'connection_kind_mismatch' } });
  });
});
