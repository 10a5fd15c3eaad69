import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type CliAnswer, cli } from '../support/cli.ts';
import { drawFlow, literal, object, ref, type StepSpec } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';

let api: OrdersApi;
let patchbay: Patchbay;
let client: PatchbayClient;
let folder: string;
/** What the command line said while there was no account. */
let beforeAnybody: CliAnswer;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-cli-'));
  api = await startOrdersApi();
  patchbay = await startPatchbay();
  beforeAnybody = await cli(patchbay.home, 'flows', 'list');
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await api?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const webhook: StepSpec = {
  id: 'order',
  operation: 'webhook',
  inputs: { method: literal('POST'), answer: literal('run'), example: literal({ orderId: 'A-1' }) },
};
const answer: StepSpec = {
  id: 'answer',
  operation: 'respond',
  inputs: { body: object({ got: ref('order.body.orderId') }) },
};

/** A flow file on disk; its path. */
function fileOf(name: string, document: unknown): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify({ format: 'patchbay-flow', version: 1, name, document }));
  return path;
}

/** What a command that must work wrote as JSON. */
async function json<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await cli(patchbay.home, ...args, '--json');
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as T;
}

/** What a command that must fail told a person: sentences, no stack. */
async function complaint(...args: string[]): Promise<{ code: number | null; err: string }> {
  const { code, out, err } = await cli(patchbay.home, ...args);
  expect(out).toBe('');
  expect(err).not.toMatch(/\n\s+at /);
  return { code, err };
}

test('says that nobody has signed up yet', () => {
  expect(beforeAnybody).toMatchObject({ code: 2, out: '' });
  expect(beforeAnybody.err).toContain('Start Patchbay and sign up first.');
});

test.describe('beside a running server', () => {
  test('imports an API by link and by file', async () => {
    const byLink = await json<{ connector: { id: string; operationCount: number } }>(
      'connectors',
      'import',
      `${api.url}/openapi.json`,
    );
    expect(byLink.connector).toMatchObject({ id: 'shop', operationCount: 2 });
    const path = join(folder, 'openapi.json');
    writeFileSync(path, await (await fetch(`${api.url}/openapi.json`)).text());
    const { code, out } = await cli(patchbay.home, 'connectors', 'import', path);
    expect(code).toBe(0);
    expect(out).toMatch(/^Imported Shop as shop, with 2 operations\./);
  });

  test('imports and publishes a flow that the server then answers by', async () => {
    const path = fileOf('From a file', drawFlow([webhook, answer], 'order -> answer'));
    const imported = await json<{ id: string; number: number }>('flows', 'import', path, '--publish');
    expect(imported.number).toBe(1);
    const { hooks } = await client.query<{ hooks: { url: string }[] }>('flow.get', { flowId: imported.id });
    const posted = await send(hooks[0]?.url ?? '', '{"orderId":"C-1"}');
    expect(await posted.json()).toEqual({ got: 'C-1' });

    const flows = await json<{ id: string; name: string; active: boolean }[]>('flows', 'list');
    // Beside the example that everybody begins with.
    expect(flows).toMatchObject([{ id: imported.id, name: 'From a file', active: true, liveVersion: 1 }, {}]);
    const table = await cli(patchbay.home, 'flows', 'list');
    expect(table.out).toMatch(/^ID +STATE +CHANGED +NAME\n/);
    expect(table.out).toMatch(new RegExp(`${imported.id} +on v1 .*From a file`));
  });

  test('lists runs and shows one step by step', async () => {
    const [run] = await json<{ id: string; status: string }[]>('runs', 'list');
    expect(run?.status).toBe('succeeded');
    const { out } = await cli(patchbay.home, 'runs', 'show', run?.id ?? '');
    expect(out).toMatch(/^From a file, version 1: succeeded in \d+ ms/);
    expect(out).toMatch(/answer +succeeded +answer/);
    const shown = await json<{ run: { id: string }; view: { steps: { path: string; status: string }[] } }>(
      'runs',
      'show',
      run?.id ?? '',
    );
    expect(shown.run.id).toBe(run?.id);
    expect(shown.view.steps.map(({ path, status }) => `${path} ${status}`)).toEqual([
      'order succeeded',
      'answer succeeded',
    ]);
  });

  test('exports what can be imported again, the same', async () => {
    const [flow] = await json<{ id: string }[]>('flows', 'list');
    const { out } = await cli(patchbay.home, 'flows', 'export', flow?.id ?? '');
    const path = join(folder, 'exported.json');
    writeFileSync(path, out);
    const { id } = await json<{ id: string }>('flows', 'import', path);
    const again = await cli(patchbay.home, 'flows', 'export', id);
    expect(again.out).toBe(out);
    expect(JSON.parse(out)).toMatchObject({ format: 'patchbay-flow', version: 1, name: 'From a file' });
  });

  test('imports a flow with a problem but does not publish it, and says which step', async () => {
    const broken = { ...answer, inputs: { body: ref('gone.total') } };
    const { code, err } = await complaint(
      'flows',
      'import',
      fileOf('Broken', drawFlow([webhook, broken], 'order -> answer')),
      '--publish',
    );
    expect(code).toBe(1);
    expect(err).toContain('not published');
    expect(err).toContain('is gone');
  });
});

test('explains what it cannot do', async () => {
  expect(await complaint('flows', 'dance')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no command "flows dance"'),
  });
  expect(await complaint('flows', 'export')).toMatchObject({
    code: 2,
    err: expect.stringContaining('takes the id of a flow'),
  });
  expect(await complaint('flows', 'export', 'nothing')).toMatchObject({
    code: 1,
    err: expect.stringContaining('no longer exists'),
  });
  expect(await complaint('flows', 'import', join(folder, 'missing.json'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('cannot be read'),
  });
  expect(await complaint('flows', 'list', '--colour')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--colour'),
  });
  writeFileSync(join(folder, 'notes.txt'), 'remember the milk');
  expect(await complaint('flows', 'import', join(folder, 'notes.txt'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('not JSON'),
  });
  expect(await complaint('connectors', 'import', join(folder, 'notes.txt'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('not an API description'),
  });
  const { code, err } = await cli(patchbay.home, 'runs', 'show', 'nothing', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(err)).toMatchObject({ error: { code: 'not_found' } });
});

test('names every command when asked for help', async () => {
  const { code, out } = await cli(patchbay.home, '--help');
  expect(code).toBe(0);
  for (const command of ['flows list', 'flows export', 'flows import', 'runs list', 'runs show', 'connectors import']) {
    expect(out).toContain(command);
  }
});

test('works on the same data after the server has stopped, and leaves it to the next one', async () => {
  const before = await json<unknown[]>('flows', 'list');
  expect(await patchbay.end()).toBe(0);
  expect(await json<unknown[]>('flows', 'list')).toEqual(before);
  const path = fileOf('While it was stopped', drawFlow([webhook, answer], 'order -> answer'));
  const { id } = await json<{ id: string }>('flows', 'import', path, '--publish');

  await patchbay.restart();
  const flow = await client.query<{ name: string; hooks: { url: string }[] }>('flow.get', { flowId: id });
  expect(flow.name).toBe('While it was stopped');
  expect(await (await send(flow.hooks[0]?.url ?? '', '{"orderId":"C-2"}')).json()).toEqual({ got: 'C-2' });
});
