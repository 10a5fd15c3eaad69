import { Readable } from 'node:stream';
import type { Connector, Operation } from '@patchbay/connector';
import { coreConnector } from '@patchbay/connectors';
import type { CallRequest, PlannedStep } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { tryAccount } from '../../connections/tryAccount.ts';
import { fetchDescription } from '../../connectors/fetchDescription.ts';
import { createDescriptionReader } from '../../connectors/reader/descriptionReader.ts';
import { LookUp } from '../../lookups/LookUp.ts';
import { createDeliver } from '../../mail/deliver.ts';
import { openMailbox } from '../../mail/inbox/openMailbox.ts';
import { askForTokens } from '../../oauth/askForTokens.ts';
import { signInToSession } from '../../signIn/session.ts';
import { Subscriber } from '../../subscriptions/Subscriber.ts';
import type { OpenConnection } from '../../vault/signRequest.ts';
import { createCallOnce } from '../../worker/callOnce.ts';
import { createOperations, type OperationDeps } from '../../worker/operations.ts';
import { lasting, unlimited } from '../../worker/testing.ts';
import type { Egress } from '../egress.ts';

/** One way on which an address from outside makes this server send something. */
export type Door = {
  name: string;
  /** `call`: of an operation. `link`: text is fetched. `sign-in`: tokens are asked for. `mail`: no HTTP. `inert`: nothing may be sent. */
  kind: 'call' | 'link' | 'sign-in' | 'mail' | 'inert';
  /** Does what leads there. Settles as the product does. */
  go(url: string): Promise<unknown>;
};

const uses = { connector: 'acme', version: '1', operation: 'list' };
const get: Operation = {
  title: 'List',
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  input: { type: 'object', properties: {} },
  output: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
  request: { method: 'GET', path: '/', parameters: [] },
};
const post: Operation = {
  ...get,
  effect: 'create',
  output: { type: 'object' },
  request: {
    method: 'POST',
    path: '/',
    parameters: [],
    body: { contentType: 'application/json', encoding: 'json', input: 'body' },
  },
};
const look: Operation = {
  ...get,
  input: {
    type: 'object',
    properties: { item: { type: 'string', 'x-patchbay-lookup': { operation: 'list', value: 'id', label: 'id' } } },
  } as Operation['input'],
};
const operations: Record<string, Operation> = { list: get, make: post, look };
const core: Readonly<Record<string, Operation>> = coreConnector.operations;

/** Every door, each with the parts of the product behind it, over one egress. What a person would be asked for is there. */
export function openDoors(egress: Egress): { doors: Door[]; close(): Promise<void> } {
  const reader = createDescriptionReader();
  const catalog = {
    find: ({ operation }: { operation: string }) => operations[operation],
    connector: () => undefined,
  };
  const at = (url: string) => accountFor(url);
  const deps = (url: string): OperationDeps => ({
    builtIn: ({ connector, operation }) => {
      const known = connector === 'core' ? core[operation] : undefined;
      return known && { operation: known, baseUrl: null };
    },
    find: async (_workspaceId, { operation }) => {
      const found = operations[operation];
      return found && { operation: found, baseUrl: url };
    },
    mayRunUse: async () => true,
    openConnection: async () => at(url),
    egress,
    budget: unlimited,
    accounts: lasting,
    files: {
      keep: async (_about, bytes) => {
        await Readable.from(bytes).toArray();
        throw new Error('A file was kept.');
      },
      find: async () => null,
      open: async () => null,
    },
    hosted: {},
  });
  const operationsAt = (url: string) => createOperations('w1', deps(url));
  const door = (name: string, kind: Door['kind'], go: Door['go']): Door => ({ name, kind, go });

  const doors = [
    door('an HTTP step', 'call', (url) =>
      operationsAt(url).call(call({ connector: 'core', operation: 'http' }, { url })),
    ),
    door('an operation of an app', 'call', (url) =>
      operationsAt(url).call(call({ connector: 'acme', operation: 'list', connection: 'c1' }, {})),
    ),
    door('an operation that makes something', 'call', (url) =>
      operationsAt(url).call(call({ connector: 'acme', operation: 'make', connection: 'c1' }, { body: { a: 1 } })),
    ),
    door('a test call', 'call', async (url) => {
      const connector = { id: 'acme', version: '1', test: { operation: 'list' } } as unknown as Connector;
      return tryAccount({ workspaceId: 'w1', connector, account: at(url) } as never, {
        callOnce: createCallOnce(deps(url)),
        fetchPicture: async () => undefined,
        // Only asked for where a connector has no test call of its own.
        connectors: {} as never,
        catalogs: {} as never,
      });
    }),
    door('a lookup', 'call', (url) => {
      const catalogs = { forRefs: async () => catalog } as never;
      const lookUp = new LookUp({ catalogs, operationsOf: () => operationsAt(url), now: Date.now });
      return lookUp.options(
        { workspaceId: 'w1', ...uses, operation: 'look', field: 'item', input: {}, connection: 'c1' },
        {},
      );
    }),
    door('asking an app for its events', 'call', (url) => register(operationsAt(url))),
    door('the token endpoint of a provider', 'sign-in', async (url) => {
      const client = { id: 'client', secret: 'secret' };
      const parameters = { grant_type: 'refresh_token', refresh_token: 'r' };
      return askForTokens({ url, parameters, client, secretIn: 'header' }, { egress });
    }),
    door('signing in to a session', 'sign-in', async (url) => {
      const send = { in: 'header', name: 'x-token' } as const;
      const auth = { kind: 'session', signIn: { method: 'POST', path: '/' }, token: 'token', send } as const;
      return signInToSession({ ...at(url), auth }, auth, { egress });
    }),
    door('a link to a description', 'link', (url) => fetchDescription(egress, url)),
    door('a reference in a description', 'inert', (url) =>
      reader.read(describing(url), { id: 'acme', version: '1' } as never),
    ),
    door('a mail server', 'mail', (url) => {
      const server = { name: 'Mail', host: hostOf(url), port: portOf(url), security: 'tls' as const };
      const address = { address: 'ada@example.com' };
      const message = { from: address, to: [address], cc: [], bcc: [], subject: 'Hello', text: 'Hello' } as never;
      return createDeliver(egress)(message, server);
    }),
    door('a mailbox', 'mail', (url) => {
      const server = { name: 'Mail', host: hostOf(url), port: portOf(url), security: 'tls' as const };
      return openMailbox(egress, server, { path: 'INBOX', signal: AbortSignal.timeout(5_000) });
    }),
  ];
  return { doors, close: async () => reader.close() };
}

