import type { Mapping } from '@patchbay/flow';
import { draw, literal, object, ref } from '../../runs/testing.ts';
import { type Answered, failureOf, outputOf, type Person, type Tried } from './product.ts';

/** How it ended: a code and what a person reads, or `reached`. */
export type End = { code: string; message: string };

/** One way on which an address that somebody typed makes the whole product send something. */
export type ProductDoor = {
  name: string;
  /** All spellings, or a few where each takes many requests. */
  takes: 'all' | 'some';
  /** Brings those addresses there, and says how each ended. */
  go(urls: readonly string[]): Promise<End[]>;
};

const reached: End = { code: 'reached', message: 'reached' };
const AT_ONCE = 8;

export function productDoors(person: Person): ProductDoor[] {
  const way = (at: number, values: Record<string, string>) => ({ kind: 'way', way: at, values });
  const fields = (id: string, values: Record<string, string>) => ({ kind: 'fields', id, values });
  const each = (go: (url: string, index: number) => Promise<End>) => (urls: readonly string[]) => inTurns(urls, go);
  const connect = (connector: string, auth: object, anyway = false) =>
    person.ask<{ id: string }>('connection.create', { connector, name: 'Acme', auth, anyway });

  return [
    { name: 'an HTTP step that is tried', takes: 'all', go: (urls) => loop(person, 'http', urls) },
    { name: 'an HTTP list that is tried', takes: 'all', go: (urls) => loop(person, 'httpList', urls) },
    { name: 'a published flow and its webhook', takes: 'all', go: (urls) => sent(person, urls) },
    {
      name: 'a description by link',
      takes: 'all',
      go: each(async (url) => endOf(await person.ask('connector.import', { source: { kind: 'link', url } }))),
    },
    {
      name: 'the references of a description',
      takes: 'all',
      go: each(async (url) => endOf(await person.ask('connector.import', { source: text(describing(url)) }))),
    },
    {
      name: 'the address of an account and its test call',
      takes: 'all',
      go: each(async (url) => endOf(await connect('ai-server', way(0, { address: url, token: 'k' })))),
    },
    {
      name: 'a lookup',
      takes: 'some',
      go: each(async (address) => {
        const made = await connect('ai-server', way(0, { address, token: 'k' }), true);
        if (!made.ok) return endOf(made);
        const asked = { connector: 'ai-server', version: '1', operation: 'createEmbedding', field: 'model' };
        return endOf(await person.look('connector.lookup', { ...asked, connection: made.data.id }));
      }),
    },
    {
      name: 'the storage of an S3 account',
      takes: 'some',
      go: each(async (url) => {
        const host = new URL(URL.canParse(url) ? url : 'http://none.example').host;
        const key = { accessKeyId: 'AKIA', secretAccessKey: 's', region: 'eu-central-1' };
        return endOf(await connect('s3', way(0, { host, ...key })));
      }),
    },
    {
      name: 'the base URL of an imported API',
      takes: 'some',
      go: each((url, index) => based({ person, url, name: `B${index}` })),
    },
    { name: 'the token endpoint', takes: 'some', go: each((url, index) => signIn({ person, url, name: `T${index}` })) },
    {
      name: 'the token endpoint of client credentials',
      takes: 'some',
      go: each((url, index) => withCredentials({ person, url, name: `C${index}` })),
    },
    {
      name: 'the device endpoint',
      takes: 'some',
      go: each((url, index) => byCode({ person, url, name: `D${index}` })),
    },
    {
      name: 'a mail server',
      takes: 'some',
      go: each(async (url) => {
        const made = await connect('email', fields('smtp', { ...server(url), from: 'ada@example.com' }));
        if (!made.ok) return endOf(made);
        const inputs = { to: literal('ada@example.com'), subject: literal('Hello'), text: literal('Hello') };
        return ended(
          await person.try(flowOf({ connector: 'email', operation: 'send', inputs, connection: made.data.id })),
        );
      }),
    },
    {
      name: 'a mailbox',
      takes: 'some',
      go: each(async (url) => {
        const made = await connect('email', fields('imap', { ...server(url), user: 'ada', password: 'p' }));
        return made.ok
          ? lookedAt(person, { connector: 'email', operation: 'received', connection: made.data.id })
          : endOf(made);
      }),
    },
    {
      name: 'an address that is looked at again and again',
      takes: 'some',
      go: each((url) => lookedAt(person, { connector: 'core', operation: 'poll', inputs: { url: literal(url) } })),
    },
  ];
}

