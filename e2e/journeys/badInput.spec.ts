import { expect, test } from '@playwright/test';
import { drawFlow, formula, literal, object, ref, type StepSpec } from '../support/drawFlow.ts';
import { problemIn, send } from '../support/hook.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';

let patchbay: Patchbay;
let client: PatchbayClient;

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
});

const webhook = (method = 'POST', example: unknown = { orderId: 'A-1', total: 129.5 }): StepSpec => ({
  id: 'order',
  operation: 'webhook',
  inputs: { method: literal(method), answer: literal('run'), example: literal(example) },
});
const answer: StepSpec = {
  id: 'answer',
  operation: 'respond',
  inputs: { status: literal(200), body: object({ ok: literal(true) }) },
};

test.describe('a hook', () => {
  let hook: { flowId: string; url: string };

  test.beforeAll(async () => {
    hook = await client.publish('Takes orders', drawFlow([webhook(), answer], 'order -> answer'));
  });

  test('refuses broken JSON with 400 and says where it breaks', async () => {
    const problem = await problemIn(await send(hook.url, '{"orderId": "A-1", "total": }'));
    expect(problem).toMatchObject({ status: 400, code: 'body_unreadable' });
    expect(problem.detail).toMatch(/says it is JSON and is not/);
  });

  test('refuses a body over 5 MB with 413, and takes one just below', async () => {
    const problem = await problemIn(await send(hook.url, JSON.stringify({ note: 'x'.repeat(5_000_000) })));
    expect(problem).toMatchObject({ status: 413, code: 'body_too_large', detail: expect.stringContaining('5 MB') });
    expect((await send(hook.url, JSON.stringify({ note: 'x'.repeat(4_900_000) }))).status).toBe(200);
  });

  test('is not there under an address nobody made', async () => {
    const problem = await problemIn(await send(new URL('/hook/nobody-made-this', patchbay.url).href, '{}'));
    expect(problem).toMatchObject({ status: 404, code: 'unknown_hook' });
  });

  test('says which method it takes', async () => {
    const response = await send(hook.url, '', { method: 'GET' });
    expect(response.headers.get('allow')).toBe('POST');
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ status: 405, code: 'method_not_allowed', detail: expect.stringContaining('POST') });
  });

  test('says that its flow is switched off, and keeps nothing of what was sent', async () => {
    const { flowId, url } = await client.publish('Off', drawFlow([webhook(), answer], 'order -> answer'));
    await client.call('flow.setActive', { flowId, active: false });
    const problem = await problemIn(await send(url, '{}'));
    expect(problem).toMatchObject({
      status: 503,
      code: 'flow_off',
      detail: expect.stringContaining('Switch the flow on'),
    });
    const { items } = await client.query<{ items: unknown[] }>('run.list', { workspaceId: client.workspaceId, flowId });
    expect(items).toEqual([]);
  });
});

test.describe('a flow file', () => {
  const good = drawFlow([webhook(), answer], 'order -> answer');
  const broken: [what: string, file: unknown, sentence: RegExp][] = [
    ['that is text', 'not a flow', /"format": "patchbay-flow"/],
    ['of another format', { format: 'other', version: 1, name: 'A', document: good }, /"format": "patchbay-flow"/],
    ['of a later version', fileOf({ ...good, version: 99 }), /newer Patchbay/],
    [
      'whose step has no name',
      fileOf({ ...good, steps: { order: { ...good.steps.order, name: undefined } } }),
      /order/,
    ],
    ['whose mapping is of no known kind', fileWith('order', { example: { kind: 'magic' } }), /order/],
    [
      'with a poisoned prototype',
      JSON.parse('{"format":"patchbay-flow","version":1,"name":"A","document":{"__proto__":{}}}'),
      /./,
    ],
  ];

  function fileOf(document: unknown) {
    return { format: 'patchbay-flow', version: 1, name: 'Broken', document };
  }
  function fileWith(step: string, inputs: Record<string, unknown>) {
    return fileOf({ ...good, steps: { ...good.steps, [step]: { ...good.steps[step], inputs } } });
  }

  for (const [what, file, sentence] of broken) {
    test(`${what} is refused with a reason, and nothing of it is kept`, async () => {
      const before = await flowCount();
      const refusal = await client.refusal('flow.import', { workspaceId: client.workspaceId, file });
      expect(refusal.status).toBe(400);
      expect(refusal.code).toBe('flow_file_unreadable');
      expect(refusal.message).toMatch(sentence);
      expect(await flowCount()).toBe(before);
    });
  }
});

