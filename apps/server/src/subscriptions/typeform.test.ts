import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { payloadsOf } from '../hooks/testing.ts';
import { type Published, startRuns } from '../runs/testing.ts';
import { switchSubscriptions } from '../store/subscriptions/keepSubscriptions.ts';
import { testDatabase } from '../store/testing.ts';
import { publishAppFlow } from './testing.ts';

type Webhook = { url: string; secret: string; enabled: boolean };

/** Does with webhooks what Typeform does: each has a name of its owner's choice, and signs the body in base64. */
class Typeform {
  /** By their path. */
  readonly webhooks = new Map<string, Webhook>();
  readonly #server: Server = createServer(async (request, response) => {
    const { status, body } = this.#answer(request, await text(request));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  url = '';

  async open(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer({ method, url = '', headers }: IncomingMessage, body: string): { status: number; body?: unknown } {
    const tag = /^\/forms\/lT4Z3j\/webhooks\/([\w-]+)$/.exec(url)?.[1];
    if (headers.authorization !== 'Bearer tfp_test') return { status: 403, body: { code: 'AUTHENTICATION_FAILED' } };
    if (tag === undefined) return { status: 404, body: { code: 'NOT_FOUND' } };
    if (method === 'PUT') {
      this.webhooks.set(tag, JSON.parse(body));
      return { status: 200, body: { id: 'yRtagDm8AT', tag, form_id: 'lT4Z3j' } };
    }
    if (!this.webhooks.has(tag)) return { status: 404, body: { code: 'WEBHOOK_NOT_FOUND' } };
    if (method === 'DELETE') this.webhooks.delete(tag);
    return method === 'DELETE' ? { status: 204 } : { status: 200, body: { tag } };
  }

  /** Tells the only webhook there is of a response. */
  async send(event: object, secret?: string): Promise<number> {
    const [webhook] = this.webhooks.values();
    if (webhook === undefined) throw new Error('Typeform has no webhook.');
    const body = JSON.stringify(event);
    const signature = createHmac('sha256', secret ?? webhook.secret)
      .update(body)
      .digest('base64');
    const headers = { 'content-type': 'application/json', 'typeform-signature': `sha256=${signature}` };
    const { pathname } = new URL(webhook.url);
    const response = await fetch(`${patchbay.url}${pathname}`, { method: 'POST', headers, body });
    return response.status;
  }
}

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
let typeform: Typeform;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
});
afterAll(async () => {
  await patchbay.stop();
  await database.drop();
});
beforeEach(async () => {
  typeform = new Typeform();
  await typeform.open();
});
afterEach(() => typeform.close());

/** A flow that starts by answers to a form, published and switched on, with an account at this Typeform. */
async function watching(): Promise<Published> {
  const asked = { connector: 'typeform', operation: 'onResponse', inputs: { form_id: 'lT4Z3j' } };
  const flow = await publishAppFlow(
    { database, patchbay },
    { ...asked, account: { token: 'tfp_test' }, url: typeform.url },
  );
  await patchbay.subscriber.lookAfterDue();
  return flow;
}

const response = { form_id: 'lT4Z3j', token: 'a3a12e', answers: [{ type: 'text', text: 'Ada' }] };
const event = { event_id: 'LtWXD3crgy', event_type: 'form_response', form_response: response };

describe('a flow that an app starts whose webhooks we name', () => {
  it('starts with each answer once, and with none that is forged', async () => {
    const flow = await watching();
    expect([...typeform.webhooks.keys()]).toEqual([flow.hookId]);
    expect(await typeform.send(event, 'guessed')).toBe(401);
    expect(await typeform.send(event)).toBe(200);
    expect(await typeform.send(event)).toBe(200);
    expect(await typeform.send({ ...event, event_id: 'other', event_type: 'form_response_partial' })).toBe(200);
    expect(await payloadsOf({ database, patchbay }, flow)).toEqual([response]);
  });

  it('tells the app to stop when it is switched off', async () => {
    const { flowId } = await watching();
    expect(typeform.webhooks.size).toBe(1);
    await database.prisma.$transaction((client) =>
      switchSubscriptions(client, { flowId, active: false }, patchbay.deps.now()),
    );
    await patchbay.subscriber.lookAfterDue();
    expect(typeform.webhooks.size).toBe(0);
  });
});