async function inTurns(urls: readonly string[], go: (url: string, index: number) => Promise<End>): Promise<End[]> {
  const ends: End[] = [];
  for (let at = 0; at < urls.length; at += AT_ONCE) {
    const some = urls.slice(at, at + AT_ONCE);
    ends.push(...(await Promise.all(some.map((url, index) => go(url, at + index)))));
  }
  return ends;
}

/** One run that brings each of them to a step, in a loop. */
async function loop(person: Person, operation: string, urls: readonly string[]): Promise<End[]> {
  const document = draw(
    {
      order: { operation: 'manual', inputs: { example: literal({ urls: ['a'] }) } },
      each: {
        operation: 'forEach',
        inputs: { items: ref('order.urls'), onError: literal('collect'), atOnce: literal(20) },
      },
      ask: { operation, parent: 'each', inputs: { url: ref('each.item') } },
    },
    'order -> each',
  );
  Object.assign(document.steps.ask ?? {}, { retry: ONCE });
  const { events } = await person.try(document, { urls });
  return urls.map((_, index) => endAt(events, `each[${index}]/ask`));
}

async function sent(person: Person, urls: readonly string[]): Promise<End[]> {
  const document = draw(
    {
      order: { operation: 'webhook', inputs: { example: literal({ url: 'a' }) } },
      ask: { operation: 'http', inputs: { url: ref('order.body.url') } },
      well: {
        operation: 'respond',
        inputs: { body: object({ code: literal('reached'), message: literal('reached') }) },
      },
      ill: { operation: 'respond', inputs: { body: ref('ask.error') } },
    },
    'order -> ask',
    'ask -> well',
    'ask -error-> ill',
  );
  Object.assign(document.steps.ask ?? {}, { retry: ONCE });
  const { hook } = await person.publish(document);
  return inTurns(urls, async (url) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(hook, { method: 'POST', headers, body: JSON.stringify({ url }) });
    return answer.json();
  });
}

const ONCE = { tries: 1, firstWaitMs: 0 };

type Used = {
  connector: string;
  version?: string;
  operation: string;
  inputs?: Record<string, Mapping>;
  connection?: string;
};

/** One step of any connector, begun by hand. */
function flowOf(used: Used) {
  const document = draw(
    { order: { operation: 'manual', inputs: { example: literal({}) } }, ask: { operation: 'http' } },
    'order -> ask',
  );
  Object.assign(document.steps.ask ?? {}, stepOf(used), { retry: ONCE });
  return document;
}

function stepOf({ connector, version = '1', operation, inputs = {}, connection }: Used) {
  return { uses: { connector, version, operation }, inputs, ...(connection !== undefined && { connection }) };
}

/** A published flow whose trigger looks at another system, and how its first look ended. */
async function lookedAt(person: Person, used: Used): Promise<End> {
  const document = draw({ order: { operation: 'manual', inputs: {} } });
  Object.assign(document.steps.order ?? {}, stepOf(used));
  const { flowId } = await person.publish(document);
  await person.call('flow.lookNow', { flowId, stepId: 'order' });
  return firstLook(person, flowId);
}

async function firstLook(person: Person, flowId: string): Promise<End> {
  for (;;) {
    const [state] = await person.query<{ lastAt: string | null; error: string | null; failures: number }[]>(
      'flow.listTriggers',
      { flowId },
    );
    if (state?.error) return { code: 'said', message: state.error };
    if (state?.lastAt) return reached;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What an app that is asked for its events came to: it stands where its API always does, whatever its name leads to. */
export async function askForEvents(person: Person): Promise<End> {
  const auth = { kind: 'way', way: 1, values: { token: 'ghp_1' } };
  const made = await person.call<{ id: string }>('connection.create', {
    connector: 'github',
    name: 'Acme',
    auth,
    anyway: true,
  });
  const inputs = { owner: literal('acme'), repo: literal('shop'), actions: literal(['opened']) };
  const document = draw({ order: { operation: 'manual', inputs: {} } });
  Object.assign(
    document.steps.order ?? {},
    stepOf({ connector: 'github', operation: 'onIssue', inputs, connection: made.id }),
  );
  const { flowId } = await person.publish(document);
  return firstLook(person, flowId);
}

async function based({ person, url, name }: Provided): Promise<End> {
  const source = text(descriptionOf({ name, schemes: {} }));
  const made = await person.ask<{ connector: Imported }>('connector.import', { source, name, baseUrl: url });
  if (!made.ok) return endOf(made);
  const { id, version } = made.data.connector;
  return ended(await person.try(flowOf({ connector: id, version, operation: 'list' })));
}

type Provided = { person: Person; url: string; name: string };
type Imported = { id: string; version: string };

type Described = { name: string; schemes: object };

async function imported(person: Person, described: Described): Promise<Imported> {
  const asked = { source: text(descriptionOf(described)), name: described.name };
  const { connector } = await person.call<{ connector: Imported }>('connector.import', asked);
  return connector;
}

function descriptionOf({ name, schemes }: Described): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: name, version: '1' },
    servers: [{ url: 'http://api.example:9' }],
    components: { securitySchemes: schemes },
    security: Object.keys(schemes).map((scheme) => ({ [scheme]: [] })),
    paths: { '/': { get: { operationId: 'list', responses: { 200: { description: 'ok' } } } } },
  });
}

