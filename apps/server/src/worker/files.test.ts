import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { type FileRef, isFileRef, type Operation, sampleFile } from '@patchbay/connector';
import { builtInConnectors } from '@patchbay/connectors';
import { type CallRequest, OUTCOME_UNKNOWN, type PlannedStep } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from '../egress/egress.ts';
import { type FileStore, FilesUnavailable } from '../files/fileStore.ts';
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
  workspaceId = (await database.prisma.workspace.create({ data: { name: 'Files' } })).id;
});
afterAll(async () => {
  await egress.close();
  await kept.remove();
  await database.drop();
});

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type Got = { headers: IncomingMessage['headers']; body: Buffer };

/** An API on loopback; what it got is in `got`. */
async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    got.push({ headers: request.headers, body: await buffer(request) });
    answer(response, request);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  servers.push({ close });
  const address = server.address();
  return { got, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
}

function ask(connector: string, operation: string, request: Partial<CallRequest> & { files?: FileStore } = {}) {
  const { files = kept.files, ...changes } = request;
  const found: Operation | undefined = builtInConnectors.find(({ id }) => id === connector)?.operations[operation];
  const step: PlannedStep = {
    id: StepId.parse('step'),
    connector,
    connectorVersion: '1',
    operation,
    kind: 'call',
    repeat: found?.repeat ?? 'unsafe',
    inputs: {},
    incoming: [],
    catchesError: false,
  };
  const operations = createOperations(workspaceId, {
    builtIn: () => found && { operation: found, baseUrl: null },
    find: async () => undefined,
    openConnection: async () => undefined,
    mayRunUse: async () => true,
    egress,
    budget: unlimited,
    accounts: lasting,
    files,
    hosted: {},
  });
  const { signal } = new AbortController();
  const call = { runId: 'r', step, path: 'step', input: {}, startedAt: 7, attempt: 1, idempotencyKey: 'k', signal };
  return operations.call({ ...call, mode: 'live', ...changes });
}

const http = async (input: object, changes?: Parameters<typeof ask>[2]) => {
  const { output } = await ask('core', 'http', { input, ...changes });
  return output as { status: number; headers: Record<string, string>; body: unknown };
};

function refIn(value: unknown): FileRef {
  if (!isFileRef(value)) throw new Error(`${JSON.stringify(value)} is no file.`);
  return value;
}

async function bytesOf({ file }: FileRef): Promise<Buffer> {
  const bytes = await kept.files.open(workspaceId, file);
  if (bytes === null) throw new Error('It is gone.');
  return buffer(bytes);
}

const keep = (bytes: Buffer, name = 'orders.csv', contentType = 'text/csv') =>
  kept.files.keep({ workspaceId, name, contentType }, bytes);

