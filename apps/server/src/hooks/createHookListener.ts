import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HookDeps, handleHook } from './handleHook.ts';

const PREFIX = '/hook/';

/**
 * The hooks' own listener for `node:http`, to stand before the framework's: a webhook needs none of its routing, parsing and
 * reply objects, and there may be thousands a second. Says whether the request was one of its own.
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