/** A provider that somebody describes, with a client to sign in by. */
async function provider({ person, name }: Provided, flows: object): Promise<Imported> {
  const connector = await imported(person, { name, schemes: { key: { type: 'oauth2', flows } } });
  await person.call('oauth.setClient', { connector: connector.id, clientId: 'c', clientSecret: 's' });
  return connector;
}

const openPage = 'https://provider.example/authorize';

async function signIn(provided: Provided): Promise<End> {
  const { person, url } = provided;
  const scopes = {};
  const flows = { authorizationCode: { authorizationUrl: openPage, tokenUrl: url, refreshUrl: url, scopes } };
  const begun = await begin(provided, flows);
  if (!begun.ok) return endOf(begun);
  const state = new URL(begun.data.url ?? openPage).searchParams.get('state');
  const answer = await person.get(`/oauth/callback?state=${state}&code=c`);
  const [, message = ''] = /<p>(.*?)<\/p>/.exec(await answer.text()) ?? [];
  return answer.status === 200 ? reached : { code: 'said', message };
}

async function byCode(provided: Provided): Promise<End> {
  const { url } = provided;
  return endOf(
    await begin(provided, { deviceAuthorization: { deviceAuthorizationUrl: url, tokenUrl: url, scopes: {} } }),
  );
}

async function begin(provided: Provided, flows: object): Promise<Answered<{ url?: string }>> {
  const { id } = await provider(provided, flows);
  return provided.person.ask('oauth.begin', { connector: id, way: 0, name: 'Acme', values: {} });
}

async function withCredentials(provided: Provided): Promise<End> {
  const { person, url } = provided;
  const { id, version } = await provider(provided, { clientCredentials: { tokenUrl: url, scopes: {} } });
  const auth = { kind: 'way', way: 0, values: { clientId: 'c', clientSecret: 's' } };
  const made = await person.ask<{ id: string }>('connection.create', { connector: id, name: 'Acme', auth });
  if (!made.ok) return endOf(made);
  const used = { connector: id, version, operation: 'list', connection: made.data.id };
  return ended(await person.try(flowOf(used)));
}

function text(description: string) {
  return { kind: 'text', text: description };
}

/** A description that leads there in every place that holds an address. */
function describing(url: string): string {
  const schema = { $ref: url };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'References', version: '1', 'x-logo': { url }, termsOfService: url, contact: { url } },
    externalDocs: { url },
    servers: [{ url: 'https://api.example.com' }],
    components: { securitySchemes: { id: { type: 'openIdConnect', openIdConnectUrl: url } } },
    paths: {
      '/b': { $ref: `${url}#/paths/~1b` },
      '/a': {
        get: {
          operationId: 'a',
          parameters: [{ $ref: `${url}#/components/parameters/A` }],
          responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
        },
      },
    },
  });
}

function server(url: string) {
  const { hostname = '', port = '' } = URL.parse(url) ?? {};
  return { host: hostname.replace(/^\[|\]$/g, '') || 'none', port: port || '465', security: 'tls' };
}

function endOf(answered: Answered<unknown>): End {
  return answered.ok ? reached : { code: answered.code, message: answered.message };
}

function ended(tried: Tried): End {
  return endAt(tried.events, 'ask');
}

function endAt(events: Tried['events'], path: string): End {
  const failure = failureOf({ events }, path);
  if (failure !== undefined) return { code: failure.code, message: failure.message };
  return outputOf({ events }, path) === undefined ? { code: 'nothing', message: '' } : reached;
}
