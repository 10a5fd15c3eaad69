import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { FileRef } from '@patchbay/connector';
import type { PlannedStep } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findBuiltIn } from '../connectors/builtIns.ts';
import { createEgress, type Egress } from '../egress/egress.ts';
import { testFiles } from '../files/testing/testFiles.ts';
import { testDatabase } from '../store/testing.ts';
import { createOperations } from './operations.ts';
import { lasting, unlimited } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let kept: Awaited<ReturnType<typeof testFiles>>;
let egress: Egress;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
  kept = await testFiles(database);
  egress = createEgress({ allowNetworks: ['127.0.0.0/8'] });
  workspaceId = (await database.prisma.workspace.create({ data: { name: 'Mail' } })).id;
});
afterAll(async () => {
  await egress.close();
  await kept.remove();
  await database.drop();
});

type Got = { method: string; path: string; type: string; length: string; body: Buffer };
type Answer = { type?: string; body: string | Buffer };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The mail server of the app, as HTTP; what it got is in `got`. */
async function serve(answer: (got: Got) => Answer) {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const { 'content-type': type = '', 'content-length': length = '' } = request.headers;
    const one = { method: request.method ?? '', path: request.url ?? '', type, length, body: await buffer(request) };
    got.push(one);
    const { type: kind = 'application/json', body } = answer(one);
    response.writeHead(200, { 'content-type': kind }).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const address = server.address();
  return { got, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
}

async function ask(connector: string, { operation, input, url }: { operation: string; input: object; url: string }) {
  const app = await findBuiltIn(connector);
  const found = app?.operations[operation];
  const step: PlannedStep = {
    id: StepId.parse('step'),
    connector,
    connectorVersion: '1',
    operation,
    kind: 'call',
    repeat: found?.repeat ?? 'unsafe',
    inputs: {},
    connection: 'c',
    incoming: [],
    catchesError: false,
  };
  const operations = createOperations(workspaceId, {
    builtIn: (asked) => {
      const one = app?.operations[asked.operation];
      return one && { operation: one, baseUrl: url };
    },
    find: async () => undefined,
    openConnection: async () => ({ name: 'Office', auth: { kind: 'bearer' }, secret: { token: 't' }, hosts: [url] }),
    mayRunUse: async () => true,
    egress,
    budget: unlimited,
    accounts: lasting,
    files: kept.files,
    hosted: {},
  });
  const { signal } = new AbortController();
  const call = { runId: 'r', step, path: 'step', input, startedAt: 7, attempt: 1, idempotencyKey: 'k', signal };
  return (await operations.call({ ...call, mode: 'live' })).output;
}

const keep = (bytes: Buffer, name: string, contentType = 'application/pdf'): Promise<FileRef> =>
  kept.files.keep({ workspaceId, name, contentType }, bytes);

it.each([0, 1, 56, 57, 58, 114, 58_367, 58_368, 58_369, 3_000_001])(
  'sends a file of %d bytes with an e-mail of Gmail, as it is',
  async (size) => {
    const { got, url } = await serve(() => ({ body: JSON.stringify({ id: 'm1', threadId: 't1' }) }));
    const bytes = randomBytes(size);
    const attachments = [await keep(bytes, 'Rechnung März.pdf'), await keep(Buffer.from('a,b'), 'b.csv', 'text/csv')];
    const input = { to: 'ada@example.com', subject: 'Files', text: 'Here.', attachments };
    expect(await ask('gmail', { operation: 'sendMessage', input, url })).toEqual({ id: 'm1', threadId: 't1' });
    expect(got[0]).toMatchObject({ method: 'POST', length: String(got[0]?.body.length) });
    expect(got[0]?.path).toBe('/upload/gmail/v1/users/me/messages/send?uploadType=multipart');
    const text = got[0]?.body.toString('latin1') ?? '';
    const letter = await simpleParser(
      text.slice(text.indexOf('message/rfc822') + 18, text.lastIndexOf('\r\n--patchbay-m')),
    );
    const files = letter.attachments.map(({ filename, contentType }) => [filename, contentType]);
    expect(files).toEqual([
      ['Rechnung März.pdf', 'application/pdf'],
      ['b.csv', 'text/csv'],
    ]);
    expect(letter.attachments[0]?.content.equals(bytes)).toBe(true);
    expect([letter.subject, letter.text?.trim()]).toEqual(['Files', 'Here.']);
  },
);

it('sends files with an e-mail of Outlook in one request', async () => {
  const { got, url } = await serve(() => ({ body: '' }));
  const bytes = randomBytes(200_000);
  const attachments = [await keep(bytes, 'a (b).pdf'), await keep(Buffer.from('x'), 'x.txt', 'text/plain')];
  const input = { to: 'ada@example.com', subject: 'Files', text: 'Here.', attachments };
  expect(await ask('outlook', { operation: 'sendMessage', input, url })).toEqual({ sent: true });
  const { message } = JSON.parse(got[0]?.body.toString('utf8') ?? '');
  const [first, second] = message.attachments;
  expect(first).toMatchObject({ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a (b).pdf' });
  expect(Buffer.from(first.contentBytes, 'base64').equals(bytes)).toBe(true);
  expect(second).toMatchObject({ name: 'x.txt', contentType: 'text/plain', contentBytes: 'eA==' });
});

it('gives an attachment of Outlook as a file that is kept', async () => {
  const bytes = randomBytes(300_000);
  const { url } = await serve(() => ({ type: 'application/octet-stream', body: bytes }));
  const input = { 'message-id': 'm1', 'attachment-id': 'a1' };
  const file = (await ask('outlook', { operation: 'downloadAttachment', input, url })) as FileRef;
  expect(file).toMatchObject({ size: 300_000, file: expect.stringMatching(/^file_/) });
  const stream = await kept.files.open(workspaceId, file.file);
  expect(stream === null ? undefined : (await buffer(stream)).equals(bytes)).toBe(true);
});

it.each([0, 1, 2, 3, 1_000_000, 12_000_001])(
  'keeps an attachment of Gmail of %d bytes while it comes, so that no journal has it',
  async (size) => {
    const bytes = randomBytes(size);
    const { got, url } = await serve(() => ({
      body: JSON.stringify({ size, data: bytes.toString(size % 2 ? 'base64url' : 'base64') }, undefined, size % 3),
    }));
    const input = { id: 'm1', attachment: 'a1', name: 'photo.jpg', contentType: 'image/jpeg' };
    const file = (await ask('gmail', { operation: 'getAttachment', input, url })) as FileRef;
    const named = { name: 'photo.jpg', contentType: 'image/jpeg', size };
    expect(file).toEqual({ file: expect.stringMatching(/^file_/), ...named });
    expect(got[0]?.path).toBe('/gmail/v1/users/me/messages/m1/attachments/a1');
    const stream = await kept.files.open(workspaceId, file.file);
    expect(stream === null ? undefined : (await buffer(stream)).equals(bytes)).toBe(true);
  },
);

it.each(['{"size":3}', '{"data":"QUJ', '[]', `{"x":"${'y'.repeat(70_000)}","data":"QUJD"}`])(
  'keeps nothing of an answer of Gmail without a whole file: %#',
  async (body) => {
    const { url } = await serve(() => ({ body }));
    const asking = ask('gmail', { operation: 'getAttachment', input: { id: 'm1', attachment: 'a1' }, url });
    await expect(asking).rejects.toMatchObject({ failure: { code: 'answer_without_file', retry: 'never' } });
  },
);

it('sends nothing where a file is gone', async () => {
  const { got, url } = await serve(() => ({ body: '{}' }));
  const attachments = [{ file: 'file_gone', name: 'a.pdf', contentType: 'application/pdf', size: 3 }];
  const input = { to: 'ada@example.com', subject: 'Files', text: 'Here.', attachments };
  for (const connector of ['gmail', 'outlook']) {
    const sending = ask(connector, { operation: 'sendMessage', input, url });
    await expect(sending).rejects.toMatchObject({ failure: { code: 'file_missing', retry: 'never' } });
  }
  expect(got).toEqual([]);
});