function accountFor(url: string): OpenConnection {
  const origin = URL.parse(url)?.origin ?? '';
  const auth = { kind: 'bearer' } as const;
  return { name: 'Acme', auth, secret: { token: 'sesame-open' }, hosts: [origin], baseUrl: url };
}

function call(step: Partial<PlannedStep>, input: unknown): CallRequest {
  return {
    runId: 'none',
    step: {
      id: StepId.parse('ask'),
      connector: 'acme',
      connectorVersion: '1',
      operation: 'list',
      kind: 'call',
      repeat: 'natural',
      inputs: {},
      incoming: [],
      catchesError: false,
      ...step,
    },
    path: 'ask',
    input,
    mode: 'live',
    startedAt: Date.now(),
    attempt: 1,
    idempotencyKey: 'key',
    signal: new AbortController().signal,
  };
}

/** What the app answered, or why it did not, as the row of the subscription says it. */
async function register(operations: ReturnType<typeof createOperations>): Promise<unknown> {
  const end = Promise.withResolvers<unknown>();
  const register = { operation: 'make', input: { body: { url: { from: 'url' } } }, id: 'id' };
  const wants = { connector: 'acme', connectorVersion: '1', connection: 'c1', input: {}, webhook: { register } };
  const row = { id: 's1', claim: 'c', workspaceId: 'w1', flowId: 'f1', hookId: 'h1', wants, holds: null };
  const claimed = { ...row, remoteId: null, sealed: null, expiresAt: null, failures: 0 };
  const subscriber = new Subscriber({
    subscriptions: {
      claimDue: async () => [claimed] as never,
      keepSecret: async () => undefined,
      agreed: async (_subscription, agreed) => {
        end.resolve(agreed);
        return true;
      },
      ended: async () => undefined,
      failed: async (_subscription, { error }) => end.reject(new SubscriptionFailed(error)),
      release: async () => undefined,
    },
    operationsOf: () => operations,
    vault: { seal: async () => ({}) as never },
    hookUrl: (hookId) => `https://patchbay.example/hook/${hookId}`,
    hooksChanged: async () => undefined,
    now: Date.now,
    onError: (error) => end.reject(error),
  });
  await subscriber.lookAfterDue();
  return end.promise;
}

/** What stands in the row of a subscription that an app did not agree to. */
export class SubscriptionFailed extends Error {}

/** A description that leads there in every place that holds an address. */
function describing(url: string): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Acme', version: '1', 'x-logo': { url }, termsOfService: url, contact: { url } },
    externalDocs: { url },
    servers: [{ url: 'https://api.example.com' }],
    paths: {
      '/a': {
        $ref: `${url}#/paths/~1a`,
        get: {
          operationId: 'a',
          parameters: [{ $ref: `${url}#/components/parameters/A` }],
          responses: { 200: { description: 'ok', content: { 'application/json': { schema: { $ref: url } } } } },
        },
      },
    },
  });
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#\\]*)/i.exec(url)?.[1]?.replace(/^\[|\]$/g, '') ?? url;
}

function portOf(url: string): number {
  return Number(/:(\d+)(?:[/?#]|$)/.exec(url.replace(/\[[^\]]*\]/, ''))?.[1] ?? 80);
}
