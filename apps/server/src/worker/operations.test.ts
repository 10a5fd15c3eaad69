import type { Operation } from '@patchbay/connector';
import { coreConnector } from '@patchbay/connectors';
import { type CallRequest, OUTCOME_UNKNOWN, type PlannedStep } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { describe, expect, it } from 'vitest';
import { EgressError } from '../egress/egressError.ts';
import type { SentRequest } from '../egress/exchange.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { HostedCall } from './hosted/hosted.ts';
import { createOperations, type OperationDeps } from './operations.ts';
import { lasting, unlimited } from './testing.ts';

const createOrder: Operation = {
  title: 'Create an order',
  kind: 'call',
  effect: 'create',
  repeat: 'unsafe',
  input: { type: 'object', properties: { body: { type: 'object' } } },
  output: { type: 'object', properties: { id: { type: 'string', examples: ['o-1'] }, total: { type: 'number' } } },
  needsConnection: true,
  request: {
    method: 'POST',
    path: '/orders',
    parameters: [],
    body: { contentType: 'application/json', encoding: 'json', input: 'body' },
  },
};
const step: PlannedStep = {
  id: StepId.parse('send'),
  connector: 'acme',
  connectorVersion: '1',
  operation: 'createOrder',
  kind: 'call',
  repeat: 'unsafe',
  inputs: {},
  connection: 'c1',
  incoming: [],
  catchesError: false,
};

const noFiles: FileStore = {
  keep: () => Promise.reject(new Error('kept a file')),
  find: async () => null,
  open: async () => null,
};

function open(changes: Partial<OperationDeps> = {}) {
  const sent: SentRequest[] = [];
  const operations = createOperations('w1', {
    builtIn: () => undefined,
    find: async () => ({ operation: createOrder, baseUrl: 'https://api.acme.example' }),
    mayRunUse: async () => true,
    openConnection: async () => ({
      name: 'Acme',
      auth: { kind: 'bearer' },
      secret: { token: 'sesame' },
      hosts: ['https://api.acme.example'],
    }),
    egress: {
      open: async (request) => {
        sent.push(request);
        return { status: 201, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"id":"o-9"}') };
      },
    },
    budget: unlimited,
    accounts: lasting,
    files: noFiles,
    hosted: {},
    ...changes,
  });
  return { operations, sent };
}

function call(changes: Partial<CallRequest> = {}): CallRequest {
  const signal = new AbortController().signal;
  const input = { body: { total: 5 } };
  return {
    runId: 'r',
    step,
    path: 'step',
    input,
    mode: 'live',
    startedAt: 7,
    attempt: 1,
    idempotencyKey: 'k',
    signal,
    ...changes,
  };
}

const losing = (mayHaveArrived: boolean): Partial<OperationDeps> => ({
  egress: {
    open: async () => {
      throw new EgressError({ code: 'timed_out', message: 'Too slow.', retry: 'later' }, { mayHaveArrived });
    },
  },
});

const listOrders: Operation = {
  ...createOrder,
  title: 'List orders',
  effect: 'read',
  repeat: 'natural',
  request: { method: 'GET', path: '/orders', parameters: [] },
  paging: { style: 'nextUrl', items: 'data', next: 'next' },
};
const exportLong = { operation: 'exportState', input: {}, state: 'state', done: ['ready'], everyMs: 1 };
const exportOrders: Operation = { ...createOrder, longRunning: exportLong };

/** An API that gives these answers one after the other; a failure where one is thrown. */
function answering(...answers: (object | Error)[]): Pick<OperationDeps, 'egress'> & { urls: string[] } {
  const urls: string[] = [];
  const open = async ({ url, headers }: SentRequest) => {
    const answer = answers[urls.length];
    urls.push(`${headers.authorization} ${url}`);
    if (answer instanceof Error) throw answer;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(answer)) };
  };
  return { urls, egress: { open } };
}

