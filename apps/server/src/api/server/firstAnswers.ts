import { setTimeout as after } from 'node:timers/promises';
import { usedOperations } from '@patchbay/flow';
import { appRouter } from '../router.ts';
import { createCallerFactory } from '../trpc.ts';
import type { OpenedFlow } from './flowRows.ts';

/** Gives the API as one person, or nobody, calls it: with the same permissions as over the network. */
export const callApi = createCallerFactory(appRouter);

/** That API. */
export type Caller = ReturnType<typeof callApi>;

/** A question of the API that a page asks first, and its answer. */
type FirstAnswer = { path: string; input?: unknown; data: unknown };

/** More are asked for in several requests, which only the page can tell apart. */
const MOST_OPERATIONS = 24;

/** What a page brings: those answers, and the flow that it opens. */
export type FirstAnswers = { answers: readonly FirstAnswer[]; flow?: OpenedFlow };

type Asked = { flowId: string | undefined; mostMs: number };

/**
 * What a page would ask as soon as its code runs, answered before: who is signed in and, in the builder, the flow with all that
 * its cards show. What is refused or takes long is left out, so that the page asks and is told.
 */
export async function firstAnswers(api: Caller, { flowId, mostMs }: Asked): Promise<FirstAnswers> {
  const answers: FirstAnswer[] = [];
  let flow: OpenedFlow | undefined;
  const give = (answer: FirstAnswer) => void answers.push(answer);
  const opened = (found: OpenedFlow) => {
    flow = found;
  };
  const all = Promise.allSettled([
    api.session.get().then((data) => give({ path: 'session.get', data })),
    flowId === undefined ? undefined : openFlow(api, { flowId, give, opened }),
  ]);
  await Promise.race([all, after(mostMs, undefined, { ref: false })]);
  return { answers: [...answers], ...(flow !== undefined && { flow }) };
}

type Opening = { flowId: string; give(answer: FirstAnswer): void; opened(flow: OpenedFlow): void };

async function openFlow(api: Caller, { flowId, give, opened }: Opening): Promise<void> {
  const flow = await api.flow.get({ flowId });
  give({ path: 'flow.get', input: { flowId }, data: flow });
  const { workspaceId, name } = flow;
  const { document } = flow.draft;
  opened({ name, document });
  const refs = usedOperations(document);
  if (refs.length === 0) return;
  const list = { workspaceId };
  const listing = api.connector.list(list).then((data) => give({ path: 'connector.list', input: list, data }));
  if (refs.length > MOST_OPERATIONS) return listing;
  const resolve = { workspaceId, refs };
  const resolving = api.connector
    .resolve(resolve)
    .then((data) => give({ path: 'connector.resolve', input: resolve, data }));
  await Promise.all([listing, resolving]);
}
