import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CallbackListenerDeps, handleCallback } from './callbacks/handleCallback.ts';
import { handleForm } from './forms/handleForm.ts';
import { handleHook } from './handleHook.ts';
import type { HookDeps } from './hookDeps.ts';

const HOOK = '/hook/';
const FORM = '/form/';
const CALLBACK = '/callback/';

/** Whether an address is one of flows: a webhook's, a form's, or one that a run waits at. */
export function isForHooks(url: string): boolean {
  return url.startsWith(HOOK) || url.startsWith(FORM) || url.startsWith(CALLBACK);
}

/**
 * The hooks' own listener for `node:http`, to stand before the framework's: a webhook needs none of its routing, parsing and
 * reply objects, and there may be thousands a second. Says whether the request was one of its own.
 */
export function createHookListener(
  deps: HookDeps & { callbacks: CallbackListenerDeps },
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const url = request.url ?? '';
    if (url.startsWith(CALLBACK)) {
      void handleCallback(deps.callbacks, addressIn(url.slice(CALLBACK.length)), { request, response });
      return true;
    }
    const isForm = url.startsWith(FORM);
    if (!isForm && !url.startsWith(HOOK)) return false;
    // Both prefixes are of one length.
    const address = addressIn(url.slice(HOOK.length));
    if (isForm) void handleForm(deps, address, { request, response });
    else void handleHook(deps, address, { request, response });
    return true;
  };
}

/** `id/any/path?query`. */
function addressIn(rest: string): { id: string; path: string; query: string } {
  const mark = rest.indexOf('?');
  const place = mark === -1 ? rest : rest.slice(0, mark);
  const query = mark === -1 ? '' : rest.slice(mark + 1);
  const slash = place.indexOf('/');
  if (slash === -1) return { id: place, path: '', query };
  return { id: place.slice(0, slash), path: place.slice(slash), query };
}
