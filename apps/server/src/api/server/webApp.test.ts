import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDocument } from '@patchbay/flow';
import { type TestApp, testApp } from '../testing.ts';
import { pages, signInPage } from './pages.ts';
import { testServer } from './testServer.ts';

const origin = 'http://localhost:3000';
const index =
  '<!doctype html><html><head><title>Patchbay</title></head><body><div id="root"></div><div id="shape"><div class="bar"></div></div></body></html>';
/** As Vite writes it: the builder's screen needs a chunk that needs the index. */
const manifest = {
  'index.html': { file: 'assets/index.js', css: ['assets/kit.css'], imports: ['_vendor.js'] },
  '_vendor.js': { file: 'assets/vendor.js' },
  'src/screens/flows/FlowScreen.tsx': {
    file: 'assets/FlowScreen.js',
    css: ['assets/looks.css'],
    imports: ['_editor.js'],
  },
  '_editor.js': { file: 'assets/editor.js', imports: ['_vendor.js', 'index.html'] },
  'src/screens/home/HomeScreen.tsx': { file: 'assets/HomeScreen.js' },
  'src/screens/signIn/SignInScreen.tsx': { file: 'assets/SignInScreen.js' },
};

let test: TestApp;
let server: FastifyInstance;
let folder: string;

beforeAll(async () => {
  test = await testApp();
  folder = await mkdtemp(join(tmpdir(), 'patchbay-web-'));
  await mkdir(join(folder, '.vite'));
  await writeFile(join(folder, 'index.html'), index);
  await writeFile(join(folder, '.vite', 'manifest.json'), JSON.stringify(manifest));
  server = await testServer(test, origin, folder);
});
afterAll(async () => {
  await server.close();
  await test.drop();
  await rm(folder, { recursive: true });
});

