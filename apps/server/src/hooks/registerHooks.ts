import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { type HookDeps, handleHook } from './handleHook.ts';

const PREFIX = '/hook/';

/**
 * The hooks' own listener for `node:http`, to stand before any framework's. Says whether the request was one of its own.
 * Routing, hooks and reply objects of Fastify took a third of a small flow's time.
 */
export function createHookListener(deps: HookDeps): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const url = request.url ?? '';
    if (!url.startsWith(PREFIX)) return false;
    const mark = url.indexOf('?');
    const id = mark === -1 ? url.slice(PREFIX.length) : url.slice(PREFIX.length, mark);
    const query = mark === -1 ? '' : url.slice(mark + 1);
    void handleHook(deps, { id, query }, { request, response });
    return true;
  };
}

/** The same as routes of Fastify, for a server that has no listener of its own. */
export function registerHooks(app: FastifyInstance, deps: HookDeps): void {
  const listener = createHookListener(deps);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body is read from the socket by the hooks themselves, with their own limit.
    scope.addContentTypeParser('*', (_request, _payload, done) => {
      done(null);
    });
    scope.all(`${PREFIX}*`, { logLevel: 'silent' }, (request, reply) => {
      reply.hijack();
      listener(request.raw, reply.raw);
    });
  });
}
