import { diffFlows, type FlowDocument } from '@patchbay/flow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../../api/testing.ts';
import { draw, literal, object, ref } from '../../runs/testing.ts';
import { trustedCertificate } from '../testing/certificate.ts';
import { startImap } from '../testing/imapServer.ts';

type Imap = Awaited<ReturnType<typeof startImap>>;

let test: TestApp;
let api: Caller;
let workspaceId: string;
let imap: Imap;
const certificate = trustedCertificate();

beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.drop());
beforeEach(async () => {
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  imap = await startImap();
});
afterEach(async () => {
  await test.instance.database.prisma.flow.deleteMany({});
  await imap.stop();
});

const letter = (subject: string, more = '') =>
  `From: Bob <bob@example.com>\nTo: ada@example.com\nSubject: ${subject}\nMessage-ID: <${subject}@example.com>\n${more}\nHello.`;

async function connect(values: Record<string, string> = {}): Promise<string> {
  const typed = {
    host: '127.0.0.1',
    port: String(imap.port),
    security: 'none',
    user: 'ada',
    password: 'sesame',
    ...values,
  };
  const auth = { kind: 'fields' as const, id: 'imap', values: typed };
  return (await api.connection.create({ workspaceId, connector: 'email', name: 'Inbox', auth })).id;
}

function watching(connection: string, fields: Record<string, unknown> = {}): FlowDocument {
  const inputs = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, literal(value)]));
  const note = { operation: 'setFields', inputs: { fields: object({ about: ref('mail.subject') }) } };
  const drawn = draw({ mail: { operation: 'poll', connection }, note }, 'mail -> note');
  const step = drawn.steps.mail;
  if (step === undefined) throw new Error('no step');
  const uses = { connector: 'email', version: '1', operation: 'received' };
  return { ...drawn, steps: { ...drawn.steps, mail: { ...step, uses, inputs } } };
}

async function live(document: FlowDocument): Promise<string> {
  const { id: flowId } = await api.flow.create({ workspaceId, name: 'Mails', document });
  await api.flow.publish({ flowId, revision: 0, activate: true });
  return flowId;
}

/** As if the time of the next look had come. */
async function look(): Promise<void> {
  await test.instance.database.pool.query(
    `update poll set next_due_at = now() - interval '1 second' where next_due_at is not null`,
  );
  await test.poller.lookAtDue();
}

async function started(flowId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await test.instance.database.pool.query<{ events: string }>(
    'select j.events from run r join run_journal j on j.run_id = r.id where r.flow_id = $1 and j.index = 0 order by r.id',
    [flowId],
  );
  return rows.map(({ events }) => JSON.parse(events)[0].payload);
}

const subjects = async (flowId: string) => (await started(flowId)).map(({ subject }) => subject);
const pollOf = (flowId: string) => test.instance.database.prisma.poll.findFirstOrThrow({ where: { flowId } });

