import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { draw, formula, literal, object, ref } from '../runs/testing.ts';
import { eventually } from '../worker/testing.ts';

const run = promisify(execFile);
const main = new URL('./main.ts', import.meta.url).pathname;

let test: TestApp;
let api: Caller;
let workspaceId: string;
let folder: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  folder = await mkdtemp(join(tmpdir(), 'patchbay-cli-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await test.drop();
});

/** Types a command as a person would, in a process of its own beside the running server. */
async function cli(...argv: string[]): Promise<{ code: number; said: string; complained: string }> {
  const env = { ...process.env, DATABASE_URL: test.instance.database.url, PATCHBAY_HOME: folder };
  try {
    const { stdout, stderr } = await run(process.execPath, [main, ...argv], { env });
    return { code: 0, said: stdout, complained: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }; // What execFile rejects with.
    return { code, said: stdout, complained: stderr };
  }
}

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const hook = { operation: 'webhook', inputs: { method: literal('POST'), example: literal({ total: 1 }) } };
const sound = draw(
  { order: hook, reply: { operation: 'respond', inputs: { status: literal(200) } } },
  'order -> reply',
);

describe('the command line', () => {
  it('gives somebody a link for another password, and takes their second factor away', async () => {
    const { prisma } = test.instance.database;
    const { email, id } = await prisma.user.findFirstOrThrow();
    await prisma.user.update({ where: { id }, data: { twoFactorEnabled: true } });
    expect((await cli('people', 'reset', email.toUpperCase())).said).toMatch(/\/new-password\?token=[\w-]{32}\n$/);
    expect((await cli('people', 'two-factor-off', email)).said).toBe(
      `Signing in asks ${email} for the password only.\n`,
    );
    expect(await prisma.user.findUnique({ where: { id } })).toMatchObject({ twoFactorEnabled: false });
    const { items } = await api.change.list({ workspaceId, group: 'people' });
    expect(items.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['member.two_factor_off', email],
      ['member.reset', email],
    ]);
    expect((await cli('people', 'reset', 'nobody@example.com')).code).toBe(1);
  });

  it('takes tables in and out as CSV', async () => {
    const path = await file('Stock.csv', 'Item,Count\nlamp,3\n"a;b, c",0\n');
    expect((await cli('tables', 'import', 'Stock', path)).said).toContain('Made the table Stock with 2 rows');
    expect(await cli('tables', 'import', 'Stock', path)).toMatchObject({ code: 0, said: 'Added 2 rows to Stock.\n' });
    expect((await cli('tables', 'export', 'Stock')).said).toBe(
      'Item,Count\r\nlamp,3\r\n"a;b, c",0\r\nlamp,3\r\n"a;b, c",0\n',
    );
    expect((await cli('tables', 'list')).said).toMatch(/4 +0 +Stock/);
    const broken = await file('broken.csv', 'Item,Count\nlamp,many\n');
    expect(await cli('tables', 'import', 'Stock', broken)).toMatchObject({
      code: 1,
      complained: expect.stringContaining('Row 2: “Count” takes a number'),
    });
  });

  it('lists flows, and takes one out and in again, published', async () => {
    const { id } = await api.flow.create({ workspaceId, name: 'Orders', document: sound });
    const listed = await cli('flows', 'list');
    expect(listed.said).toMatch(new RegExp(`^ID .*NAME\\n${id}  draft .* Orders\\n$`));
    const exported = await cli('flows', 'export', id);
    const path = await file('orders.json', exported.said);
    const imported = await cli('flows', 'import', path, '--publish', '--json');
    expect(JSON.parse(imported.said)).toMatchObject({ number: 1 });
    const flow = await api.flow.get({ flowId: JSON.parse(imported.said).id });
    expect(flow).toMatchObject({ name: 'Orders', active: true, live: { number: 1, document: sound } });
  });

  it('says what keeps a flow from being published, step by step, and imports it all the same', async () => {
    const broken = draw(
      { order: hook, reply: { operation: 'respond', inputs: { body: ref('gone.total') } } },
      'order -> reply',
    );
    const flow = { format: 'patchbay-flow', version: 1, name: 'Broken', document: broken };
    const refused = await cli('flows', 'import', await file('broken.json', JSON.stringify(flow)), '--publish');
    expect(refused).toMatchObject({ code: 1, said: '' });
    expect(refused.complained).toMatch(
      /^Fix the marked steps before publishing\. It was imported as [\w-]+ but not published\.\n {2}reply: /,
    );
    expect((await api.flow.list({ workspaceId, search: 'Broken' })).items).toHaveLength(1);
  });

  it('says what is wrong with a flow in a file, and writes what can be fixed in one way into it', async () => {
    const wait = (unit: string) => ({ how: literal('duration'), amount: literal(2), unit: literal(unit) });
    const drawn = (unit: string) =>
      draw(
        { start: { operation: 'manual', inputs: {} }, pause: { operation: 'wait', inputs: wait(unit) } },
        'start -> pause',
      );
    const content = { format: 'patchbay-flow', version: 1, name: 'Pause', document: drawn('Hours') };
    const path = await file('pause.json', JSON.stringify(content));
    const found = await cli('flows', 'check', path);
    expect(found).toMatchObject({ code: 1, said: '' });
    expect(found.complained).toMatch(/\n {2}error {4}pause\.unit {2}.*\(Use “hours”\)/);
    const fixed = await cli('flows', 'check', path, '--fix');
    expect(fixed).toMatchObject({ code: 0, said: expect.stringContaining('Nothing keeps it from being published.') });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ ...content, document: drawn('hours') });
  });

  it('shows runs, and one of them step by step', async () => {
    const document = draw({ order: { operation: 'manual', inputs: { example: literal({}) } } });
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'By hand', document });
    const { runId } = await api.run.try({ flowId, document, mode: 'mock', payload: { total: 7 } });
    for await (const { events } of await api.run.onEvents({ runId, from: 0 })) {
      if (events.some(({ type }) => type === 'run.finished')) break;
    }
    expect(JSON.parse((await cli('runs', 'list', '--json')).said)).toMatchObject([{ id: runId, status: 'succeeded' }]);
    const shown = await cli('runs', 'show', runId);
    expect(shown.said).toMatch(/^By hand, tried on samples: succeeded in \d+ ms/);
    expect(shown.said).toMatch(/order +succeeded +order +\{"total":7\}/);
  });

  it('says what running a try again sends: nothing, where it was on samples', async () => {
    const call = {
      operation: 'http',
      inputs: { method: literal('POST'), url: literal('https://shop.example.com/ship') },
    };
    const document = draw({ order: { operation: 'manual', inputs: { example: literal({}) } }, call }, 'order -> call');
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Ship', document });
    const { runId } = await api.run.try({ flowId, document, mode: 'mock', payload: {} });
    for await (const { events } of await api.run.onEvents({ runId, from: 0 })) {
      if (events.some(({ type }) => type === 'run.finished')) break;
    }
    const again = await cli('runs', 'replay', runId, '--from', 'start', '--json');
    expect(JSON.parse(again.said)).toMatchObject({ carried: [], sends: [] });
  });

  it('shows of a run which runs it called, and of those who called them', async () => {
    const start = { operation: 'called', inputs: { example: literal({ total: 1 }) } };
    const { id: other } = await api.flow.create({ workspaceId, name: 'Refund', document: draw({ start }) });
    await api.flow.publish({ flowId: other, revision: 0, activate: true });
    const call = { operation: 'subflow', inputs: { flow: literal(other) } };
    const order = { operation: 'manual', inputs: { example: literal({ total: 1 }) } };
    const calling = draw({ order, call }, 'order -> call');
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Complaints', document: calling });
    const { runId } = await api.run.try({ flowId, document: calling, mode: 'live', payload: { total: 7 } });
    for await (const { events } of await api.run.onEvents({ runId, from: 0 })) {
      if (events.some(({ type }) => type === 'run.finished')) break;
    }
    const [called] = await api.run.listCalled({ runId });
    expect((await cli('runs', 'show', runId)).said).toMatch(`call  ${called?.runId}  succeeded  Refund`);
    expect((await cli('runs', 'show', called?.runId ?? '')).said).toMatch(
      `Called by step call of Complaints, run ${runId}`,
    );
  });

  it('runs a published flow with the values of a file, and says how it ended', async () => {
    const total = draw(
      {
        order: { operation: 'manual', inputs: { example: literal({ total: 1 }) } },
        double: { operation: 'setFields', inputs: { fields: object({ twice: formula('order.total * 2') }) } },
      },
      'order -> double',
    );
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Twice', document: total });
    const refused = await cli('flows', 'run', flowId);
    expect(refused).toMatchObject({ code: 1, said: '' });
    await api.flow.publish({ flowId, revision: 0 });
    const ran = await cli('flows', 'run', flowId, '--wait', '--input', await file('values.json', '{"total": 21}'));
    expect(ran.said).toMatch(/^Twice, version 1: succeeded in \d+ ms/);
    expect(ran.said).toMatch(/double +succeeded +double +\{"twice":42\}/);
    const started = await cli('flows', 'run', flowId, '--json');
    expect(JSON.parse(started.said)).toEqual({ runId: expect.any(String) });
  });

  it('imports an API description', async () => {
    const paths = { '/orders': { get: { operationId: 'list', responses: { 200: { description: 'ok' } } } } };
    const description = JSON.stringify({ openapi: '3.1.0', info: { title: 'Acme', version: '1' }, paths });
    const imported = await cli('connectors', 'import', await file('acme.json', description));
    expect(imported.said).toMatch(/^Imported Acme as acme, with 1 operation\.\n/);
    expect((await api.connector.list({ workspaceId })).map(({ id }) => id)).toContain('acme');
  });

  it.each([
    [['bogus'], 2, 'There is no command "bogus".'],
    [['flows', 'export', 'nothing'], 1, 'This no longer exists, or you cannot see it.'],
    [['flows', 'import', 'no-such-file.json'], 2, 'The file no-such-file.json cannot be read.'],
    [['flows', 'list', '--workspace', 'Globex'], 2, 'There is no workspace "Globex". There are: Ada\'s workspace.'],
    [['flows', 'run'], 2, 'flows run takes the id of a flow.'],
    [['flows', 'list', '--limit', 'all'], 2, '--limit takes a number from 1 to 200.'],
  ])('answers %j with code %i and a sentence', async (argv, code, sentence) => {
    const refused = await cli(...argv);
    expect([refused.code, refused.said]).toEqual([code, '']);
    expect(refused.complained).toContain(sentence);
    expect(refused.complained).not.toMatch(/ at .*\.ts/);
  });

  it('answers programs in JSON, refusals too', async () => {
    const refused = await cli('runs', 'show', 'nothing', '--json');
    expect(JSON.parse(refused.complained)).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('approvals', () => {
  const asking = draw(
    {
      order: { operation: 'manual', inputs: { example: literal({}) } },
      ask: { operation: 'approval', inputs: { question: literal('May we ship?') } },
      yes: { operation: 'setFields', inputs: { fields: object({ said: ref('ask.comment') }) } },
    },
    'order -> ask',
    'ask -approved-> yes',
  );

  it('are listed and answered, the run goes on where the server is, and a second answer is refused', async () => {
    expect((await cli('approvals', 'list')).said).toBe('Nothing waits for your answer.\n');
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Shipping', document: asking });
    await api.flow.publish({ flowId, revision: 0 });
    const { runId } = await api.run.start({ flowId, payload: {} });
    const [row] = await eventually(async () => {
      const { items } = await api.approval.list({ workspaceId });
      return items.length > 0 ? items : undefined;
    });
    const id = row?.id ?? '';
    expect((await cli('approvals', 'list')).said).toContain(`${id}  `);
    expect((await cli('approvals', 'list')).said).toContain('Shipping  May we ship?');
    expect(await cli('approvals', 'answer', id)).toMatchObject({ code: 2 });
    const answered = await cli('approvals', 'answer', id, 'approve', '--comment', 'Go on.');
    expect(answered).toEqual({
      code: 0,
      said: 'Approved. The run goes on as soon as a server moves it.\n',
      complained: '',
    });
    const events = await eventually(async () => {
      const detail = await api.run.get({ runId });
      return detail.run.status === 'succeeded' ? detail.events : undefined;
    });
    expect(events).toContainEqual(expect.objectContaining({ path: 'yes', output: { said: 'Go on.' } }));
    const again = await cli('approvals', 'answer', id, 'decline');
    expect(again).toMatchObject({
      code: 1,
      complained: expect.stringContaining('Ada Lovelace has approved it already.'),
    });
  });
});
