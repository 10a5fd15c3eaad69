import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { packPage } from './compressAnswers.ts';
import { type Caller, type FirstAnswers, firstAnswers } from './firstAnswers.ts';
import { flowRows } from './flowRows.ts';
import { type PreloadsOf, readPageFiles } from './pageFiles.ts';
import { type Page, pages, signInPage } from './pages.ts';
import { contentPolicy, newNonce } from './securityHeaders.ts';

type WebAppOptions = {
  folder: string;
  isHttps: boolean;
  /** The API as the person calls it who opens a page; nothing where nobody is signed in. */
  apiOf(request: FastifyRequest): Promise<Caller | null>;
  /** How long a page may wait for what is only there to make it faster. */
  aheadMs?: number | undefined;
  /** Somebody opens a page: what it will ask for next can be made ready. */
  onPage(): void;
};

/** The built app: files with a hash in their name for a year, everything else asked for anew; every page is its index. */
export async function webApp(app: FastifyInstance, options: WebAppOptions): Promise<void> {
  const { folder, isHttps, onPage } = options;
  const index = await readFile(join(folder, 'index.html'), 'utf8').catch(() => NOT_BUILT);
  const preloadsOf = await readPageFiles(folder);
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    preCompressed: true,
    cacheControl: false,
    suppressWarning: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const sendIndex = async (request: FastifyRequest, reply: FastifyReply) => {
    onPage();
    const nonce = newNonce();
    reply.header('content-security-policy', contentPolicy({ nonce, isHttps }));
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    // What goes wrong here goes wrong again when the page asks, and is told there.
    const ahead = await aheadOf(request, options).catch(() => undefined);
    const html = index.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);
    const page = ahead === undefined ? html : withAhead(html, { ...ahead, preloadsOf });
    return reply.send(await packPage(page, request, reply));
  };
  app.get('/', sendIndex);
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|hook|form|health|assets)(\/|$)/.test(pathOf(request));
    if (isPage) return sendIndex(request, reply);
    return reply.code(404).send({ code: 'not_found', message: 'There is nothing at this address.' });
  });
}

type Ahead = FirstAnswers & { page: Page };

/** What the page will need, by who opens it; nothing for pages that are rarely opened first. */
async function aheadOf(request: FastifyRequest, { apiOf, aheadMs = 300 }: WebAppOptions): Promise<Ahead | undefined> {
  const path = pathOf(request);
  const page = [...pages, signInPage].find((candidate) => candidate.path.test(path));
  if (page === undefined) return undefined;
  const api = await Promise.race([apiOf(request), after(aheadMs, undefined, { ref: false })]);
  if (api === null) return { page: signInPage, answers: [{ path: 'session.get', data: null }] };
  // Whoever is signed in does not stay at the sign-in form.
  if (api === undefined || page === signInPage) return undefined;
  const flowId = page.path.exec(path)?.groups?.flowId;
  return { page, ...(await firstAnswers(api, { flowId, mostMs: aheadMs })) };
}

function withAhead(html: string, { page, answers, flow, preloadsOf }: Ahead & { preloadsOf: PreloadsOf }): string {
  const shape = page.shape === undefined ? '<body>' : `<body data-shape="${page.shape}">`;
  const rows = (flow && flowRows(flow)?.text) ?? '';
  // As data, which the policy lets stand in a page; a text of somebody's cannot end it.
  const data = JSON.stringify(answers).replaceAll('<', '\\u003c');
  return html
    .replace('</head>', () => `${preloadsOf(page.screen)}</head>`)
    .replace('<body>', shape)
    .replace(SHAPE_BAR, () => `${SHAPE_BAR}${rows}`)
    .replace('</body>', () => `<script type="application/json" id="first-answers">${data}</script></body>`);
}

/** In the outline of a page, what the flow's rows stand below. */
const SHAPE_BAR = '<div class="bar"></div>';

function pathOf(request: FastifyRequest): string {
  return new URL(request.url, 'http://server').pathname;
}

const NOT_BUILT = `<!doctype html><html lang="en"><head><title>Patchbay</title></head>
<body><h1>Patchbay</h1><p>The web app is not built yet. Start with <code>npm start</code>, which builds it.</p></body></html>`;