describe('a call of several requests', () => {
  const find = (operation: Operation) => ({
    find: async (_workspace: string, { operation: name }: PlannedStep) => ({
      operation: name === 'exportState' ? { ...listOrders, paging: undefined } : operation,
      baseUrl: 'https://api.acme.example',
    }),
  });

  it('asks for page after page, each signed and each within the limits', async () => {
    const { urls, egress } = answering({ data: [1], next: '/orders?at=2' }, { data: [2] });
    const admitted: (number | undefined)[] = [];
    const admit = ({ patienceMs }: { patienceMs?: number }) => void admitted.push(patienceMs);
    const { operations } = open({ egress, ...find(listOrders), budget: { admit, pause: () => undefined } });
    const { output } = await operations.call(call());
    expect(output).toEqual({ items: [1, 2], count: 2, hasMore: false });
    expect(urls).toEqual([
      'Bearer sesame https://api.acme.example/orders',
      'Bearer sesame https://api.acme.example/orders?at=2',
    ]);
    expect(admitted).toEqual([undefined, 60_000]);
  });

  it('asks for one page where one is wanted, and says what leads to the next', async () => {
    const { urls, egress } = answering({ data: [1], next: '/orders?at=2' }, { data: [2] });
    const { operations } = open({ egress, ...find(listOrders) });
    const first = await operations.call(call({ page: { after: undefined } }));
    expect(first).toMatchObject({ outlet: 'done', output: { items: [1], count: 1, hasMore: true } });
    const after = JSON.parse(JSON.stringify(first.more));
    const last = await operations.call(call({ page: { after } }));
    expect(last).toEqual({ outlet: 'done', output: { items: [2], count: 1, hasMore: false } });
    expect(urls).toHaveLength(2);
  });

  it('gives pages of samples in a try', async () => {
    const { operations } = open(find({ ...listOrders, sample: { items: ['a', 'b', 'c'], count: 3, hasMore: false } }));
    const input = { pages: { take: 'all' } };
    const first = await operations.call(call({ mode: 'mock', input, page: { after: undefined } }));
    expect(first).toMatchObject({ output: { items: ['a', 'b'], hasMore: true } });
    const last = await operations.call(call({ mode: 'mock', input, page: { after: first.more } }));
    expect(last).toEqual({ outlet: 'done', output: { items: ['c'], count: 1, hasMore: false } });
  });

  it('bears with a question that is lost while it waits for the end', async () => {
    const lost = new EgressError({ code: 'timed_out', message: 'Slow.', retry: 'later' }, { mayHaveArrived: true });
    const { urls, egress } = answering({ id: 1 }, lost, { state: 'busy' }, { state: 'ready', url: 'x' });
    const { operations } = open({ egress, ...find(exportOrders) });
    expect((await operations.call(call())).output).toEqual({ state: 'ready', url: 'x' });
    expect(urls).toHaveLength(4);
  });

  it('ends at once where nobody waits for it any longer', async () => {
    const { egress } = answering({ id: 1 });
    const { operations } = open({
      egress,
      ...find({ ...exportOrders, longRunning: { ...exportLong, everyMs: 60_000 } }),
    });
    const nobody = new AbortController();
    const waiting = operations.call(call({ signal: nobody.signal }));
    nobody.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  it('heeds a limit that is used up before the API refuses', async () => {
    const paused: number[] = [];
    const headers = { 'content-type': 'application/json', 'ratelimit-remaining': '0', 'ratelimit-reset': '9' };
    const { operations } = open({
      egress: { open: async () => ({ status: 200, headers, body: Buffer.from('{}') }) },
      budget: { admit: () => undefined, pause: (_account, ms) => void paused.push(ms) },
    });
    await operations.call(call());
    expect(paused).toEqual([9_000]);
  });
});

describe('an imported operation', () => {
  it('is built, signed, sent and read', async () => {
    const { operations, sent } = open();
    expect(await operations.call(call())).toEqual({ outlet: 'done', output: { id: 'o-9' } });
    expect(sent).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.acme.example/orders',
        headers: { authorization: 'Bearer sesame' },
        body: '{"total":5}',
      },
    ]);
  });

  it('answers with a sample in a try, and neither opens a secret nor sends anything', async () => {
    const { operations, sent } = open({
      openConnection: () => {
        throw new Error('opened');
      },
    });
    expect(await operations.call(call({ mode: 'mock' }))).toEqual({ outlet: 'done', output: { id: 'o-1', total: 5 } });
    expect(sent).toEqual([]);
  });

  it('is not sent again by itself when it may have arrived and must not arrive twice', async () => {
    const { operations } = open(losing(true));
    await expect(operations.call(call())).rejects.toMatchObject({ failure: { code: OUTCOME_UNKNOWN, retry: 'never' } });
  });

  it.each([
    ['it cannot have arrived', open(losing(false)), call()],
    ['its API takes a key', open(losing(true)), call({ step: { ...step, repeat: 'key' } })],
  ])('is tried again later when %s', async (...[, { operations }, request]) => {
    await expect(operations.call(request)).rejects.toMatchObject({ failure: { code: 'timed_out', retry: 'later' } });
  });

  it('says so when its account is gone, or its description', async () => {
    const { operations } = open({ openConnection: async () => undefined });
    await expect(operations.call(call())).rejects.toMatchObject({ failure: { code: 'connection_missing' } });
    const without = open({ find: async () => undefined }).operations;
    await expect(without.call(call())).rejects.toMatchObject({ failure: { code: 'operation_missing' } });
  });
});

describe('an operation that the host carries out', () => {
  const { code } = coreConnector.operations;
  const hosted = { ...step, connector: 'core', operation: 'code', connection: undefined };

  it('is done by its own hand, with the account of the step', async () => {
    const asked: unknown[] = [];
    const hand = {
      call: async (request: HostedCall) => {
        asked.push({
          workspaceId: request.workspaceId,
          input: request.input,
          account: (await request.account())?.name,
        });
        return { outlet: 'done', output: 3 };
      },
    };
    const { operations, sent } = open({
      builtIn: () => ({ operation: code, baseUrl: null }),
      hosted: { 'core/code': hand },
    });
    const request = call({ step: { ...hosted, connection: 'c1' }, input: { code: 'return 3' } });
    expect(await operations.call(request)).toEqual({ outlet: 'done', output: 3 });
    expect(asked).toEqual([{ workspaceId: 'w1', input: { code: 'return 3' }, account: 'Acme' }]);
    expect(sent).toEqual([]);
  });

  it('gives a sample in a try on sample data, or what its hand says there', async () => {
    const refuse = async () => Promise.reject(new Error('did it for real'));
    const request = call({ mode: 'mock', step: hosted, input: { code: 'return 3' } });
    const sampled = open({
      builtIn: () => ({ operation: code, baseUrl: null }),
      hosted: { 'core/code': { call: refuse } },
    });
    expect(await sampled.operations.call(request)).toMatchObject({
      outlet: 'done',
      output: { logs: expect.any(Array) },
    });
    const mock = async () => ({ outlet: 'done', output: 'mocked' });
    const said = open({
      builtIn: () => ({ operation: code, baseUrl: null }),
      hosted: { 'core/code': { call: refuse, mock } },
    });
    expect(await said.operations.call(request)).toEqual({ outlet: 'done', output: 'mocked' });
  });

  it('fails in words where this server has no hand for it', async () => {
    const { operations } = open({ builtIn: () => ({ operation: code, baseUrl: null }) });
    await expect(operations.call(call({ step: hosted }))).rejects.toMatchObject({
      failure: { code: 'operation_missing' },
    });
  });
});