describe('an answer', () => {
  it.each([
    ['image/png', {}, '/img/logo.png?x=1', 'logo.png'],
    ['application/pdf', { 'content-disposition': 'inline; filename="in voice.pdf"' }, '/x', 'in voice.pdf'],
    ['text/csv', { 'content-disposition': "attachment; filename*=UTF-8''M%C3%A4rz.csv" }, '/x', 'März.csv'],
    ['application/zip', { 'content-disposition': 'attachment; filename="../../etc/passwd"' }, '/', 'passwd'],
  ])('of the type %s with %j is kept as a file', async (...[type, headers, path, name]) => {
    const bytes = Buffer.from('a,b\n1,2\n');
    const { url } = await serve((response) => response.writeHead(200, { 'content-type': type, ...headers }).end(bytes));
    const output = await http({ url: url + path });
    expect(output).toMatchObject({ status: 200, body: { name, contentType: type, size: bytes.length } });
    expect((await bytesOf(refIn(output.body))).equals(bytes)).toBe(true);
  });

  it('that is a text is kept as a file where the step asks for it, unpacked', async () => {
    const { url } = await serve((response) =>
      response.writeHead(200, { 'content-type': 'text/csv', 'content-encoding': 'gzip' }).end(gzipSync('a,b')),
    );
    expect((await http({ url })).body).toBe('a,b');
    expect((await bytesOf(refIn((await http({ url, asFile: true })).body))).toString()).toBe('a,b');
  });

  it.each([
    ['application/json', { 'content-disposition': 'attachment; filename="api.json"' }, '{"a":1}', { a: 1 }],
    ['image/png', { 'content-length': '0' }, '', null],
    ['text/plain', {}, 'hello', 'hello'],
  ])('of the type %s with %j stays data', async (...[type, headers, sent, body]) => {
    const { url } = await serve((response) => response.writeHead(200, { 'content-type': type, ...headers }).end(sent));
    expect((await http({ url })).body).toEqual(body);
  });

  it('that refuses is a failure whatever its type, and keeps nothing', async () => {
    const { url } = await serve((response) => response.writeHead(404, { 'content-type': 'image/png' }).end('x'));
    await expect(http({ url, asFile: true })).rejects.toMatchObject({ failure: { status: 404 } });
  });

  it('is not asked for again by itself where the request was not safe to repeat and there was no room', async () => {
    const { url } = await serve((response) => response.writeHead(200, { 'content-type': 'image/png' }).end('x'));
    const full: FileStore = { ...kept.files, keep: () => Promise.reject(new FilesUnavailable('full')) };
    const failing = (method: string) => http({ url, method, body: 'a' }, { files: full });
    await expect(failing('POST')).rejects.toMatchObject({ failure: { code: OUTCOME_UNKNOWN, retry: 'never' } });
    await expect(failing('GET')).rejects.toMatchObject({ failure: { code: 'file_store_full', retry: 'later' } });
  });

  it('is a sample in a try on sample data, which reads as a sample too', async () => {
    const { body } = await http({ url: 'http://127.0.0.1:9', asFile: true }, { mode: 'mock' });
    expect(body).toEqual(sampleFile);
    const read = await ask('data', 'readCsv', { input: { source: body }, mode: 'mock' });
    expect(read.output).toMatchObject({ rows: [{ number: '1042' }] });
  });
});

describe('a file that is sent', () => {
  it('goes out as the whole body, with its type and length', async () => {
    const bytes = Buffer.alloc(30_000_000, 'x');
    const { url, got } = await serve((response) => response.end('{}'));
    await http({ url, method: 'PUT', body: await keep(bytes) });
    expect(got[0]?.headers).toMatchObject({ 'content-type': 'text/csv', 'content-length': '30000000' });
    expect(got[0]?.body.equals(bytes)).toBe(true);
  });

  it('goes out as a part of a form, byte for byte, beside plain values', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 256));
    const { url, got } = await serve((response) => response.end('{}'));
    const body = { note: 'March', file: await keep(bytes, 'a "b".bin', 'application/x-thing'), n: 5 };
    await http({ url, method: 'POST', send: 'multipart', body });
    const [sent] = got;
    const headers = { 'content-type': String(sent?.headers['content-type']) };
    const form = await new Response(new Uint8Array(sent?.body ?? []), { headers }).formData();
    const file = form.get('file');
    if (!(file instanceof File)) throw new Error('No file arrived.');
    expect([form.get('note'), form.get('n'), file.type]).toEqual(['March', '5', 'application/x-thing']);
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    expect(sent?.headers['content-length']).toBe(String(sent?.body.length));
  });

  it('is read again for every attempt', async () => {
    const { url, got } = await serve((response) => response.writeHead(got.length === 1 ? 503 : 200).end('{}'));
    const body = await keep(Buffer.from('again'));
    await expect(http({ url, method: 'PUT', body })).rejects.toMatchObject({ failure: { retry: 'later' } });
    await http({ url, method: 'PUT', body }, { attempt: 2 });
    expect(got.map((it) => it.body.toString())).toEqual(['again', 'again']);
  });

  it('cannot stand inside JSON, which is said before anything is sent', async () => {
    const { url, got } = await serve((response) => response.end('{}'));
    const sent = http({ url, method: 'POST', body: { invoice: await keep(Buffer.from('a')) } });
    await expect(sent).rejects.toMatchObject({ failure: { code: 'file_in_json', retry: 'never' } });
    expect(got).toEqual([]);
  });

  it('that is gone, foreign or made up fails in words, before anything is sent', async () => {
    const { url, got } = await serve((response) => response.end('{}'));
    const other = (await database.prisma.workspace.create({ data: { name: 'Other' } })).id;
    const foreign = await kept.files.keep({ workspaceId: other, name: 'a.txt', contentType: 'a/b' }, Buffer.from('a'));
    const forged = { file: 'file_../../key', name: 'x', contentType: 'a/b', size: 1 };
    for (const body of [foreign, forged, sampleFile]) {
      const failure = {
        failure: { code: 'file_missing', retry: 'never', message: expect.stringContaining(body.name) },
      };
      await expect(http({ url, method: 'POST', body })).rejects.toMatchObject(failure);
      await expect(ask('data', 'readFile', { input: { file: body } })).rejects.toMatchObject(failure);
    }
    expect(got).toEqual([]);
  });
});

