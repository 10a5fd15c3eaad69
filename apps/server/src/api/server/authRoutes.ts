import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ADDRESS_HEADER, type Auth } from './auth.ts';

/** Hands /api/auth/* to better-auth, which speaks the web's Request and Response. */
export async function authRoutes(
  app: FastifyInstance,
  { auth, origin }: { auth: Auth; origin: string },
): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) =>
    done(null, body),
  );
  app.route({
    method: ['GET', 'POST'],
    url: '/*',
    async handler(request, reply) {
      const response = await auth.handler(toWebRequest(request, origin));
      reply.code(response.status);
      for (const [name, value] of response.headers) {
        if (name !== 'set-cookie') reply.header(name, value);
      }
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      return reply.send(response.body === null ? null : Buffer.from(await response.arrayBuffer()));
    },
  });
}

function toWebRequest(request: FastifyRequest, origin: string): Request {
  const headers = toWebHeaders(request);
  headers.set(ADDRESS_HEADER, request.ip);
  const body = Buffer.isBuffer(request.body) && request.body.length > 0 ? new Uint8Array(request.body) : null;
  return new Request(new URL(request.url, origin), { method: request.method, headers, body });
}

/** A request's headers as better-auth reads them. */
export function toWebHeaders(request: Pick<FastifyRequest, 'headers'>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
