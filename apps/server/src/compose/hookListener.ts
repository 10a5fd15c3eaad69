import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHookListener } from '../hooks/createHookListener.ts';
import { createFormTokens } from '../hooks/forms/formTokens.ts';
import { createLimits } from '../hooks/limits.ts';
import { HOOK_CHANNEL, Routes } from '../hooks/routes.ts';
import { triggerSettings } from '../hooks/triggerSettings.ts';
import type { Database } from '../store/database.ts';
import { findDelivery, findDraftStep, findHookRoute } from '../store/hookRoutes.ts';
import { createTryCounts } from '../store/tryCounts.ts';
import type { Composed } from './composeApp.ts';

/** What hooks need of the app. */
export type HookParts = Pick<
  Composed['app'],
  | 'worker'
  | 'live'
  | 'captures'
  | 'journal'
  | 'files'
  | 'openConnection'
  | 'catalogs'
  | 'subscriptionSecret'
  | 'runStore'
  | 'plans'
  | 'addresses'
  | 'tellWord'
  | 'now'
  | 'onError'
>;

export type HookOptions = {
  instanceKey: Uint8Array;
  requestsPerSecond?: number | undefined;
  /** See `createLimits`. */
  isBehindProxy?: boolean;
};

/** The listener for hooks' addresses, which hears when a flow's hooks lead elsewhere. */
export function wireHooks(
  { app, notifications }: { app: HookParts; notifications: Composed['notifications'] },
  { pool }: Pick<Database, 'pool'>,
  { instanceKey, ...limits }: HookOptions,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { worker, live, captures, journal, files, openConnection, now, onError } = app;
  const routes = new Routes({ find: (hookId) => findHookRoute(pool, hookId), now });
  notifications.on(HOOK_CHANNEL, (flowId) => routes.changed(flowId));
  notifications.onGap(() => routes.forgetAll());
  const limited = createLimits({ now, takeTry: createTryCounts(pool, now), ...limits });
  return createHookListener({
    callbacks: { ...app, limits: limited },
    routes,
    worker,
    live,
    captures,
    journal,
    files,
    openConnection,
    addresses: app.addresses,
    subscriptionSecret: app.subscriptionSecret,
    limits: limited,
    tokens: createFormTokens(instanceKey),
    now,
    onError,
    async draftSettings({ workspaceId, flowId, stepId }) {
      const step = await findDraftStep(pool, flowId, stepId);
      if (step === null) return undefined;
      if (step.uses.connector === 'core') return triggerSettings(step);
      const { webhook } = (await app.catalogs.forRefs(workspaceId, [step.uses])).find(step.uses) ?? {};
      return webhook && triggerSettings({ ...step, webhook });
    },
    async findDelivered(delivery) {
      const runId = await findDelivery(pool, delivery);
      if (runId === null) return null;
      const answered = (await journal.read(runId)).find((event) => event.type === 'run.answered');
      return answered?.type === 'run.answered' ? { runId, answer: answered.answer } : { runId };
    },
  });
}