describe('a step that works on files', () => {
  it('is given their bytes, and gives references', async () => {
    const rows = await ask('data', 'readCsv', { input: { source: await keep(Buffer.from('n,t\n1,2\n')) } });
    expect(rows.output).toMatchObject({ rows: [{ n: '1', t: '2' }] });
    const made = await ask('data', 'makeExcel', { input: { rows: [{ n: 1 }], fileName: '../r.xlsx' } });
    expect(made.output).toMatchObject({ count: 1, file: { name: 'r.xlsx', size: expect.any(Number) } });
    expect(JSON.stringify(made.output)).not.toContain('base64');
    const { file } = made.output as { file: FileRef };
    const read = await ask('data', 'readExcel', { input: { file } });
    expect(read.output).toMatchObject({ rows: [{ n: 1 }], sheets: ['Sheet1'] });
  });

  it('takes plain text as it always did', async () => {
    const { output } = await ask('data', 'readCsv', { input: { source: 'n\n1' } });
    expect(output).toMatchObject({ rows: [{ n: '1' }] });
  });

  it.each([
    ['one', [26_000_000]],
    ['several together', [24_000_000, 24_000_000, 24_000_000]],
  ])('refuses %s that would not fit in memory', async (_what, sizes) => {
    const files: FileRef[] = [];
    for (const size of sizes) files.push(await keep(Buffer.alloc(size)));
    await expect(ask('data', 'makeFile', { input: { content: files } })).rejects.toMatchObject({
      failure: { code: 'file_too_large', retry: 'never', message: expect.stringContaining('25 MB') },
    });
  });

  it('says that a file is in another encoding', async () => {
    const file = await keep(Buffer.from('Müller', 'latin1'));
    expect((await ask('data', 'readFile', { input: { file } })).output).toEqual({ text: 'Müller' });
    await expect(ask('data', 'readCsv', { input: { source: file, encoding: 'utf-8' } })).rejects.toMatchObject({
      failure: { code: 'encoding_not_valid', message: expect.stringContaining('Choose another encoding') },
    });
  });

  it('does its work in a try on sample data as well', async () => {
    const { output } = await ask('data', 'makeFile', { input: { content: 'hi' }, mode: 'mock' });
    const { file } = output as { file: FileRef };
    expect(file).toMatchObject({ name: 'note.txt', contentType: 'text/plain', size: 2 });
    expect((await bytesOf(file)).toString()).toBe('hi');
  });
});

it('refuses an output that is too large for a journal', async () => {
  const half = 'x'.repeat(13_000_000);
  const joined = ask('data', 'readJson', { input: { source: `["${half}","x"]` } });
  await expect(joined).resolves.toBeDefined();
  const operations = createOperations(workspaceId, {
    builtIn: () => ({
      operation: { ...builtInConnectors[0]?.operations.setFields, perform: () => [half, half] } as Operation,
      baseUrl: null,
    }),
    find: async () => undefined,
    openConnection: async () => undefined,
    mayRunUse: async () => true,
    egress,
    budget: unlimited,
    accounts: lasting,
    files: kept.files,
    hosted: {},
  });
  const step = { id: 'a', connector: 'core', operation: 'setFields' } as unknown as PlannedStep;
  expect(() => operations.compute({ step, input: {} })).toThrow('more than 25 MB');
});
