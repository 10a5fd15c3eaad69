import type { IncomingMessage, ServerResponse } from 'node:http';
import { isForHooks } from './createHookListener.ts';
import { problems, writeProblem } from './problem.ts';

/** Stands in for the hooks' listener on a process without hooks. Says whether the request was one of theirs. */
export function refuseHooks(request: IncomingMessage, response: ServerResponse): boolean {
  if (!isForHooks(request.url ?? '')) return false;
  request.resume();
  writeProblem(response, problems.notHere);
  return true;
}