describe('an e-mail that arrives', () => {
  it('starts the flow once, and those that were there before do not', async () => {
    imap.deliver(letter('old'));
    const flowId = await live(watching(await connect()));
    await look();
    imap.deliver(letter('one'));
    imap.deliver(letter('two'));
    await look();
    await look();
    expect(await subjects(flowId)).toEqual(['one', 'two']);
    expect((await pollOf(flowId)).error).toBeNull();
  });

  it('starts it for what was there already where that is asked for', async () => {
    for (const subject of ['one', 'two']) imap.deliver(letter(subject));
    const flowId = await live(watching(await connect(), { first: 'start' }));
    await look();
    await look();
    expect(await subjects(flowId)).toEqual(['one', 'two']);
  });

  it('comes with its parts: addresses, texts and files', async () => {
    const flowId = await live(watching(await connect(), { first: 'start' }));
    const parts = [
      'From: =?UTF-8?Q?Z=C3=B6e?= <zoe@example.com>\nTo: Team: a@example.com, B <b@example.com>;\nCc: c@example.com',
      'Reply-To: office@example.com\nSubject: =?ISO-8859-1?Q?Gr=FC=DFe?=\nDate: Mon, 2 Mar 2026 10:30:00 +0100',
      'Message-ID: <m@example.com>\nIn-Reply-To: <q@example.com>\nMIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n<p>Hi <b>you</b></p>',
      '--x\nContent-Type: application/pdf; name="in/voice.pdf"\nContent-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="in/voice.pdf"\n\naGVsbG8=\n--x--\n',
    ];
    imap.deliver(parts.join('\n').replace('base64\nContent', 'base64\nContent'));
    await look();
    const [mail] = await started(flowId);
    expect(mail).toMatchObject({
      from: 'zoe@example.com',
      fromName: 'Zöe',
      to: ['a@example.com', 'b@example.com'],
      cc: ['c@example.com'],
      replyTo: 'office@example.com',
      subject: 'Grüße',
      date: '2026-03-02T09:30:00.000Z',
      text: 'Hi you',
      messageId: '<m@example.com>',
      inReplyTo: '<q@example.com>',
      attachments: [{ name: expect.stringContaining('voice.pdf'), contentType: 'application/pdf', size: 5 }],
      leftOut: [],
    });
    const file = String((await test.instance.database.prisma.file.findFirstOrThrow({ where: { workspaceId } })).id);
    const chunks: Buffer[] = [];
    for await (const chunk of (await test.app.files.open(workspaceId, file)) ?? []) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('hello');
  });

  it.each([
    ['from', { from: '@EXAMPLE.com' }, ['yes']],
    ['subject', { subject: 'YES' }, ['yes']],
    ['unread ones', { unseen: true }, ['yes']],
  ])('is left out where it does not fit: %s', async (_what, fields, expected) => {
    imap.deliver(letter('no').replace('bob@example.com', 'bob@other.com'), ['\\Seen']);
    imap.deliver(letter('yes'));
    const flowId = await live(watching(await connect(), { first: 'start', ...fields }));
    await look();
    expect(await subjects(flowId)).toEqual(expected);
  });

  it('is taken as it is where it is broken', async () => {
    const flowId = await live(watching(await connect(), { first: 'start' }));
    const broken = [
      '\u00ff\u00fe\u0000\u0001 no header at all',
      'Content-Type: multipart/mixed; boundary=never\n\nno part',
      'Subject: cut\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: base64\n\n%%%',
      'Subject: =?nonsense?Q?=ZZ?=\nDate: yesterday\nFrom: <<<>>>\nContent-Type: text/plain; charset=klingon\n\n\u00e4',
      '',
    ];
    for (const raw of broken) imap.deliver(raw);
    await look();
    const mails = await started(flowId);
    expect(mails).toHaveLength(broken.length);
    for (const { date } of mails) expect(date).toMatch(/^2026-01-01T/);
  });

  it('has what is too large named and not kept', async () => {
    const flowId = await live(watching(await connect(), { first: 'start' }));
    const part = (name: string, bytes: number) =>
      `--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=${name}\n\n${'0123456789abcdef\n'.repeat(bytes / 17)}`;
    imap.deliver(
      `Subject: large\nContent-Type: multipart/mixed; boundary=x\n\n${part('big.txt', 26_000_000)}${part('small.txt', 170)}--x--\n`,
    );
    await look();
    expect(await started(flowId)).toMatchObject([
      { subject: 'large', leftOut: [{ name: 'big.txt' }], attachments: [{ name: 'small.txt' }] },
    ]);
  });
});

describe('what becomes of it in the mailbox', () => {
  it('is nothing, unless it is said', async () => {
    imap.deliver(letter('one'));
    await live(watching(await connect(), { first: 'start' }));
    await look();
    expect(imap.mailbox().messages.map(({ flags }) => flags)).toEqual([[]]);
  });

  it('is that it is marked as read', async () => {
    imap.deliver(letter('one'));
    const flowId = await live(watching(await connect(), { first: 'start', after: 'seen', subject: 'one' }));
    imap.deliver(letter('other'));
    await look();
    expect(imap.mailbox().messages.map(({ flags }) => flags)).toEqual([['\\Seen'], []]);
    expect((await pollOf(flowId)).cursor).not.toHaveProperty('pending');
  });

  it('is that it is moved', async () => {
    imap.deliver(letter('one'));
    const flowId = await live(watching(await connect(), { first: 'start', after: 'move', moveTo: 'Done' }));
    await look();
    imap.deliver(letter('two'));
    await look();
    expect(imap.mailbox().messages).toEqual([]);
    expect(imap.mailbox('Done').messages).toHaveLength(2);
    expect(await subjects(flowId)).toEqual(['one', 'two']);
  });

  it('is done by the next look where the connection was lost meanwhile', async () => {
    imap.deliver(letter('one'));
    const flowId = await live(watching(await connect(), { first: 'start', after: 'seen', unseen: true }));
    const restore = imap.cutAt('UID STORE');
    await look();
    expect(await subjects(flowId)).toEqual(['one']);
    expect((await pollOf(flowId)).cursor).toMatchObject({ pending: [1] });
    restore();
    await look();
    expect(imap.mailbox().messages.map(({ flags }) => flags)).toEqual([['\\Seen']]);
    expect(await subjects(flowId)).toEqual(['one']);
  });
});

