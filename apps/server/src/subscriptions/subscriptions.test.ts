import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findCanary } from '../canaries/testing/canary.ts';
import { readTables } from '../canaries/testing/kept.ts';
import { payloadsOf } from '../hooks/testing.ts';
import { type Published, startRuns } from '../runs/testing.ts';
import { endSubscriptions, switchSubscriptions } from '../store/subscriptions/keepSubscriptions.ts';
import { testDatabase } from '../store/testing.ts';
import { keepAsPublished, publishAppFlow } from './testing.ts';

type Hook = { id: number; config: { url: string; secret: string }; events: string[] };

/** Does with webhooks what GitHub does: keeps them, and sends signed events to each. */
class Github {
  readonly hooks = new Map<number, Hook>();
  /** All it was ever told to sign with. */
  readonly secrets: string[] = [];
  readonly #server: Server;
  /** What it answers to whoever wants a hook, instead of making one. */
  refuses: { status: number; message: string } | undefined;
  url = '';
  #next = 100;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const { status, body } = this.#answer(request, await read(request));
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer({ method, url = '' }: IncomingMessage, text: string): { status: number; body?: unknown } {
    const id = Number(/\/repos\/acme\/shop\/hooks\/(\d+)$/.exec(url)?.[1]);
    if (method === 'POST' && url === '/repos/acme/shop/hooks') {
      this.secrets.push(JSON.parse(text).config.secret);
      if (this.refuses !== undefined)
        return { status: this.refuses.status, body: { message: this.refuses.message.replace('BODY', text) } };
      const hook = { ...JSON.parse(text), id: this.#next };
      this.hooks.set(hook.id, hook);
      this.#next += 1;
      return { status: 201, body: { id: hook.id } };
    }
    const hook = this.hooks.get(id);
    if (hook === undefined) return { status: 404, body: { message: 'Not Found' } };
    if (method === 'DELETE') this.hooks.delete(id);
    return method === 'DELETE' ? { status: 204 } : { status: 200, body: { id } };
  }

  /** An event to the only hook there is, signed as it was agreed. */
  async send(
    event: string,
    payload: unknown,
    { delivery = randomUUID(), secret }: { delivery?: string; secret?: string } = {},
  ) {
    const [hook] = this.hooks.values();
    if (hook === undefined) throw new Error('GitHub has no hook.');
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', secret ?? hook.config.secret)
      .update(body)
      .digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-hub-signature-256': `sha256=${signature}`,
    };
    const path = new URL(hook.config.url).pathname;
    const response = await fetch(`${patchbay.url}${path}`, { method: 'POST', headers, body });
    return response.status;
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
let github: Github;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
});
afterAll(async () => {
  await patchbay.stop();
  await database.drop();
});
beforeEach(async () => {
  github = new Github();
  await github.open();
});
afterEach(() => github.close());

const issue = { title: 'The saddle squeaks', number: 42 };
const opened = { action: 'opened', issue, repository: { full_name: 'acme/shop' }, sender: { login: 'ada' } };

/** A flow that starts by issues of acme/shop, published and switched on, with an account at this GitHub. */
const watching = (actions: string[] = ['opened']) =>
  publishAppFlow(
    { database, patchbay },
    {
      connector: 'github',
      operation: 'onIssue',
      inputs: { owner: 'acme', repo: 'shop', actions },
      account: { token: 'ghp_test' },
      url: github.url,
    },
  );

const lookAfter = () => patchbay.subscriber.lookAfterDue();
const payloads = (flow: Published) => payloadsOf({ database, patchbay }, flow);
const stateOf = ({ flowId }: Published) => database.prisma.subscription.findFirst({ where: { flowId } });

