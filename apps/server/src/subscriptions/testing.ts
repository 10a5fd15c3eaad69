import { randomUUID } from 'node:crypto';
import type { Auth } from '@patchbay/connector';
import { FlowDocument } from '@patchbay/flow';
import { findBuiltIn, findBuiltInVersion } from '../connectors/builtIns.ts';
import { type Published, publish, type startRuns } from '../runs/testing.ts';
import type { Database } from '../store/database.ts';
import { keepSubscriptions } from '../store/subscriptions/keepSubscriptions.ts';
import { subscriptionSteps } from './subscriptionSteps.ts';

type Here = { database: Database; patchbay: Awaited<ReturnType<typeof startRuns>> };

type AppFlow = {
  connector: string;
  /** An earlier one than the newest. */
  version?: string;
  /** The trigger. */
  operation: string;
  inputs?: Record<string, unknown>;
  /** What was typed for the account, and how it signs; a token unless told. */
  account: Record<string, string>;
  auth?: Auth;
  /** Where the app is. */
  url: string;
};

/** A flow that an app starts, published and switched on, with an account at the app's address. */
export async function publishAppFlow(here: Here, asked: AppFlow): Promise<Published> {
  const { database, patchbay } = here;
  const { connector, operation, inputs = {}, account, auth = { kind: 'bearer' }, url } = asked;
  const connection = randomUUID();
  const literals = Object.entries(inputs).map(([name, value]) => [name, { kind: 'literal', value }]);
  const version = asked.version ?? (await findBuiltIn(connector))?.version ?? '';
  await findBuiltInVersion({ connector, version });
  const uses = { connector, version, operation };
  const place = { position: { x: 0, y: 0 }, connection };
  const order = { id: 'order', name: 'Event', uses, inputs: Object.fromEntries(literals), ...place };
  const flow = await publish(database, FlowDocument.parse({ version: 1, steps: { order }, edges: {}, notes: {} }));
  const { workspaceId } = flow;
  const sealed = await patchbay.vault.seal({ workspaceId, connectionId: connection }, account);
  const kept = { authKind: auth.kind, auth: JSON.parse(JSON.stringify(auth)), sealed, hosts: [url], baseUrl: url };
  await database.prisma.connection.create({
    data: { id: connection, workspaceId, connector, name: 'Acme', ...kept },
  });
  await keepAsPublished(here, flow);
  return flow;
}

/** What the flow asks of its app is kept, as publishing it switched on does. */
export async function keepAsPublished({ database, patchbay }: Here, flow: Published): Promise<void> {
  const { workspaceId, flowId, planId } = flow;
  const plan = await patchbay.deps.planStore.find(planId);
  if (plan === null) throw new Error('There is no plan.');
  const kept = { workspaceId, flowId, subscriptions: subscriptionSteps(plan.plan), active: true };
  await database.prisma.$transaction((client) => keepSubscriptions(client, kept, patchbay.deps.now()));
}