describe('a mailbox', () => {
  it('loses nothing while the flow is off', async () => {
    const flowId = await live(watching(await connect()));
    await look();
    await api.flow.setActive({ flowId, active: false });
    imap.deliver(letter('meanwhile'));
    await look();
    await api.flow.setActive({ flowId, active: true });
    await test.poller.lookAtDue();
    expect(await subjects(flowId)).toEqual(['meanwhile']);
  });

  it('that is numbered anew starts nothing twice and loses nothing', async () => {
    const flowId = await live(watching(await connect()));
    await look();
    imap.deliver(letter('one'));
    await look();
    imap.deliver(letter('two'));
    imap.numberAnew();
    await look();
    imap.deliver(letter('three'));
    await look();
    expect(await subjects(flowId)).toEqual(['one', 'two', 'three']);
  });

  it('is read in parts where it has more than one look takes', async () => {
    for (let at = 1; at <= 30; at += 1) imap.deliver(letter(`m${at}`));
    const flowId = await live(watching(await connect(), { first: 'start' }));
    await look();
    expect(await started(flowId)).toHaveLength(25);
    // The rest is due at once.
    await test.poller.lookAtDue();
    expect(await subjects(flowId)).toEqual(Array.from({ length: 30 }, (_, at) => `m${at + 1}`));
  });

  it('is remembered with the runs or not at all', async () => {
    imap.deliver(letter('one'));
    const flowId = await live(watching(await connect(), { first: 'start', after: 'seen' }));
    const { pool } = test.instance.database;
    await pool.query('alter table run_lease rename to gone');
    await expect(test.poller.lookAtDue()).rejects.toThrow('run_lease');
    await pool.query('alter table gone rename to run_lease');
    expect(await started(flowId)).toEqual([]);
    expect(imap.mailbox().messages[0]?.flags).toEqual([]);
    await pool.query(`update poll set claimed_until = now() - interval '1 second'`);
    await test.poller.lookAtDue();
    expect(await subjects(flowId)).toEqual(['one']);
  });

  it.each(['tls', 'starttls'] as const)('is reached over %s', async (security) => {
    await imap.stop();
    imap = await startImap({ certificate, secure: security === 'tls' });
    imap.deliver(letter('one'));
    const flowId = await live(watching(await connect({ security }), { first: 'start' }));
    await look();
    expect((await pollOf(flowId)).error).toBeNull();
    expect(await subjects(flowId)).toEqual(['one']);
  });
});

describe('an account that does not work', () => {
  it('is said in words, loses nothing, and goes on with another one', async () => {
    const flowId = await live(watching(await connect()));
    await look();
    imap.setPassword('changed-canary');
    imap.deliver(letter('one'));
    await look();
    const { error, failures } = await pollOf(flowId);
    expect(error).toBe('127.0.0.1 refused the user name or the password of “Inbox”. Connect the account again.');
    expect(failures).toBe(1);
    const again = watching(await connect({ password: 'changed-canary' }));
    const before = (await api.flow.get({ flowId })).draft.document;
    await api.flow.saveDraft({ flowId, revision: 0, diff: diffFlows(before, again), clientId: 'tab' });
    await api.flow.publish({ flowId, revision: 1 });
    await look();
    expect(await subjects(flowId)).toEqual(['one']);
    expect(await pollOf(flowId)).toMatchObject({ error: null, failures: 0 });
  });

  it.each<[string, { values?: Record<string, string>; fields?: Record<string, unknown> }, RegExp]>([
    ['a mailbox that is not there', { fields: { mailbox: 'Nowhere' } }, /has no mailbox “Nowhere”/],
    ['encryption it does not have', { values: { security: 'tls' } }, /does not take TLS on port/],
    ['encryption it does not offer', { values: { security: 'starttls' } }, /does not take STARTTLS on port/],
    ['a port nobody listens on', { values: { port: '1' } }, /the connection was refused/],
    ['a private network', { values: { host: '10.1.2.3' } }, /private network/],
  ])('is said in words: %s', async (_what, { values, fields }, sentence) => {
    const flowId = await live(watching(await connect(values), fields));
    await look();
    expect((await pollOf(flowId)).error).toMatch(sentence);
    expect(JSON.stringify([await pollOf(flowId), test.errors])).not.toContain('sesame');
  });

  it('is tried again where the connection is cut in the middle', async () => {
    imap.deliver(letter('one'));
    const flowId = await live(watching(await connect(), { first: 'start' }));
    const restore = imap.cutAt('UID SEARCH');
    await look();
    expect((await pollOf(flowId)).error).toBe('The connection to 127.0.0.1 was lost.');
    restore();
    await look();
    expect(await subjects(flowId)).toEqual(['one']);
  });
});
