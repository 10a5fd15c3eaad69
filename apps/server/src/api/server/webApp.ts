import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentPolicy, newNonce } from './securityHeaders.ts';

type WebAppOptions = {
  folder: string;
  isHttps: boolean;
  /** Somebody opens a page: what it will ask for next can be made ready. */
  onPage(): void;
};

/** The built app: files with a hash in their name for a year, everything else asked for anew; every page is its index. */
export async function webApp(app: FastifyInstance, { folder, isHttps, onPage }: WebAppOptions): Promise<void> {
  const index = await readFile(join(folder, 'index.html'), 'utf8').catch(() => NOT_BUILT);
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
  const sendIndex = (reply: FastifyReply) => {
    onPage();
    const nonce = newNonce();
    reply.header('content-security-policy', contentPolicy({ nonce, isHttps }));
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(index.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`));
  };
  app.get('/', (_request, reply) => sendIndex(reply));
  app.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://server');
    const isPage = request.method === 'GET' && !/^\/(api|hook|form|health|assets)(\/|$)/.test(pathname);
    if (isPage) return sendIndex(reply);
    return reply.code(404).send({ code: 'not_found', message: 'There is nothing at this address.' });
  });
}

const NOT_BUILT = `<!doctype html><html lang="en"><head><title>Patchbay</title></head>
<body><h1>Patchbay</h1><p>The web app is not built yet. Start with <code>npm start</code>, which builds it.</p></body></html>`;