/** Somebody new: their cookie, and the API over the network. */
async function signUp(email: string) {
  const payload = { name: 'Ada', email, password: 'correct horse' };
  const headers = { origin, host: 'localhost:3000' };
  const response = await server.inject({ method: 'POST', url: '/api/auth/sign-up/email', payload, headers });
  const cookie = [response.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ');
  const ask = async (path: string, input?: unknown) => {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return (await server.inject({ url: `/api/trpc/${path}${query}`, headers: { cookie } })).json().result.data;
  };
  const create = async (name: string, document: object) => {
    const { workspaces } = await ask('session.get');
    const body = { workspaceId: workspaces[0].id, name, document };
    const made = await server.inject({
      method: 'POST',
      url: '/api/trpc/flow.create',
      payload: body,
      headers: { ...headers, cookie },
    });
    return String(made.json().result.data.id);
  };
  return { cookie, ask, create };
}

const open = (url: string, cookie = '') => server.inject({ url, headers: { cookie } });

type Answer = { path: string; input?: unknown; data: unknown };
/** In the order of their names: they come as they are found. */
const answersIn = (html: string): Answer[] => {
  const data = /<script type="application\/json" id="first-answers">(.*?)<\/script>/.exec(html)?.[1] ?? '[]';
  const answers: Answer[] = JSON.parse(data);
  return answers.sort((left, right) => left.path.localeCompare(right.path));
};

const manual = {
  ...emptyDocument,
  steps: {
    begin: {
      id: 'begin',
      name: 'Begin',
      uses: { connector: 'core', version: '1', operation: 'manual' },
      inputs: {},
      position: { x: 0, y: 0 },
    },
  },
};

describe('a page of somebody who is signed in', () => {
  it('names the files of its screen, each once and none that the index names', async () => {
    const { cookie } = await signUp('files@example.com');
    const { body } = await open('/flows/some-flow', cookie);
    const tags = [...body.matchAll(/<(link|script)([^>]*) (?:href|src)="\/assets\/([^"]+)">/g)];
    expect(tags.map(([, tag, , file]) => [tag, file])).toEqual([
      ['link', 'looks.css'],
      ['script', 'FlowScreen.js'],
      ['script', 'editor.js'],
    ]);
    // As soon as it has come, and not in the way of what is painted first.
    expect(tags.at(-1)?.[2]).toBe(' type="module" async fetchpriority="low" crossorigin');
    expect(body).toContain('<body data-shape="builder">');
    expect((await open('/', cookie)).body).toContain('<body data-shape="frame">');
  });

  it('brings what the builder asks first, with the answers the API gives', async () => {
    const { cookie, ask, create } = await signUp('answers@example.com');
    const flowId = await create('Orders', manual);
    const answers = answersIn((await open(`/flows/${flowId}`, cookie)).body);
    expect(answers.map(({ path }) => path)).toEqual(['connector.list', 'connector.resolve', 'flow.get', 'session.get']);
    for (const { path, input, data } of answers) expect(data).toEqual(await ask(path, input));
  });

  it('shows the steps in its outline, for those whose screen is a list', async () => {
    const { cookie, create } = await signUp('rows@example.com');
    const flowId = await create('Orders & more', manual);
    const rows = '<div class="rows"><p>Orders &amp; more</p><ol><li>Begin</li></ol></div>';
    expect((await open(`/flows/${flowId}`, cookie)).body).toContain(`<div class="bar"></div>${rows}</div>`);
    expect((await open(`/flows/${flowId}/runs`, cookie)).body).toContain('<div class="bar"></div></div>');
  });

  it('brings nothing of a flow of others', async () => {
    const [owner, other] = [await signUp('owner@example.com'), await signUp('other@example.com')];
    const flowId = await owner.create('Secret plans', manual);
    const { body } = await open(`/flows/${flowId}`, other.cookie);
    expect(answersIn(body).map(({ path }) => path)).toEqual(['session.get']);
    expect(body).not.toContain('Secret plans');
  });

  it('lets no name end the data and begin a script', async () => {
    const { cookie, create } = await signUp('script@example.com');
    const flowId = await create('</script><script>alert(1)</script><!-- $& $1', manual);
    const { body } = await open(`/flows/${flowId}`, cookie);
    expect(body).not.toContain('alert(1)</script>');
    const flow = answersIn(body).find(({ path }) => path === 'flow.get');
    expect(flow?.data).toMatchObject({ name: '</script><script>alert(1)</script><!-- $& $1' });
  });

  it('travels compressed to who takes it so', async () => {
    const { cookie, create } = await signUp('packed@example.com');
    const url = `/flows/${await create('Orders', manual)}`;
    const sent = await server.inject({ url, headers: { cookie, 'accept-encoding': 'gzip, br' } });
    expect(sent.headers['content-encoding']).toBe('gzip');
    expect(answersIn(gunzipSync(sent.rawPayload).toString())).toEqual(answersIn((await open(url, cookie)).body));
  });
});

describe('a page of nobody', () => {
  it.each(['/', '/flows/some-flow', '/sign-in'])(
    'names the files of the sign-in form at %s, and has no outline',
    async (url) => {
      const { body } = await open(url);
      expect([...body.matchAll(/src="\/assets\/([^"]+)"/g)].map(([, file]) => file)).toEqual(['SignInScreen.js']);
      expect(body).toContain('<body>');
      expect(answersIn(body)).toEqual([{ path: 'session.get', data: null }]);
    },
  );

  it('is the index alone where its code knows best', async () => {
    const { body } = await open('/invitation/abc');
    expect(body.replace(/<meta property="csp-nonce"[^>]*>/, '')).toBe(index);
  });
});

it('knows pages by the paths and screens of the web app', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../../web/src/app/router.tsx'), 'utf8');
  const routes = [...source.matchAll(/path: '([^']+)',(?:(?!createRoute)[\s\S])*?import\('\.\.\/([^']+)'\)/g)].map(
    ([, path = '', screen]) => ({ path: path.replaceAll(/\$\w+/g, 'some-id'), screen: `src/${screen}` }),
  );
  const screensAt = (page: RegExp) => routes.filter(({ path }) => page.test(path)).map(({ screen }) => screen);
  const all = [...pages, signInPage];
  expect(all.map(({ path }) => screensAt(path))).toEqual(all.map(({ screen }) => [screen]));
});