describe('a flow that an app starts', () => {
  it('asks the app for its events, and starts with each of those it wants', async () => {
    const flow = await watching();
    await lookAfter();
    expect([...github.hooks.values()]).toEqual([
      expect.objectContaining({
        events: ['issues'],
        config: expect.objectContaining({ url: expect.stringContaining(flow.hookId) }),
      }),
    ]);
    expect(await github.send('issues', opened)).toBe(200);
    expect(await github.send('issues', { ...opened, action: 'closed' })).toBe(200);
    expect(await github.send('ping', { zen: 'Keep it simple' })).toBe(200);
    expect(await payloads(flow)).toEqual([opened]);
  });

  it('starts nothing for an event that is forged, and one run for an event that comes again', async () => {
    const flow = await watching();
    await lookAfter();
    expect(await github.send('issues', opened, { secret: 'guessed' })).toBe(401);
    const delivery = randomUUID();
    expect(await github.send('issues', opened, { delivery })).toBe(200);
    expect(await github.send('issues', opened, { delivery })).toBe(200);
    expect(await payloads(flow)).toHaveLength(1);
  });

  it('keeps the secret of the events out of what the database can be read for', async () => {
    const flow = await watching();
    await lookAfter();
    const [hook] = github.hooks.values();
    const row = JSON.stringify(await stateOf(flow));
    expect(row).toContain('remoteId');
    expect(row).not.toContain(hook?.config.secret);
  });

  it('tells the app to stop when the flow is switched off, and asks again when it is switched on', async () => {
    const flow = await watching();
    await lookAfter();
    const turn = (active: boolean) =>
      database.prisma.$transaction((client) =>
        switchSubscriptions(client, { flowId: flow.flowId, active }, patchbay.deps.now()),
      );
    await turn(false);
    await lookAfter();
    expect(github.hooks.size).toBe(0);
    await turn(true);
    await lookAfter();
    expect(github.hooks.size).toBe(1);
    expect(await github.send('issues', opened)).toBe(200);
    expect(await payloads(flow)).toHaveLength(1);
  });

  it('asks anew where the app has forgotten', async () => {
    const flow = await watching();
    await lookAfter();
    github.hooks.clear();
    await keepAsPublished({ database, patchbay }, flow);
    await lookAfter();
    expect(github.hooks.size).toBe(1);
    expect(await github.send('issues', opened)).toBe(200);
  });

  it('tells the app to stop when the flow is deleted, and forgets it', async () => {
    const flow = await watching();
    await lookAfter();
    await database.prisma.$transaction(async (client) => {
      await endSubscriptions(client, flow.flowId, patchbay.deps.now());
      await client.flow.delete({ where: { id: flow.flowId } });
    });
    await lookAfter();
    expect(github.hooks.size).toBe(0);
    expect(await stateOf(flow)).toBeNull();
  });

  it('says in words why the app does not agree, and asks again later', async () => {
    github.refuses = { status: 422, message: 'Validation Failed' };
    const flow = await watching();
    await lookAfter();
    const row = await stateOf(flow);
    expect(row).toMatchObject({ failures: 1, error: expect.stringContaining('Validation Failed') });
    expect(row?.nextDueAt?.getTime()).toBeGreaterThan(patchbay.deps.now());
    github.refuses = undefined;
    await database.prisma.subscription.updateMany({ data: { nextDueAt: new Date(0) } });
    await lookAfter();
    expect(await stateOf(flow)).toMatchObject({ failures: 0, error: null });
  });

  it('tells nobody what the app signs with, though the app says all of it back', async () => {
    github.refuses = { status: 422, message: 'Validation Failed: BODY' };
    const flow = await watching();
    await lookAfter();
    const { error } = (await stateOf(flow)) ?? {};
    expect(error).toContain('Validation Failed');
    github.refuses = undefined;
    await database.prisma.subscription.updateMany({ data: { nextDueAt: new Date(0) } });
    await lookAfter();
    expect(github.secrets).toHaveLength(2);
    await patchbay.stop();
    const kept = [...(await readTables(database.pool)).values(), error ?? ''];
    patchbay = await startRuns(database);
    for (const core of github.secrets)
      for (const text of kept) expect(findCanary({ name: 'secret', value: '', core }, text)).toBeUndefined();
  });

  it('asks once, though several processes look', async () => {
    await watching();
    await Promise.all([lookAfter(), lookAfter(), lookAfter()]);
    expect(github.hooks.size).toBe(1);
  });
});