async function flowCount(): Promise<number> {
  const { items } = await client.query<{ items: unknown[] }>('flow.list', {
    workspaceId: client.workspaceId,
    limit: 100,
  });
  return items.length;
}

type Diagnostic = { message: string };

test.describe('publishing', () => {
  const setFields = (fields: Record<string, ReturnType<typeof literal>>): StepSpec => ({
    id: 'fields',
    operation: 'setFields',
    inputs: { fields: object(fields) },
  });
  const wrong: [what: string, draw: () => unknown, expected: Record<string, unknown>][] = [
    [
      'an operation nobody knows',
      () => drawFlow([webhook(), { id: 'send', operation: 'teleport', inputs: {} }], 'order -> send'),
      { code: 'unknown_operation', severity: 'error', step: 'send', message: expect.stringContaining('teleport') },
    ],
    [
      'a circle',
      () =>
        drawFlow(
          [webhook(), setFields({}), { ...setFields({}), id: 'again' }],
          'order -> fields',
          'fields -> again',
          'again -> fields',
        ),
      { code: 'cycle', severity: 'error', step: expect.any(String), message: expect.stringMatching(/circle/) },
    ],
    [
      'a required field that is empty',
      () => drawFlow([webhook(), { id: 'ask', operation: 'http', inputs: { method: literal('GET') } }], 'order -> ask'),
      {
        code: 'required_field_missing',
        severity: 'error',
        step: 'ask',
        field: ['url'],
        message: expect.stringMatching(/ask\W? needs a value for .*Address/),
      },
    ],
    [
      'a value that is not there',
      () => drawFlow([webhook(), setFields({ sum: formula('order.body.tolal * 2') })], 'order -> fields'),
      {
        code: expect.any(String),
        severity: 'error',
        step: 'fields',
        field: ['fields', 'sum'],
        message: expect.stringContaining('tolal'),
      },
    ],
    [
      'a step that is gone',
      () => drawFlow([webhook(), setFields({ sum: ref('gone.total') })], 'order -> fields'),
      {
        code: 'reference_to_missing_step',
        severity: 'error',
        step: 'fields',
        field: ['fields', 'sum'],
        message: expect.stringContaining('is gone'),
      },
    ],
    [
      'a value of the wrong type',
      () =>
        drawFlow(
          [webhook(), { ...answer, inputs: { ...answer.inputs, status: literal('yes please') } }],
          'order -> answer',
        ),
      {
        code: expect.any(String),
        severity: 'error',
        step: 'answer',
        field: ['status'],
        message: expect.stringMatching(/answer.*Status.*number/),
      },
    ],
  ];

  for (const [what, draw, expected] of wrong) {
    test(`is refused for ${what}, naming the step, the field and what to do`, async () => {
      const file = { format: 'patchbay-flow', version: 1, name: `With ${what}`, document: draw() };
      const { id: flowId } = await client.call<{ id: string }>('flow.import', {
        workspaceId: client.workspaceId,
        file,
      });
      const refusal = await client.refusal('flow.publish', { flowId, revision: 0, activate: true });
      expect(refusal.code).toBe('flow_has_problems');
      const diagnostics = refusal.details as Diagnostic[];
      expect(diagnostics).toContainEqual(expect.objectContaining(expected));
      for (const { message } of diagnostics) expect(message).toMatch(/^\S.*[.?]$/s);

      const flow = await client.query<{ live: unknown; active: boolean; hooks: { url: string }[] }>('flow.get', {
        flowId,
      });
      expect(flow).toMatchObject({ live: null, active: false });
      const problem = await problemIn(await send(hookOf(flow), '{}'));
      expect(problem.code).toBe('flow_not_published');
    });
  }

  function hookOf({ hooks }: { hooks: { url: string }[] }): string {
    return new URL(new URL(hooks[0]?.url ?? '').pathname, patchbay.url).href;
  }
});
