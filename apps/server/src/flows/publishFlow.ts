import { compile } from '@patchbay/execution';
import { check, type Diagnostic, type FlowDocument, signatureOf } from '@patchbay/flow';
import type { ConnectionDeps } from '../connections/connectionStore.ts';
import type { OperationCatalog } from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';
import { failureWatchOf } from '../failures/failureWatch.ts';
import type { Access } from '../policies/can.ts';
import { pollSteps } from '../polls/pollSteps.ts';
import { scheduleSteps } from '../schedules/scheduleSteps.ts';
import { subscriptionSteps } from '../subscriptions/subscriptionSteps.ts';
import { checkAccounts } from './checkAccounts.ts';
import type { FlowDeps } from './flowStore.ts';
import { hookSteps } from './hookSteps.ts';
import { isError } from './summarize.ts';

export type Publish = { flowId: string; revision: number; activate?: boolean | undefined };

type PublishDeps = Pick<FlowDeps, 'flows' | 'catalogs' | 'hooksChanged'> & Pick<ConnectionDeps, 'connections'>;

/** The trigger that other flows' calls start. */
const CALLED = { connector: 'core', operation: 'called' };

/**
 * Freezes the draft into a numbered version that new runs follow. Refuses with `flow_has_problems` and the diagnostics
 * while anything stops it, and with `flow_changed_elsewhere` when the draft is no longer the one the person looked at.
 */
export async function publishFlow(
  { flowId, revision, activate = false }: Publish,
  access: Access<'flow.publish'>,
  { flows, catalogs, connections, hooksChanged }: PublishDeps,
): Promise<{ versionId: string; number: number }> {
  const draft = await flows.findDraft(flowId);
  if (draft === null) throw new AppError('not_found');
  const { document } = draft;
  if (draft.revision !== revision) {
    throw new AppError('flow_changed_elsewhere', { details: { revision: draft.revision, document, conflicts: [] } });
  }
  const catalog = await catalogs.forDocument(access.workspaceId, document);
  const accounts = checkAccounts(document, catalog, {
    connections: await connections.list(access.workspaceId),
    userId: access.userId,
  });
  const plan = compileChecked({ document, catalog, accounts });
  const hooks = hookSteps(document, catalog);
  const schedules = scheduleSteps(document, catalog);
  const polls = pollSteps(document, catalog);
  const failureWatch = failureWatchOf(document, catalog);
  const signature = signatureOf(document, catalog, CALLED) ?? null;
  const { workspaceId, userId } = access;
  const subscriptions = subscriptionSteps(plan);
  const frozen = { document, plan, signature, hooks, schedules, polls, subscriptions, failureWatch };
  const version = await flows.publish({ workspaceId, flowId, revision, ...frozen, activate, userId });
  if (version === null) throw new AppError('flow_changed_elsewhere');
  await hooksChanged(flowId);
  return version;
}

type Checked = { document: FlowDocument; catalog: OperationCatalog; accounts: readonly Diagnostic[] };

function compileChecked({ document, catalog, accounts }: Checked) {
  const problems = [...check(document, catalog), ...accounts].filter(isError);
  if (problems.length > 0) throw new AppError('flow_has_problems', { details: problems });
  const compiled = compile(document, catalog);
  if (!compiled.ok) throw new AppError('flow_has_problems', { details: compiled.diagnostics });
  return compiled.plan;
}
